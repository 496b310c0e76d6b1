package org.lantern.storage.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;

/**
 * Backups of an open vault, while it is worked in. A backup holds the state at the moment in which it began.
 */
public final class Backups {
    private static final int MOST_HOURS = 8760;
    private static final String RUNS = "SELECT finished_at, file_name, generation, commits, file_bytes FROM backup_run";

    private final Medium medium;
    private final Path vault;
    private final byte[] vaultId;
    private final VaultKey vaultKey;
    private final Catalogue catalogue;
    private final Access access;
    private final Clock clock;
    private final ReentrantLock one;

    /**
     * Made by the vault.
     *
     * @param vaultKey asked for when a backup is written; not owned
     * @param one held while packs and journal must only be appended to
     */
    public Backups(Medium medium, Path vault, byte[] vaultId, VaultKey vaultKey, Catalogue catalogue, Access access,
            Clock clock, ReentrantLock one) {
        this.medium = medium;
        this.vault = vault;
        this.vaultId = vaultId;
        this.vaultKey = vaultKey;
        this.catalogue = catalogue;
        this.access = access;
        this.clock = clock;
        this.one = one;
    }

    /**
     * Writes a backup, reads back what it wrote, and only then lets it count. A file that is there already and is a
     * backup of this vault gets what it does not have yet; until that is whole the file is what it was before.
     *
     * @param progress called with 0..1 from this thread
     * @throws StorageException.NotABackup if the file is anything else: it is not touched
     * @throws StorageException.NoSpace if there is not enough room, which is looked at before
     */
    @Needs(Permission.BACK_UP)
    public BackupReport run(Path file, DoubleConsumer progress, BooleanSupplier cancelled) throws StorageException {
        access.demand(Permission.BACK_UP);
        access.record(Deed.of(Action.BACKED_UP, ""));
        Path target = file.toAbsolutePath();
        Instant start = clock.instant();
        one.lock();
        try (Key256 key = vaultKey.get().derive(BackupReader.KEY)) {
            var marked = catalogue.readMarked(handle -> new State(
                    handle.createQuery("SELECT pack_number, committed_bytes FROM pack").reduceRows(new TreeMap<>(),
                            (map, row) -> {
                                map.put(packFile(row.getColumn("pack_number", Integer.class)),
                                        row.getColumn("committed_bytes", Long.class));
                                return map;
                            }),
                    handle.createQuery("SELECT COUNT(*) FROM erased_study").mapTo(Integer.class).one()));
            Map<String, Long> lengths = marked.value().packs();
            lengths.put(BackupWriter.JOURNAL, marked.journalBytes());
            var written = new BackupWriter(medium, vault, vaultId, key, new Entropy()).write(target, lengths,
                    marked.commits(), marked.value().erased(), start, progress, cancelled);
            Duration duration = Duration.between(start, clock.instant());
            if (written.isEmpty()) {
                return new BackupReport(Optional.empty(), 0, duration);
            }
            BackupRun run = new BackupRun(start, target.toString(), written.get().generation(), marked.commits(),
                    written.get().fileBytes());
            remember(run);
            return new BackupReport(Optional.of(run), written.get().newBytes(), duration);
        } catch (IOException failure) {
            throw StorageException.of("backup", failure);
        } finally {
            one.unlock();
        }
    }

    /** The last backup that was found whole. */
    @Needs({})
    public Optional<BackupRun> lastGood() throws StorageException {
        return runs(1).stream().findFirst();
    }

    /** Backups that were found whole, the latest first. */
    @Needs(Permission.BACK_UP)
    public List<BackupRun> history(int limit) throws StorageException {
        access.demand(Permission.BACK_UP);
        return runs(limit);
    }

    private List<BackupRun> runs(int limit) throws StorageException {
        return catalogue.read(handle -> handle.createQuery(RUNS + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY")
                .bind(0, limit).map((row, _) -> new BackupRun(
                        row.getObject("finished_at", OffsetDateTime.class).toInstant(), row.getString("file_name"),
                        row.getLong("generation"), row.getLong("commits"), row.getLong("file_bytes")))
                .list());
    }

    @Needs({})
    public Optional<BackupSchedule> schedule() throws StorageException {
        return catalogue.read(handle -> handle.createQuery("SELECT file_name, every_hours FROM backup_schedule")
                .map((row, _) -> new BackupSchedule(Path.of(row.getString("file_name")), row.getInt("every_hours")))
                .findOne());
    }

    /** @param schedule empty: no backup is made by itself */
    @Needs(Permission.BACK_UP)
    public void schedule(Optional<BackupSchedule> schedule) throws StorageException {
        access.demand(Permission.BACK_UP);
        if (schedule.isPresent() && (schedule.get().everyHours() < 1 || schedule.get().everyHours() > MOST_HOURS)) {
            throw new StorageException.Invalid("hours between backups");
        }
        catalogue.inTransaction(handle -> {
            handle.execute("DELETE FROM backup_schedule");
            return schedule.isEmpty() ? 0
                    : handle.execute("INSERT INTO backup_schedule (id, file_name, every_hours) VALUES (1, ?, ?)",
                            schedule.get().file().toAbsolutePath().toString(), schedule.get().everyHours());
        });
    }

    /**
     * The file to be written now by whoever keeps the time: one is due, and its folder is there (a stick may not be in).
     */
    @Needs({})
    public Optional<Path> due() throws StorageException {
        Optional<BackupSchedule> schedule = schedule();
        if (schedule.isEmpty() || !Files.isDirectory(schedule.get().file().toAbsolutePath().getParent())) {
            return Optional.empty();
        }
        Optional<BackupRun> last = lastGood();
        boolean due = last.isEmpty() || last.get().age(clock.instant()).toHours() >= schedule.get().everyHours()
                || last.get().finishedAt().isAfter(clock.instant());
        return due ? Optional.of(schedule.get().file()) : Optional.empty();
    }

    static String packFile(int number) {
        return String.format(java.util.Locale.ROOT, "packs/%08d.pack", number);
    }

    private void remember(BackupRun run) throws StorageException {
        catalogue.inTransaction(handle -> handle.execute("INSERT INTO backup_run (finished_at, file_name, generation,"
                + " commits, file_bytes) VALUES (?, ?, ?, ?, ?)",
                OffsetDateTime.ofInstant(run.finishedAt(), ZoneOffset.UTC), run.fileName(), run.generation(),
                run.commits(), run.fileBytes()));
    }

    /** The vault key, as long as the vault is open. */
    @FunctionalInterface
    public interface VaultKey {
        Key256 get() throws StorageException;
    }

    private record State(TreeMap<String, Long> packs, int erased) {}
}
