package org.lantern.storage.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.annotation.Annotations;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.archive.Intake;
import org.lantern.storage.archive.Restrictions;
import org.lantern.storage.audit.AuditLog;
import org.lantern.storage.audit.AuditTrail;
import org.lantern.storage.backup.Backups;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.crypto.WarmUp;
import org.lantern.storage.importing.Importer;
import org.lantern.storage.medium.Disk;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.model.ModelStore;
import org.lantern.storage.object.PackStore;
import org.lantern.storage.upkeep.Upkeep;

/**
 * An encrypted store of images and charts in one folder, open for one user of one process. Everything it hands out asks
 * what that user may do before it does anything, and is safe for use by several threads at once.
 */
public final class Vault implements AutoCloseable {
    private final VaultFolder folder;
    private final VaultLock lock;
    private final KeyRing ring;
    private final AuditLog log;
    private final LoginAttempts attempts;
    private final Catalogue catalogue;
    private final PackStore packs;
    private final Access access;
    private final Archive archive;
    private final Restrictions restrictions;
    private final Importer importer;
    private final Chart chart;
    private final ModelStore models;
    private final Annotations annotations;
    private final Users users;
    private final AuditTrail audit;
    private final Upkeep upkeep;
    private final Backups backups;
    private final Clock clock;
    private boolean closed;

    private Vault(VaultLock lock, Entrance.Entered entered, Clock clock) {
        this.folder = entered.folder();
        this.lock = lock;
        this.ring = entered.ring();
        this.log = entered.log();
        this.attempts = entered.attempts();
        this.catalogue = entered.catalogue();
        this.packs = entered.packs();
        this.access = entered.access();
        this.archive = new Archive(catalogue, packs, access);
        this.restrictions = new Restrictions(catalogue, access, entered.restricted(), clock);
        this.importer = new Importer(packs, new Intake(catalogue), access, clock);
        this.chart = new Chart(catalogue, access, clock);
        this.models = new ModelStore(catalogue, access, clock);
        this.annotations = new Annotations(catalogue, access, clock);
        this.users = new Users(access, ring, attempts, clock);
        ReentrantLock one = new ReentrantLock();
        this.upkeep = new Upkeep(catalogue, packs, access, clock, one);
        this.backups = new Backups(new Disk(), folder.root(), ring.keys().vaultId(), ring::vaultKey, catalogue, access,
                clock, one);
        this.clock = clock;
        this.audit = new AuditTrail(log, access, clock, HexFormat.of().formatHex(ring.keys().vaultId()));
    }

    /**
     * Makes a vault with its first user, an administrator.
     *
     * @param folder does not exist, or is empty
     * @param password kept by the caller, who closes it
     * @throws StorageException.VaultExists if the folder holds anything
     */
    public static NewVault create(Path folder, String user, Secret password, KdfCost cost, Clock clock)
            throws StorageException {
        return create(folder, user, Credentials.of(password), cost, clock);
    }

    /** As {@link #create(Path, String, Secret, KdfCost, Clock)}, for a user who also holds a key file. */
    public static NewVault create(Path folder, String user, Credentials credentials, KdfCost cost, Clock clock)
            throws StorageException {
        return create(new Disk(), folder, user, credentials, cost, clock);
    }

