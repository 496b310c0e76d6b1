package org.lantern.app.compose;

import java.nio.file.Path;
import java.time.Clock;
import org.lantern.app.feature.login.VaultDoor;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.Vault;

/** Vaults as they are made for daily work. */
record StandardVaultDoor(Clock clock) implements VaultDoor {
    @Override
    public Vault open(Path folder, String user, Secret password) throws StorageException {
        return Vault.open(folder, user, password, clock);
    }

    @Override
    public NewVault create(Path folder, String user, Secret password) throws StorageException {
        return Vault.create(folder, user, password, KdfCost.STANDARD, clock);
    }
}
