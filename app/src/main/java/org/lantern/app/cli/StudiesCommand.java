package org.lantern.app.cli;

import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Parameters;

/** {@code studies [QUERY]}: the studies of the vault, the newest first. */
@picocli.CommandLine.Command(name = "studies")
final class StudiesCommand implements Command {
    private final Session session;

    @Parameters(index = "0..*", paramLabel = "QUERY", descriptionKey = "query.studies")
    private List<String> query = List.of();

    StudiesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var studies = session.vault().archive().studies(String.join(" ", query), Integer.MAX_VALUE);
        return Result.done(studies.stream().map(Rows::json).toList(), out -> {
            var table = new Table();
            studies.forEach(study -> table.add(study.date().map(LocalDate::toString).orElse(""),
                    study.patient().patientId(), study.patient().name(), String.join(",", study.modalities()),
                    study.description(), study.seriesCount() + "/" + study.instanceCount(), study.uid()));
            table.print(out);
            out.println(session.text("studies.count", studies.size()));
        });
    }
}
