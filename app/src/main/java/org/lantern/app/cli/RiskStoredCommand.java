package org.lantern.app.cli;

import org.lantern.app.feature.risk.ModelLibrary;
import org.lantern.app.feature.risk.StoredResult;
import picocli.CommandLine.Option;

/** {@code risk stored --patient ID}: the chart's risk results, each computed again from what was kept. */
@picocli.CommandLine.Command(name = "stored")
final class RiskStoredCommand implements Command {
    private final Session session;

    @Option(names = "--patient", required = true, paramLabel = "ID", descriptionKey = "risk.stored.patient")
    private String patient;

    RiskStoredCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var records = session.vault().chart().risks(PatientChoice.of(session, patient), Integer.MAX_VALUE);
        var catalogue = ModelLibrary.with(session.catalogue().get(), session.vault().models());
        boolean same = records.stream()
                .noneMatch(entry -> StoredResult.again(catalogue, entry.fact()) == StoredResult.Again.DIFFERENT);
        var json = records.stream()
                .map(entry -> Json.object().with("model", entry.fact().model())
                        .with("version", entry.fact().modelVersion())
                        .with("computedAt", entry.fact().computedAt().toString())
                        .with("shown", entry.fact().shown()).with("band", entry.fact().band())
                        .with("again", StoredResult.again(catalogue, entry.fact()).name()))
                .toList();
        return new Result(same ? Exit.DONE : Exit.REJECTED, json, out -> {
            var table = new Table();
            records.forEach(entry -> table.add(entry.fact().computedAt().toString(), entry.fact().model(),
                    entry.fact().shown(), entry.fact().band().orElse(""),
                    session.text("risk.again." + StoredResult.again(catalogue, entry.fact()))));
            table.print(out);
        });
    }
}
