package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.lantern.storage.backup.BackupRun;
import picocli.CommandLine.Parameters;

/** {@code vault backup FILE}: one encrypted file; a file that is a backup of this vault gets what is new. */
@picocli.CommandLine.Command(name = "backup")
final class VaultBackupCommand implements Command {
    private static final double MILLIS = 1e3;

    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "vault.backup.file")
    private Path file;

    VaultBackupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        InputPaths.requireReadable(session, List.of(file.toAbsolutePath().getParent()));
        try (var progress = new Progress(session, session.text("vault.backup.progress"))) {
            var report = session.vault().backups().run(file, progress, session.terminal().cancelled());
            var json = Json.object().with("file", file.toString()).with("complete", report.run().isPresent())
                    .with("generation", report.run().map(BackupRun::generation))
                    .with("bytes", report.run().map(BackupRun::fileBytes)).with("newBytes", report.newBytes())
                    .with("seconds", report.duration().toMillis() / MILLIS);
            return new Result(report.run().isPresent() ? Exit.DONE : Exit.REJECTED, json, out -> out.println(
                    report.run().isPresent() ? session.text("vault.backup.done", file, report.newBytes())
                            : session.text("vault.backup.cancelled")));
        }
    }
}
