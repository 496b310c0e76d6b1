package org.lantern.app.cli;

import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.vault.Vault;

/** {@code vault init}: makes a vault with its first user, and says its recovery key once. */
@picocli.CommandLine.Command(name = "init")
final class VaultInitCommand implements Command {
    private final Session session;

    VaultInitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var folder = session.vaultFolder();
        try (var password = new Password(session).toCreate()) {
            var made = Vault.create(folder, session.user(), password, KdfCost.calibrated(), session.terminal().clock());
            session.openVault().keep(folder, session.user(), made.vault());
            try (var key = made.recoveryKey()) {
                var recoveryKey = new String(key.printable());
                var json = Json.object().with("vault", folder.toString()).with("user", session.user())
                        .with("recoveryKey", recoveryKey);
                return Result.done(json, out -> {
                    out.println(session.text("vault.init.made", folder, session.user()));
                    out.println(session.text("vault.init.recovery"));
                    out.println();
                    out.println("    " + recoveryKey);
                    out.println();
                });
            }
        }
    }
}
