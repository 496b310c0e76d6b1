package org.lantern.app.feature.login;

import java.nio.file.Path;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.Vault;

/**
 * Opens and makes vaults. Slow on purpose, as deriving a key from a password is. Passwords and recovery keys are kept by
 * the caller, who closes or blanks them.
 */
public interface VaultDoor {
    /** @param keyFile what the user holds beside the password, if their slot asks for it */
    Vault open(Path folder, String user, Secret password, Optional<Path> keyFile) throws StorageException;

    NewVault create(Path folder, String user, Secret password) throws StorageException;

    /** Opens with the recovery key and gives the user this password. */
    Vault recover(Path folder, char[] recoveryKey, String user, Secret password) throws StorageException;

    /** Makes a vault of a backup in an empty folder, and opens it. */
    Vault restore(Path backup, Path folder, String user, Secret password) throws StorageException;
}
