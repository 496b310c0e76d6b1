package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.vault.Credentials;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code user passwd [NAME]}: a new password for whoever asks, or for another user. */
@picocli.CommandLine.Command(name = "passwd")
final class UserPasswdCommand implements Command {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", descriptionKey = "user.name.own")
    private String name;

    @Option(names = "--new-password-file", paramLabel = "FILE", descriptionKey = "user.new-password-file")
    private Path newPasswordFile;

    @Option(names = "--enable", descriptionKey = "user.enable")
    private boolean enable;

    UserPasswdCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var vault = session.vault();
        var user = Optional.ofNullable(name).orElse(vault.user());
        if (user.equals(vault.user())) {
            changeOwn();
        } else {
            try (var password = new Password(session).fresh(newPasswordFile, user)) {
                var credentials = Credentials.of(password);
                if (enable) {
                    vault.users().enable(user, credentials, KdfCost.calibrated());
                } else {
                    vault.users().setPassword(user, credentials, KdfCost.calibrated());
                }
            }
        }
        return Result.done(Json.object().with("user", user), out -> out.println(session.text("user.passwd", user)));
    }

    /** The key file, if there is one, stays the same. */
    private void changeOwn() throws Exception {
        try (var current = new KnownCredentials(session);
                var password = new Password(session).fresh(newPasswordFile, session.vault().user())) {
            session.vault().users().changeOwnPassword(current.credentials(),
                    new Credentials(password, current.credentials().keyFile()), KdfCost.calibrated());
        }
    }
}
