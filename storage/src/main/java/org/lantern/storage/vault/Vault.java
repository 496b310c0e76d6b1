package org.lantern.storage.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.lantern.storage.StorageException;
import org.lantern.storage.annotation.Annotations;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.archive.Intake;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.crypto.WarmUp;
import org.lantern.storage.importing.Importer;
import org.lantern.storage.medium.Disk;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.object.PackStore;

/**
 * An encrypted store of images and charts in one folder, open for one user of one process. Everything it hands out is
 * safe for use by several threads at once.
 */
public final class Vault implements AutoCloseable {
    private final String user;
    private final VaultFolder folder;
    private final VaultLock lock;
    private final KeyStore keyStore;
    private final Key256 vaultKey;
    private final Catalogue catalogue;
    private final PackStore packs;
    private final Archive archive;
    private final Importer importer;
    private final Chart chart;
    private final Annotations annotations;
    private KeyFile keys;

    private Vault(String user, VaultFolder folder, VaultLock lock, KeyStore keyStore, KeyStore.Unlocked unlocked,
            Catalogue catalogue, PackStore packs, Clock clock) {
        this.user = user;
        this.folder = folder;
        this.lock = lock;
        this.keyStore = keyStore;
        this.keys = unlocked.keys();
        this.vaultKey = unlocked.vaultKey();
        this.catalogue = catalogue;
        this.packs = packs;
        this.archive = new Archive(catalogue, packs);
        this.importer = new Importer(packs, new Intake(catalogue), clock);
        this.chart = new Chart(catalogue, user, clock);
        this.annotations = new Annotations(catalogue, user, clock);
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
        refuseEmpty(password);
        VaultFolder parts = new VaultFolder(folder.toAbsolutePath());
        prepare(parts);
        VaultLock lock = VaultLock.take(parts.lock(), clock);
        WarmUp.start();
        Entropy entropy = new Entropy();
        Key256 vaultKey = Key256.random(entropy);
        RecoveryKey recovery = RecoveryKey.random(entropy);
        try {
            KeyStore keyStore = new KeyStore(medium, parts);
            KeyFile keys = new KeyFile(entropy.bytes(16), 1, clock.instant(),
                    List.of(KeySlot.Password.of(user, password, cost, vaultKey, entropy),
                            KeySlot.Recovery.of(recovery, vaultKey, entropy)));
            Catalogue catalogue = Catalogue.create(medium, parts.catalogue(), vaultKey, entropy);
            try {
                PackStore packs = PackStore.open(medium, parts.packs(), keys.vaultId(), vaultKey, entropy, Map.of());
                keyStore.write(keys, vaultKey);
                return new NewVault(new Vault(user, parts, lock, keyStore, new KeyStore.Unlocked(keys, vaultKey),
                        catalogue, packs, clock), recovery);
            } catch (StorageException | RuntimeException | Error failure) {
                catalogue.close();
                throw failure;
            }
        } catch (StorageException | RuntimeException | Error failure) {
            vaultKey.close();
            recovery.close();
            release(lock);
            parts.removeUnfinished();
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
        return open(medium, folder, user, clock, keyStore -> keyStore.unlock(user, password));
    }

    /**
     * Opens a vault with the recovery key and gives the user a new password; a user who has no slot gets one.
     *
     * @param password kept by the caller, as is the recovery key
     * @throws StorageException.InvalidRecoveryKey if the key is of another vault
     */
    public static Vault recover(Path folder, RecoveryKey recoveryKey, String user, Secret password, KdfCost cost,
            Clock clock) throws StorageException {
        refuseEmpty(password);
        Vault vault = open(new Disk(), folder, user, clock, keyStore -> keyStore.unlock(recoveryKey));
        try {
            vault.changePassword(password, cost);
            return vault;
        } catch (StorageException | RuntimeException | Error failure) {
            vault.close();
            throw failure;
        }
    }

    private static Vault open(Medium medium, Path folder, String user, Clock clock, Unlocking unlocking)
            throws StorageException {
        VaultFolder parts = new VaultFolder(folder.toAbsolutePath());
        KeyStore keyStore = new KeyStore(medium, parts);
        if (!keyStore.exists()) {
            throw new StorageException.NotAVault();
        }
        VaultLock lock = VaultLock.take(parts.lock(), clock);
        WarmUp.start();
        try {
            KeyStore.Unlocked unlocked = unlocking.unlock(keyStore);
            try {
                return open(medium, parts, user, clock, lock, keyStore, unlocked);
            } catch (StorageException | RuntimeException | Error failure) {
                unlocked.vaultKey().close();
                throw failure;
            }
        } catch (StorageException | RuntimeException | Error failure) {
            release(lock);
            throw failure;
        }
    }

    private static Vault open(Medium medium, VaultFolder parts, String user, Clock clock, VaultLock lock,
            KeyStore keyStore, KeyStore.Unlocked unlocked) throws StorageException {
        Entropy entropy = new Entropy();
        Catalogue catalogue = Catalogue.open(medium, parts.catalogue(), unlocked.vaultKey(), entropy);
        try {
            Map<Integer, Long> committed = Archive.committedPacks(catalogue);
            PackStore packs = PackStore.open(medium, parts.packs(), unlocked.keys().vaultId(), unlocked.vaultKey(),
                    entropy, committed);
            Vault vault = new Vault(user, parts, lock, keyStore, unlocked, catalogue, packs, clock);
            try {
                vault.importer.adopt(packs.orphans(committed));
                return vault;
            } catch (StorageException | RuntimeException | Error failure) {
                packs.close();
                throw failure;
            }
        } catch (StorageException | RuntimeException | Error failure) {
            catalogue.close();
            throw failure;
        }
    }

    /** Who opened it. */
    public String user() {
        return user;
    }

    /** The images. */
    public Archive archive() {
        return archive;
    }

    /** Takes images in. */
    public Importer importer() {
        return importer;
    }

    /** The patients' charts. */
    public Chart chart() {
        return chart;
    }

    /** What is drawn on the images, and how each series was left. */
    public Annotations annotations() {
        return annotations;
    }

    /**
     * Gives the user who opened the vault another password. Only the slot changes: nothing is encrypted again.
     *
     * @param password kept by the caller
     */
    public synchronized void changePassword(Secret password, KdfCost cost) throws StorageException {
        refuseEmpty(password);
        KeyFile changed = keys.with(KeySlot.Password.of(user, password, cost, vaultKey, new Entropy()));
        keyStore.write(changed, vaultKey);
        keys = changed;
    }

    public synchronized VaultInfo info() throws StorageException {
        Archive.Counts counts = archive.counts();
        Catalogue.Versions versions = catalogue.versions();
        return new VaultInfo(HexFormat.of().formatHex(keys.vaultId()), keys.created(), counts.patients(),
                counts.studies(), counts.series(), counts.instances(), counts.bytes(), folder.bytes(), packs.count(),
                versions.schema(), versions.database(), versions.commits(), keys.generation(), keys.users(),
                keys.slotOf(user).map(KeySlot.Password::cost));
    }

    /** Closes everything and drops the keys. What was handed out says {@link StorageException.Closed} from now on. */
    @Override
    public synchronized void close() throws StorageException {
        try (lock; vaultKey; catalogue; packs) {
            // closed from the last to the first, each even if another fails
        } catch (IOException _) {
            // the operating system lets go of the lock with the process
        }
    }

    private static void refuseEmpty(Secret password) throws StorageException.Invalid {
        if (password.isEmpty()) {
            throw new StorageException.Invalid("password is empty");
        }
    }

    private static void prepare(VaultFolder parts) throws StorageException {
        try {
            Files.createDirectories(parts.root());
            try (var present = Files.list(parts.root())) {
                if (present.findAny().isPresent()) {
                    throw new StorageException.VaultExists();
                }
            }
            Files.createDirectory(parts.catalogue());
            Files.createDirectory(parts.packs());
        } catch (FileAlreadyExistsException | NotDirectoryException _) {
            throw new StorageException.VaultExists();
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

    @FunctionalInterface
    private interface Unlocking {
        KeyStore.Unlocked unlock(KeyStore keyStore) throws StorageException;
    }
}
