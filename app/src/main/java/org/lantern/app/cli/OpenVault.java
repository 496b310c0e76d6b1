package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.vault.Login;
import org.lantern.storage.vault.Vault;

/**
 * The vault that the commands of one process share: opened when first asked for, kept for the next command of a batch,
 * closed at the end. A command that names another folder or user gets that one instead.
 */
final class OpenVault implements AutoCloseable {
    private Optional<Opened> opened = Optional.empty();

    private record Opened(Path folder, String user, Vault vault) {
        boolean is(Path wantedFolder, String wantedUser) {
            return folder.equals(wantedFolder) && user.equals(wantedUser);
        }
    }

    /** The vault that a command's options name, open. */
    Vault of(Session session) throws StorageException, CommandException {
        var folder = session.vaultFolder().toAbsolutePath().normalize();
        if (opened.isEmpty() || !opened.get().is(folder, session.user())) {
            close();
            try (var known = new KnownCredentials(session)) {
                keep(folder, session.user(), Vault.open(folder, Login.upgrading(session.user(), known.credentials()),
                        session.terminal().clock()));
            }
        }
        return opened.orElseThrow().vault();
    }

    /** Takes a vault over that a command made and left open. */
    void keep(Path folder, String user, Vault vault) throws StorageException {
        close();
        opened = Optional.of(new Opened(folder.toAbsolutePath().normalize(), user, vault));
    }

    @Override
    public void close() throws StorageException {
        if (opened.isPresent()) {
            var vault = opened.get().vault();
            opened = Optional.empty();
            vault.close();
        }
    }
}