    static NewVault create(Medium medium, Path folder, String user, Credentials credentials, KdfCost cost, Clock clock)
            throws StorageException {
        String name = Users.name(user);
        Users.refuseEmpty(credentials);
        VaultFolder parts = new VaultFolder(folder.toAbsolutePath());
        prepare(parts);
        VaultLock lock = VaultLock.take(parts.lock(), clock);
        WarmUp.start();
        RecoveryKey recovery = RecoveryKey.random(new Entropy());
        try {
            Entrance entrance = new Entrance(medium, parts, clock);
            return new NewVault(new Vault(lock, entrance.create(name, credentials, cost, recovery), clock), recovery);
        } catch (StorageException | RuntimeException | Error failure) {
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
     * @throws StorageException.LockedOut if too many logins failed
     * @throws StorageException.Tampered if a part of it is damaged, altered or older than it should be
     */
    public static Vault open(Path folder, String user, Secret password, Clock clock) throws StorageException {
        return open(folder, Login.of(user, Credentials.of(password)), clock);
    }

    /** As {@link #open(Path, String, Secret, Clock)}, with all that a login can have. */
    public static Vault open(Path folder, Login login, Clock clock) throws StorageException {
        return open(new Disk(), folder, login, clock);
    }

    static Vault open(Medium medium, Path folder, Login login, Clock clock) throws StorageException {
        return open(medium, folder, clock, entrance -> entrance.login(login));
    }

    /**
     * Opens a vault with the recovery key and gives the user a new password. A user who has no slot gets one, as an
     * administrator. If the key file is older than the vault remembers, all other users lose their slots: among them may
     * be some that were taken away.
     *
     * @param password kept by the caller, as is the recovery key
     * @throws StorageException.InvalidRecoveryKey if the key is of another vault
     */
    public static Vault recover(Path folder, RecoveryKey recoveryKey, String user, Secret password, KdfCost cost,
            Clock clock) throws StorageException {
        Credentials credentials = Credentials.of(password);
        Users.refuseEmpty(credentials);
        String name = Users.name(user);
        return open(new Disk(), folder, clock, entrance -> entrance.recover(recoveryKey, name, credentials, cost));
    }

    /**
     * Makes the catalogue of a vault anew from its journal and packs, whatever state it is in.
     *
     * @throws StorageException.Tampered if neither journal nor catalogue holds enough to make the other from
     * @throws StorageException.NotPermitted if the user may not maintain the vault
     */
    public static RebuildReport rebuild(Path folder, Login login, Clock clock) throws StorageException {
        Entrance.Rebuilding[] rebuilt = new Entrance.Rebuilding[1];
        try (Vault vault = open(new Disk(), folder, clock, entrance -> {
            rebuilt[0] = entrance.rebuild(login);
            return rebuilt[0].entered();
        })) {
            Catalogue.Rebuilt done = rebuilt[0].done();
            return new RebuildReport(done.changes(), done.commits(), done.lost(),
                    vault.archive.counts().instances());
        }
    }

    /**
     * Makes a vault from a backup. The folder holds the old vault or the new one at any moment.
     *
     * @param force replaces a vault that is there; studies that were erased in it stay erased
     * @throws StorageException.NotABackup if the file is none
     * @throws StorageException.WrongPassword if the login does not open the backup
     * @throws StorageException.NotPermitted if the user may not maintain the vault
     * @throws StorageException.Tampered if any part of the backup is damaged
     * @throws StorageException.VaultExists if the folder is not empty and is not to be replaced
     */
    public static RestoreReport restore(Path backup, Path folder, boolean force, Login login, Clock clock,
            DoubleConsumer progress) throws StorageException {
        WarmUp.start();
        return new Restore(new Disk(), folder, clock).run(backup, force, keyStore -> {
            KeyStore.Unlocked unlocked = keyStore.unlock(login.user(), login.credentials());
            Entrance.demandMaintenance(unlocked, login.user());
            return unlocked;
        }, progress);
    }

    /** As {@link #restore(Path, Path, boolean, Login, Clock, DoubleConsumer)}, by the recovery key. */
    public static RestoreReport restore(Path backup, Path folder, boolean force, RecoveryKey recoveryKey, Clock clock,
            DoubleConsumer progress) throws StorageException {
        WarmUp.start();
        return new Restore(new Disk(), folder, clock).run(backup, force, keyStore -> keyStore.unlock(recoveryKey),
                progress);
    }

    private static Vault open(Medium medium, Path folder, Clock clock, Entering entering) throws StorageException {
        Restore.finish(medium, folder);
        VaultFolder parts = new VaultFolder(folder.toAbsolutePath());
        if (!new KeyStore(medium, parts).exists()) {
            throw new StorageException.NotAVault();
        }
        VaultLock lock = VaultLock.take(parts.lock(), clock);
        WarmUp.start();
        try {
            return new Vault(lock, entering.through(new Entrance(medium, parts, clock)), clock);
        } catch (StorageException | RuntimeException | Error failure) {
            release(lock);
            throw failure;
        }
    }

    /** Who opened it. */
    @Needs({})
    public String user() {
        return access.user();
    }

    /** What that user may do. */
    @Needs({})
    public Access access() {
        return access;
    }

    /** The images. */
    @Needs({})
    public Archive archive() {
        return archive;
    }

    /** Which patients' records only some may see. */
    @Needs({})
    public Restrictions restrictions() {
        return restrictions;
    }

    /** Takes images in. */
    @Needs({})
    public Importer importer() {
        return importer;
    }

    /** The patients' charts. */
    @Needs({})
    public Chart chart() {
        return chart;
    }

    /** The risk models that were added to this vault. */
    @Needs({})
    public ModelStore models() {
        return models;
    }

    /** What is drawn on the images, and how each series was left. */
    @Needs({})
    public Annotations annotations() {
        return annotations;
    }

    /** Who may open the vault. */
    @Needs({})
    public Users users() {
        return users;
    }

    /** What was done in it. */
    @Needs({})
    public AuditTrail audit() {
        return audit;
    }

    /** Verification, deletion, compaction. */
    @Needs({})
    public Upkeep upkeep() {
        return upkeep;
    }

    /** Backups: written, listed, planned. */
    @Needs({})
    public Backups backups() {
        return backups;
    }

    /**
     * Restores a backup of this vault into a folder of its own beside the vault, reads every byte of every object in it,
     * and takes it away again. Needs as much room as the vault.
     *
     * @throws StorageException.Tampered if the backup is damaged, or of another vault
     */
    @Needs(Permission.BACK_UP)
    public DrillReport drill(Path backup, DoubleConsumer progress, BooleanSupplier cancelled)
            throws StorageException {
        access.demand(Permission.BACK_UP);
        access.record(Deed.of(Action.VAULT_VERIFIED, "backup"));
        return new Restore(new Disk(), folder.root(), clock).drill(backup, ring.vaultKey(), progress, cancelled);
    }

    @Needs(Permission.INSPECT)
    public synchronized VaultInfo info() throws StorageException {
        access.demand(Permission.INSPECT);
        Archive.Counts counts = archive.counts();
        Catalogue.Versions versions = catalogue.versions();
        KeyFile keys = ring.keys();
        return new VaultInfo(HexFormat.of().formatHex(keys.vaultId()), keys.created(), counts.patients(),
                counts.studies(), counts.series(), counts.instances(), counts.bytes(), folder.bytes(), packs.count(),
                versions.schema(), versions.database(), versions.commits(), keys.generation(), keys.users(),
                keys.slotOf(access.user()).map(KeySlot.Password::cost));
    }

    /** Closes everything and drops the keys. What was handed out says {@link StorageException.Closed} from now on. */
    @Override
    @Needs({})
    public synchronized void close() throws StorageException {
        if (closed) {
            return;
        }
        closed = true;
        try (lock; ring; catalogue; packs; log) {
            // closed from the last to the first, each even if another fails
            access.mendGlass();
            access.record(Deed.of(Action.LOGOUT, ""));
            new Guard(ring.keys().generation(), log.position(), attempts.series()).write(catalogue);
            packs.anchor(catalogue.versions().commits());
        } catch (IOException _) {
            // the operating system lets go of the lock with the process
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
    private interface Entering {
        Entrance.Entered through(Entrance entrance) throws StorageException;
    }
}
