package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.vault.Credentials;
import org.lantern.storage.vault.Login;
import org.lantern.storage.vault.RestoreReport;
import org.lantern.storage.vault.Vault;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vault restore FILE}: a vault from a backup. */
@picocli.CommandLine.Command(name = "restore")
final class VaultRestoreCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "vault.restore.file")
    private Path file;

    @Option(names = "--force", descriptionKey = "vault.restore.force")
    private boolean force;

    @Option(names = "--recovery-key-file", paramLabel = "FILE", descriptionKey = "vault.restore.recovery")
    private Path recoveryKeyFile;

    VaultRestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        InputPaths.requireReadable(session, List.of(file));
        session.openVault().close();
        try (var progress = new Progress(session, session.text("vault.restore.progress"))) {
            var report = recoveryKeyFile == null ? byPassword(progress) : byRecoveryKey(progress);
            var json = Json.object().with("vault", session.vaultFolder().toString())
                    .with("created", report.created().toString()).with("generation", report.generation())
                    .with("instances", report.instances()).with("bytes", report.bytes())
                    .with("erasedAgain", report.erasedAgain());
            return Result.done(json, out -> out.println(session.text("vault.restore.done", session.vaultFolder(),
                    report.instances(), report.created().toString())));
        }
    }

    private RestoreReport byPassword(Progress progress) throws StorageException, CommandException {
        try (var password = new Password(session).toOpen()) {
            return Vault.restore(file, session.vaultFolder(), force,
                    Login.of(session.user(), Credentials.of(password)), session.terminal().clock(), progress);
        }
    }

    private RestoreReport byRecoveryKey(Progress progress) throws Exception {
        InputPaths.requireReadable(session, List.of(recoveryKeyFile));
        char[] typed = java.nio.file.Files.readString(recoveryKeyFile).strip().toCharArray();
        try (var key = RecoveryKey.parse(typed)) {
            return Vault.restore(file, session.vaultFolder(), force, key, session.terminal().clock(),
                    progress);
        }
    }
}
