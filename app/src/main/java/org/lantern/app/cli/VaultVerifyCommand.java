package org.lantern.app.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.lantern.storage.audit.AuditFault;
import org.lantern.storage.upkeep.Damage;
import org.lantern.storage.upkeep.VerifyReport;
import picocli.CommandLine.Option;

/** {@code vault verify}: checks catalogue, journal, packs and every object; exits with 5 if anything is not whole. */
@picocli.CommandLine.Command(name = "verify")
final class VaultVerifyCommand implements Command {
    private final Session session;

    @Option(names = "--deep", descriptionKey = "vault.deep")
    private boolean deep;

    VaultVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        try (var progress = new Progress(session, session.text("vault.verify.progress"))) {
            var report = session.vault().upkeep().verify(deep, progress, session.terminal().cancelled());
            var audit = session.vault().audit().verify();
            var exit = !report.isWhole() || !audit.isEmpty() ? Exit.DAMAGED
                    : report.cancelled() ? Exit.REJECTED : Exit.DONE;
            return new Result(exit, json(report, audit), out -> {
                audit.forEach(fault -> out.println(session.text("audit.fault." + fault.kind().name(), fault.trail(),
                        fault.entry())));
                report.faults().forEach(fault -> out.println(session.text("vault.verify.fault", fault)));
                report.damaged().stream().collect(Collectors.groupingBy(Damage::studyUid))
                        .forEach((study, objects) -> out
                                .println(session.text("vault.verify.study", study, objects.size())));
                out.println(session.text(report.cancelled() ? "vault.verify.cancelled"
                        : report.isWhole() ? "vault.verify.whole" : "vault.verify.damaged", report.objects()));
            });
        }
    }

    private static Object json(VerifyReport report, List<AuditFault> audit) {
        return Json.object().with("ok", report.isWhole() && audit.isEmpty()).with("deep", report.deep())
                .with("objects", report.objects()).with("bytes", report.bytes()).with("studies", report.studies())
                .with("damaged",
                        report.damaged().stream()
                                .map(object -> Json.object().with("study", object.studyUid())
                                        .with("instance", object.sopInstanceUid()).with("what", object.what()))
                                .toList())
                .with("faults", report.faults()).with("audit", AuditCommand.json(audit))
                .with("cancelled", report.cancelled());
    }
}
