package org.lantern.app.compose;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lantern.app.feature.login.VaultDoor;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.SecondFactor;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Credentials;
import org.lantern.storage.vault.Login;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.Vault;

/**
 * Vaults as they are made for daily work.
 *
 * @param locked done when the vault that was open before is closed: it may be the one that is opened next
 */
record StandardVaultDoor(Clock clock, CompletableFuture<Void> locked) implements VaultDoor {
    @Override
    public Vault open(Path folder, String user, Secret password, Optional<Path> keyFile) throws StorageException {
        locked.join();
        if (keyFile.isEmpty()) {
            return Vault.open(folder, Login.upgrading(user, Credentials.of(password)), clock);
        }
        try (var held = SecondFactor.read(keyFile.get())) {
            return Vault.open(folder, Login.upgrading(user, new Credentials(password, Optional.of(held))), clock);
        }
    }

    @Override
    public NewVault create(Path folder, String user, Secret password) throws StorageException {
        return Vault.create(folder, user, password, KdfCost.calibrated(), clock);
    }

    @Override
    public Vault recover(Path folder, char[] recoveryKey, String user, Secret password) throws StorageException {
        locked.join();
        try (var key = RecoveryKey.parse(recoveryKey)) {
            return Vault.recover(folder, key, user, password, KdfCost.STANDARD, clock);
        }
    }

    @Override
    public Vault restore(Path backup, Path folder, String user, Secret password) throws StorageException {
        locked.join();
        Vault.restore(backup, folder, false, Login.of(user, Credentials.of(password)), clock, _ -> {});
        return Vault.open(folder, user, password, clock);
    }
}
