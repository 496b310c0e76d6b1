package org.lantern.storage.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Role;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.backup.BackupReader;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.object.PackStore;
import org.lantern.storage.upkeep.Upkeep;
import org.lantern.storage.upkeep.VerifyReport;

/**
 * Makes a vault from a backup. It is made whole beside its place, under another name, and put there at once; what was
 * there before is only then removed. Killed at any point, the old vault is there or the new one: if it happened between
 * the two renamings, the next opening finishes the second.
 */
final class Restore {
    private static final String UNFINISHED = ".restoring";
    private static final String WHOLE = ".restored";
    private static final String OLD = ".replaced";

    private final Medium medium;
    private final Path target;
    private final Clock clock;

    Restore(Medium medium, Path folder, Clock clock) {
        this.medium = medium;
        this.target = folder.toAbsolutePath();
        this.clock = clock;
    }

    /** Puts a restored vault in its place whose process was killed just before it did. */
    static void finish(Medium medium, Path folder) throws StorageException {
        Path target = folder.toAbsolutePath();
        Path whole = beside(target, WHOLE);
        try {
            if (!Files.exists(target) && Files.exists(whole)) {
                medium.move(whole, target);
                medium.syncFolder(target.getParent());
                remove(beside(target, OLD));
            }
        } catch (IOException failure) {
            throw StorageException.of("vault folder", failure);
        }
    }

    /**
     * @param force whether a vault that is there is replaced
     * @throws StorageException.VaultExists if something is there and it is not to be replaced
     * @throws StorageException.VaultInUse if it is to be replaced and is open
     */
    RestoreReport run(Path backup, boolean force, Unlocking unlocking, DoubleConsumer progress)
            throws StorageException {
        finish(medium, target);
        boolean replaced = isTaken();
        if (replaced && !force) {
            throw new StorageException.VaultExists();
        }
        Optional<VaultLock> lock = replaced ? Optional.of(VaultLock.take(new VaultFolder(target).lock(), clock))
                : Optional.empty();
        Path made = beside(target, UNFINISHED);
        try {
            remove(made);
            RestoreReport report = make(backup, made, unlocking, progress);
            release(lock);
            replace(made, replaced);
            return report;
        } catch (IOException failure) {
            throw StorageException.of("vault folder", failure);
        } finally {
            release(lock);
            removeQuietly(made);
        }
    }

    /** Restores into a folder of its own beside the vault, verifies all of it, and takes it away again. */
    DrillReport drill(Path backup, Key256 vaultKey, DoubleConsumer progress, BooleanSupplier cancelled)
            throws StorageException {
        Path place = beside(target, ".drill");
        try (BackupReader reader = BackupReader.open(medium, backup)) {
            remove(place);
            VaultFolder parts = prepared(place);
            byte[] vaultId = KeyFile.decode(reader.keyFile()).vaultId();
            BackupReader.Extracted extracted = reader.extract(place, vaultKey, done -> progress.accept(done / 2));
            VerifyReport report = inside(parts, vaultId, vaultKey, extracted, (upkeep, _) -> upkeep.verify(true,
                    done -> progress.accept(0.5 + done / 2), cancelled));
            return new DrillReport(extracted.created(), extracted.bytes(), report);
        } catch (IOException failure) {
            throw StorageException.of("vault folder", failure);
        } finally {
            removeQuietly(place);
        }
    }

