package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.lantern.app.demo.DemoVault;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;
import picocli.CommandLine.Option;

/**
 * {@code demo}: makes a vault of synthetic patients and opens it. A demo that was made before is opened again. Without a
 * password of the caller's own it has one that everybody knows: it protects nothing.
 */
@picocli.CommandLine.Command(name = "demo")
final class DemoCommand implements Command {
    private static final String FOLDER = "demo";

    private final Session session;

    @Option(names = "--no-gui", descriptionKey = "demo.no-gui")
    private boolean noWindow;

    @Option(names = "--small", descriptionKey = "demo.small")
    private boolean small;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var folder = Optional.ofNullable(session.options().vault)
                .orElseGet(() -> session.terminal().dataFolder().resolve(FOLDER));
        var own = new Password(session).given();
        var user = Optional.ofNullable(session.options().user)
                .orElse(own.isPresent() ? session.user() : DemoVault.USER);
        char[] password = own.orElseGet(DemoVault.PASSWORD::toCharArray);
        boolean made = makeOrCheck(folder, user, password.clone());
        if (!noWindow) {
            session.terminal().window().open(folder, user, session.texts().language(), Optional.of(password));
            return Result.written(Exit.DONE);
        }
        Arrays.fill(password, '\0');
        var json = Json.object().with("vault", folder.toString()).with("user", user).with("made", made);
        return Result.done(json, out -> {
            out.println(session.text(made ? "demo.made" : "demo.there", folder));
            out.println(own.isPresent()
                    ? session.text("demo.user", user)
                    : session.text("demo.password", user, DemoVault.PASSWORD));
        });
    }

    /** Whether the demo had to be made; one that is there must open with the password. */
    private boolean makeOrCheck(Path folder, String user, char[] password) throws StorageException {
        var clock = session.terminal().clock();
        try (var secret = Secret.ofPassword(password);
                var progress = new Progress(session, session.text("demo.progress"))) {
            try {
                var made = DemoVault.create(folder, user, secret, KdfCost.STANDARD,
                        small ? DemoVault.Size.SMALL : DemoVault.Size.USUAL, clock, progress,
                        session.terminal().cancelled());
                made.recoveryKey().close();
                made.vault().close();
                return true;
            } catch (StorageException.VaultExists _) {
                Vault.open(folder, user, secret, clock).close();
                return false;
            }
        }
    }
}
