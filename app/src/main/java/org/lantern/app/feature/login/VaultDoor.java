package org.lantern.app.feature.login;

import java.nio.file.Path;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.Vault;

/** Opens and makes vaults. Slow on purpose, as deriving a key from a password is. */
public interface VaultDoor {
    /** @param password closed by the caller */
    Vault open(Path folder, String user, Secret password) throws StorageException;

    /** @param password closed by the caller */
    NewVault create(Path folder, String user, Secret password) throws StorageException;
}
