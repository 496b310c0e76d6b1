package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.SecondFactor;
import org.lantern.storage.vault.Credentials;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code user add NAME --role R}: gives somebody a way into the vault. */
@picocli.CommandLine.Command(name = "add")
final class UserAddCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "user.name")
    private String name;

    @Option(names = "--role", paramLabel = "ROLE", required = true, descriptionKey = "user.role")
    private String role;

    @Option(names = "--new-password-file", paramLabel = "FILE", descriptionKey = "user.new-password-file")
    private Path newPasswordFile;

    @Option(names = "--new-key-file", paramLabel = "FILE", descriptionKey = "user.new-key-file")
    private Path newKeyFile;

    UserAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var given = RoleWord.of(session, role);
        var users = session.vault().users();
        try (var password = new Password(session).fresh(newPasswordFile, name)) {
            if (newKeyFile == null) {
                users.add(name, given, Credentials.of(password), KdfCost.calibrated());
            } else {
                try (var keyFile = SecondFactor.create(newKeyFile, new Entropy())) {
                    users.add(name, given, new Credentials(password, Optional.of(keyFile)), KdfCost.calibrated());
                }
            }
        }
        var json = Json.object().with("user", name).with("role", given.term())
                .with("keyFile", Optional.ofNullable(newKeyFile).map(Path::toString));
        return Result.done(json, out -> out.println(session.text("user.added", name, given.term())));
    }
}
