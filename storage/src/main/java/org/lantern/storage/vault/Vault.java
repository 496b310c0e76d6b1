package org.lantern.storage.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.lantern.storage.StorageException;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.medium.Disk;
import org.lantern.storage.medium.Medium;

/**
 * An encrypted store of images and charts in one folder, open for one user of one process. Everything it hands out is
 * safe for use by several threads at once.
 */
public final class Vault implements AutoCloseable {
    private final String user;
    private final VaultLock lock;
    private final Key256 vaultKey;
    private final Catalogue catalogue;
    private final Chart chart;

    private Vault(String user, VaultLock lock, Key256 vaultKey, Catalogue catalogue, Clock clock) {
        this.user = user;
        this.lock = lock;
        this.vaultKey = vaultKey;
        this.catalogue = catalogue;
        this.chart = new Chart(catalogue, user, clock);
    }

    /**
     * Makes a vault with its first user.
     *
     * @param folder does not exist, or is empty
     * @param password kept by the caller, who closes it
     * @throws StorageException.VaultExists if the folder holds anything
     */
    public static NewVault create(Path folder, String user, Secret password, KdfCost cost, Clock clock)
            throws StorageException {
        return create(new Disk(), folder, user, password, cost, clock);
    }

    static NewVault create(Medium medium, Path folder, String user, Secret password, KdfCost cost, Clock clock)
            throws StorageException {
        if (user.isBlank() || user.length() > 128) {
            throw new StorageException.Invalid("user name");
        }
        if (password.isEmpty()) {
            throw new StorageException.Invalid("password is empty");
        }
        VaultFolder parts = prepare(folder);
        VaultLock lock = VaultLock.take(parts.lock(), clock);
        Entropy entropy = new Entropy();
        Key256 vaultKey = Key256.random(entropy);
        RecoveryKey recovery = RecoveryKey.random(entropy);
        try {
            Catalogue catalogue = Catalogue.create(medium, parts.catalogue(), vaultKey, entropy);
            try {
                KeyFile keys = new KeyFile(entropy.bytes(16), 1, clock.instant(),
                        List.of(KeySlot.Password.of(user, password, cost, vaultKey, entropy),
                                KeySlot.Recovery.of(recovery, vaultKey, entropy)));
                new KeyStore(medium, parts).write(keys, vaultKey);
                return new NewVault(new Vault(user, lock, vaultKey, catalogue, clock), recovery);
            } catch (StorageException | RuntimeException | Error failure) {
                catalogue.close();
                throw failure;
            }
        } catch (StorageException | RuntimeException | Error failure) {
            vaultKey.close();
            recovery.close();
            release(lock);
            throw failure;
        }
    }

    /**
     * Opens a vault.
     *
     * @param password kept by the caller, who closes it
     * @throws StorageException.NotAVault if the folder holds none
     * @throws StorageException.VaultInUse if it is open already, here or in another process
     * @throws StorageException.WrongPassword if user and password open no slot
     * @throws StorageException.Tampered if a part of it is damaged, altered or older than it should be
     */
    public static Vault open(Path folder, String user, Secret password, Clock clock) throws StorageException {
        return open(new Disk(), folder, user, password, clock);
    }

    static Vault open(Medium medium, Path folder, String user, Secret password, Clock clock)
            throws StorageException {
        VaultFolder parts = new VaultFolder(folder.toAbsolutePath());
        KeyStore keyStore = new KeyStore(medium, parts);
        if (!keyStore.exists()) {
            throw new StorageException.NotAVault();
        }
        VaultLock lock = VaultLock.take(parts.lock(), clock);
        try {
            KeyStore.Unlocked unlocked = keyStore.unlock(user, password);
            try {
                Catalogue catalogue = Catalogue.open(medium, parts.catalogue(), unlocked.vaultKey(), new Entropy());
                return new Vault(user, lock, unlocked.vaultKey(), catalogue, clock);
            } catch (StorageException | RuntimeException | Error failure) {
                unlocked.vaultKey().close();
                throw failure;
            }
        } catch (StorageException | RuntimeException | Error failure) {
            release(lock);
            throw failure;
        }
    }

    /** The charts of its patients; what they write has this vault's user as author. */
    public Chart chart() {
        return chart;
    }

    /** Who opened it. */
    public String user() {
        return user;
    }

    /** Closes everything and drops the keys. What was handed out says {@link StorageException.Closed} from now on. */
    @Override
    public void close() throws StorageException {
        try {
            catalogue.close();
        } finally {
            vaultKey.close();
            release(lock);
        }
    }

    private static VaultFolder prepare(Path folder) throws StorageException {
        VaultFolder parts = new VaultFolder(folder.toAbsolutePath());
        try {
            Files.createDirectories(parts.root());
            try (var present = Files.list(parts.root())) {
                if (present.findAny().isPresent()) {
                    throw new StorageException.VaultExists();
                }
            }
            Files.createDirectory(parts.catalogue());
            Files.createDirectory(parts.packs());
            return parts;
        } catch (IOException failure) {
            throw StorageException.of("vault folder", failure);
        }
    }

    private static void release(VaultLock lock) {
        try {
            lock.close();
        } catch (IOException _) {
            // the operating system lets go of it with the process
        }
    }
}
