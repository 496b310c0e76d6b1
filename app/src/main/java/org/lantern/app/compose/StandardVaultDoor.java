package org.lantern.app.compose;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.lantern.app.feature.login.VaultDoor;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.Vault;

/**
 * Vaults as they are made for daily work.
 *
 * @param locked done when the vault that was open before is closed: it may be the one that is opened next
 */
record StandardVaultDoor(Clock clock, CompletableFuture<Void> locked) implements VaultDoor {
    @Override
    public Vault open(Path folder, String user, Secret password) throws StorageException {
        locked.join();
        return Vault.open(folder, user, password, clock);
    }

    @Override
    public NewVault create(Path folder, String user, Secret password) throws StorageException {
        return Vault.create(folder, user, password, KdfCost.STANDARD, clock);
    }
}
