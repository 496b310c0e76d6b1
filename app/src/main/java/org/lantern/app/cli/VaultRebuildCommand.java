package org.lantern.app.cli;

import org.lantern.storage.vault.Credentials;
import org.lantern.storage.vault.Login;
import org.lantern.storage.vault.Vault;

/** {@code vault rebuild}: the catalogue made anew from journal and packs. */
@picocli.CommandLine.Command(name = "rebuild")
final class VaultRebuildCommand implements Command {
    private final Session session;

    VaultRebuildCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        session.openVault().close();
        try (var password = new Password(session).toOpen()) {
            var report = Vault.rebuild(session.vaultFolder(),
                    Login.of(session.user(), Credentials.of(password)), session.terminal().clock());
            var json = Json.object().with("instances", report.instances()).with("commits", report.commits())
                    .with("changes", report.changes()).with("lost", report.lost());
            return new Result(report.lost() > 0 ? Exit.DAMAGED : Exit.DONE, json, out -> {
                out.println(session.text("vault.rebuild.done", report.instances(), report.commits()));
                if (report.lost() > 0) {
                    out.println(session.text("vault.rebuild.lost", report.lost()));
                }
            });
        }
    }
}
