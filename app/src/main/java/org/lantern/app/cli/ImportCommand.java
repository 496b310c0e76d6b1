package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.lantern.storage.importing.ImportReport;
import picocli.CommandLine.Parameters;

/** {@code import PATH…}: DICOM files, folders, ZIPs and DICOMDIRs into the vault. */
@picocli.CommandLine.Command(name = "import")
final class ImportCommand implements Command {
    private static final double NANOS = 1e9;

    private final Session session;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "PATH", descriptionKey = "import.paths")
    private List<Path> paths;

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        InputPaths.requireReadable(session, paths);
        var vault = session.vault();
        try (var progress = new Progress(session, session.text("import.progress"))) {
            var report = vault.importer().run(paths, progress, session.terminal().cancelled());
            var exit = report.rejected().isEmpty() && !report.cancelled() ? Exit.DONE : Exit.REJECTED;
            return new Result(exit, json(report), out -> {
                report.rejected().forEach(rejected -> out.println(session.text("rejected", rejected.file(),
                        Rejections.words(session, rejected.reason()))));
                out.println(session.text("import.done", report.files(), report.stored(), report.duplicates(),
                        report.rejected().size(), seconds(report)));
                if (report.cancelled()) {
                    out.println(session.text("import.cancelled"));
                }
            });
        }
    }

    private static Object json(ImportReport report) {
        return Json.object().with("files", report.files()).with("stored", report.stored())
                .with("duplicates", report.duplicates())
                .with("rejected",
                        report.rejected().stream()
                                .map(rejected -> Json.object().with("file", rejected.file())
                                        .with("reason", Rejections.word(rejected.reason()))
                                        .with("detail", rejected.detail()))
                                .toList())
                .with("bytes", report.bytes()).with("seconds", seconds(report)).with("studies", report.studyUids());
    }

    private static double seconds(ImportReport report) {
        return report.duration().toNanos() / NANOS;
    }
}