    /** Makes the catalogue of what was restored, and does something with it. */
    private <T> T inside(VaultFolder parts, byte[] vaultId, Key256 vaultKey, BackupReader.Extracted extracted,
            Inside<T> work) throws StorageException {
        Entropy entropy = new Entropy();
        if (Catalogue.rebuild(medium, parts.catalogue(), vaultKey, entropy).commits() != extracted.commits()) {
            throw new StorageException.Tampered("backup");
        }
        try (Catalogue catalogue = Catalogue.open(medium, parts.catalogue(), vaultKey, entropy)) {
            Map<Integer, Long> committed = Archive.committedPacks(catalogue);
            try (PackStore packs = PackStore.open(medium, parts.packs(), vaultId, vaultKey, entropy, committed)) {
                Access access = new Access("restore", () -> Role.ADMINISTRATOR, Set.of(), (_, _, _, _) -> {}, clock);
                Upkeep upkeep = new Upkeep(catalogue, packs, access, clock, new ReentrantLock());
                T result = work.run(upkeep, new Archive(catalogue, packs, access));
                packs.anchor(catalogue.versions().commits());
                return result;
            }
        }
    }

    private RestoreReport make(Path backup, Path made, Unlocking unlocking, DoubleConsumer progress)
            throws StorageException, IOException {
        try (BackupReader reader = BackupReader.open(medium, backup)) {
            VaultFolder parts = prepared(made);
            medium.replace(parts.keys(), reader.keyFile());
            KeyStore.Unlocked unlocked = unlocking.unlock(new KeyStore(medium, parts));
            byte[] vaultId = unlocked.keys().vaultId();
            try (Key256 vaultKey = unlocked.vaultKey()) {
                BackupReader.Extracted extracted = reader.extract(made, vaultKey, progress);
                medium.replace(parts.keysCopy(), Files.readAllBytes(parts.keys()));
                Set<String> erased = erasedSince(vaultKey);
                return inside(parts, vaultId, vaultKey, extracted, (upkeep, archive) -> {
                    int again = upkeep.erase(erased);
                    return new RestoreReport(extracted.created(), extracted.generation(), extracted.bytes(),
                            archive.counts().instances(), again);
                });
            }
        }
    }

    /** What the vault that is replaced says was erased; nothing if it is another's, or cannot say. */
    private Set<String> erasedSince(Key256 vaultKey) throws StorageException {
        Path catalogue = new VaultFolder(target).catalogue();
        if (!Files.exists(catalogue.resolve("catalogue.mv.db"))) {
            return Set.of();
        }
        try (Catalogue old = Catalogue.open(medium, catalogue, vaultKey, new Entropy())) {
            return old.read(handle -> handle.createQuery("SELECT study_tag FROM erased_study").mapTo(String.class)
                    .set());
        } catch (StorageException.Tampered _) {
            return Set.of();
        }
    }

    private void replace(Path made, boolean replaced) throws IOException {
        Path whole = beside(target, WHOLE);
        Path old = beside(target, OLD);
        remove(whole);
        remove(old);
        medium.move(made, whole);
        medium.syncFolder(target.getParent());
        if (replaced) {
            medium.move(target, old);
            medium.syncFolder(target.getParent());
        } else {
            Files.deleteIfExists(target);
        }
        medium.move(whole, target);
        medium.syncFolder(target.getParent());
        remove(old);
    }

    private boolean isTaken() throws StorageException {
        try {
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                return false;
            }
            try (var present = Files.list(target)) {
                return present.findAny().isPresent();
            }
        } catch (IOException failure) {
            throw StorageException.of("vault folder", failure);
        }
    }

    private static VaultFolder prepared(Path folder) throws IOException {
        VaultFolder parts = new VaultFolder(folder);
        Files.createDirectories(parts.catalogue());
        Files.createDirectories(parts.packs());
        return parts;
    }

    private static Path beside(Path target, String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    private static void release(Optional<VaultLock> lock) {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException _) {
            // the operating system lets go of it with the process
        }
    }

    private static void removeQuietly(Path folder) {
        try {
            remove(folder);
        } catch (IOException _) {
            // removed before the next restore
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @FunctionalInterface
    private interface Inside<T> {
        T run(Upkeep upkeep, Archive archive) throws StorageException;
    }

    @FunctionalInterface
    interface Unlocking {
        KeyStore.Unlocked unlock(KeyStore keyStore) throws StorageException;
    }
}
