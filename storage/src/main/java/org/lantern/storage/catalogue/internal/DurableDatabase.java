package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.journal.Journal;
import org.lantern.storage.journal.JournalPosition;
import org.lantern.storage.journal.JournalRecord;
import org.lantern.storage.journal.JournalRecord.Kind;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;
import org.lantern.storage.schema.Schema;

/**
 * A database with its journal and its anchor. A commit is durable when its record is in the journal; the database
 * follows, and is synced now and then. After an unclean end it may be some commits behind: they are made again from the
 * journal. If it is damaged beyond that, all of it is.
 *
 * <p>For one thread, which is never interrupted.
 */
public final class DurableDatabase {
    static final String NAME = "catalogue";

    /** The database is synced after so many commits, or so many bytes of journal: what a recovery has to do again. */
    private static final int COMMITS_PER_SYNC = 64;
    private static final long BYTES_PER_SYNC = 8 << 20;

    private final Medium medium;
    private final Path folder;
    private final Entropy entropy;
    private final DatabaseFiles files;
    private final Key256 journalKey;
    private final Anchor anchor;
    private Journal journal;
    private Database database;
    private Map<String, TableShape> shapes = Map.of();
    private long commits;
    private long commitsAtSync;
    private long journalBytesAtSync;
    private boolean suspect;
    private boolean wasClosed;
    private long commitsAtOpening;
    private boolean shrinkAtClose;
    private boolean closed;
    private Optional<JournalPosition> toBeCut = Optional.empty();

    public DurableDatabase(Medium medium, Path folder, Key256 vaultKey, Entropy entropy) throws IOException {
        this.medium = medium;
        this.folder = folder;
        this.entropy = entropy;
        this.files = new DatabaseFiles(medium, folder, vaultKey, entropy);
        this.journalKey = vaultKey.derive("lantern/journal/v1");
        try (Key256 anchorKey = vaultKey.derive("lantern/anchor/v1")) {
            this.anchor = Anchor.open(medium, folder.resolve("anchor"), anchorKey.derive("lantern/anchor/commits"));
        }
    }

    /** Makes an empty one. */
    public void create() throws StorageException {
        markOpen();
        database = files.open(NAME, false, true);
        migrate(false);
        writeAnchor();
    }

    /** How many transactions were ever committed. */
    public long commits() {
        return commits;
    }

    /** Where the journal ends, and which it is. */
    public Mark mark() throws StorageException {
        database();
        return new Mark(commits, journal.id(), journal.end().at());
    }

    /** For reading. Opened anew if the database closed itself after a failed write, but not after the end. */
    public Database database() throws StorageException {
        if (closed) {
            throw new StorageException.Closed();
        }
        finishCut();
        if (suspect && database != null && database.isBroken()) {
            closeQuietly(database);
            database = null;
        }
        suspect = false;
        if (database == null) {
            openChecked();
        }
        return database;
    }

    /** A failure was seen: before the next use it is asked whether the database still works. */
    public StorageException suspect(Throwable failure) {
        suspect = true;
        return database.translate(failure);
    }

    /** Runs the work and makes what it changed durable, all or nothing. */
    public <T> T commit(Work<T> work) throws StorageException {
        Handle handle = database().handle();
        T result;
        JournalPosition before = journal.end();
        try {
            handle.begin();
            RowChanges changes = new RowChanges(shapes);
            result = ScopedValue.where(RowChanges.CURRENT, changes).<T, StorageException>call(() -> work.run(handle));
            if (changes.isEmpty()) {
                handle.commit();
                return result;
            }
            new JournalState(commits + 1, Optional.of(journal.id()), before).write(handle);
            journal.append(new JournalRecord(Kind.COMMIT, commits + 1, RowCodec.encode(changes.all())));
            journal.sync();
        } catch (JdbiException failure) {
            rollBack(handle);
            throw suspect(failure);
        } catch (IOException failure) {
            rollBack(handle);
            cut(before);
            throw StorageException.of("journal", failure);
        } catch (StorageException | RuntimeException | Error failure) {
            rollBack(handle);
            throw failure;
        }
        try {
            handle.commit();
            commits++;
        } catch (JdbiException failure) {
            commitAgain(before, failure);
        }
        afterCommit();
        return result;
    }

    /** Reads everything. Returns what is not whole. */
    public List<String> verify() throws StorageException {
        List<String> faults = new ArrayList<>();
        try {
            database().readEverything();
        } catch (SQLException | JdbiException failure) {
            faults.add(suspect(failure).getMessage());
        }
        try {
            JournalPosition end = journal.end();
            long[] last = {-1};
            JournalPosition whole = journal.read(journal.start(), end.at(), (record, _) -> last[0] = record.sequence());
            if (!whole.equals(end) || last[0] != commits) {
                faults.add("journal at " + whole.at());
            }
            if (anchor.read() != commits) {
                faults.add("anchor");
            }
        } catch (IOException _) {
            faults.add("journal");
        }
        return faults;
    }

    /** How many transactions had been committed when it was opened. */
    public long commitsAtOpening() {
        return commitsAtOpening;
    }

    /** Whether the last end was a clean one. */
    public boolean wasClosed() {
        return wasClosed;
    }

    /** Writes a new journal that holds what there is now, and nothing of what there was. */
    public void rewriteJournal() throws StorageException {
        database();
        try {
            beginJournal();
        } catch (SQLException | JdbiException failure) {
            throw suspect(failure);
        } catch (IOException failure) {
            throw StorageException.of("journal", failure);
        }
    }

    /** At close the database is copied into a new file whatever it has to win, so that nothing removed stays in it. */
    public void shrinkAtClose() {
        shrinkAtClose = true;
    }

    /** Closes cleanly. */
    public void close() throws StorageException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            finishCut();
            if (database != null && !database.isBroken()) {
                boolean small = files.closeSmall(database, NAME, shrinkAtClose);
                database = null;
                if (!small && shrinkAtClose) {
                    throw new StorageException.Io("catalogue could not be copied", null);
                }
                files.removeCopies();
                anchor.sync();
                medium.delete(openMark());
                medium.syncFolder(folder);
            }
        } catch (SQLException failure) {
            throw SqlFailure.translate(failure);
        } catch (IOException failure) {
            throw StorageException.of("catalogue", failure);
        } finally {
            closeFiles();
        }
    }

    /** Lets go of everything after an opening that failed. */
    public void abandon() {
        if (database != null) {
            closeQuietly(database);
        }
        closeFiles();
    }

    /**
     * Makes the database anew from the journal. If the journal lacks commits and the database does not, it is the
     * journal that is made anew; if both lack something, the journal gives what it has.
     *
     * @throws StorageException.Tampered if there is nothing to make either from
     */
    public Rebuild.Result rebuild() throws StorageException {
        markOpen();
        Optional<Rebuild.Result> made;
        try {
            openJournal();
            Rebuild rebuild = new Rebuild(medium, folder, files, journal);
            if (rebuild.lastCommit() >= anchored()) {
                return fromJournal(rebuild);
            }
            made = journalFromDatabase();
            return made.isPresent() ? made.get() : fromJournal(rebuild);
        } catch (StorageException.Tampered damaged) {
            made = journalFromDatabase();
            if (made.isEmpty()) {
                throw damaged;
            }
            return made.get();
        }
    }

    private Rebuild.Result fromJournal(Rebuild rebuild) throws StorageException {
        Rebuild.Result result = rebuild.run(NAME);
        commits = result.commits();
        return result;
    }

    /** Empty if the database is not whole either. */
    private Optional<Rebuild.Result> journalFromDatabase() throws StorageException {
        if (!Files.exists(folder.resolve(NAME + DatabaseFiles.SUFFIX))) {
            return Optional.empty();
        }
        Database opened;
        try {
            opened = files.open(NAME, false, false);
        } catch (StorageException.Tampered _) {
            return Optional.empty();
        }
        try {
            boolean known = Migrations.applied(opened.handle()).contains(Schema.JOURNAL);
            commits = JournalState.read(opened.handle(), known).commits();
            opened.readEverything();
            if (!known || commits < anchored()) {
                closeQuietly(opened);
                return Optional.empty();
            }
            database = opened;
            shapes = TableShape.all(opened.connection());
            beginJournal();
            database.close();
            database = null;
            return Optional.of(new Rebuild.Result(commits, 0, true));
        } catch (SQLException | JdbiException _) {
            closeQuietly(opened);
            database = null;
            return Optional.empty();
        } catch (IOException failure) {
            closeQuietly(opened);
            database = null;
            throw StorageException.of("journal", failure);
        }
    }

    /** The number that the anchor holds; -1 if it holds none. */
    public long anchored() {
        try {
            return anchor.read();
        } catch (IOException _) {
            return -1;
        }
    }

    /** After a rebuild: what there is now is what counts, also if the journal was not whole. */
    public void acceptAsIs() throws StorageException {
        openStrictly(true, true);
        migrate(true);
        if (commits < anchored()) {
            commits = anchored() + 1;
            rewriteJournal();
        }
        writeAnchor();
    }

    public void openChecked() throws StorageException {
        boolean unclean = Files.exists(openMark());
        wasClosed = !unclean;
        if (!Files.exists(folder.resolve(NAME + DatabaseFiles.SUFFIX))) {
            throw new StorageException.Tampered("catalogue is missing");
        }
        markOpen();
        try {
            openStrictly(unclean, false);
        } catch (StorageException.Tampered failure) {
            if (!unclean) {
                unmark();
                throw failure;
            }
            recover();
        }
        migrate(true);
        commitsAtOpening = commits;
    }

    /** The torn tail of the file is cut and H2 falls back to its last whole version; else all comes from the journal. */
    private void recover() throws StorageException {
        try {
            files.closeForgiving(NAME);
            openStrictly(true, false);
        } catch (StorageException.Tampered damaged) {
            if (!Files.exists(journalFile())) {
                throw damaged;
            }
            openJournal();
            Rebuild rebuild = new Rebuild(medium, folder, files, journal);
            if (rebuild.lastCommit() < anchored()) {
                throw damaged;
            }
            fromJournal(rebuild);
            openStrictly(true, false);
        }
    }

    private void openStrictly(boolean unclean, boolean asIs) throws StorageException {
        Database opened = files.open(NAME, false, false);
        try {
            List<String> migrations = Migrations.applied(opened.handle());
            JournalState state = JournalState.read(opened.handle(), migrations.contains(Schema.JOURNAL));
            commits = state.commits();
            if (state.journal().isPresent()) {
                openJournal();
                new Redo(journal, opened, state).run(unclean);
                commits = JournalState.read(opened.handle(), true).commits();
            }
            if (!asIs && commits < anchor.read()) {
                throw new StorageException.Tampered("catalogue is older than its last commit");
            }
            if (unclean) {
                opened.readEverything();
            }
            database = opened;
            synced();
        } catch (IOException failure) {
            closeQuietly(opened);
            throw StorageException.of("anchor", failure);
        } catch (SQLException | JdbiException failure) {
            closeQuietly(opened);
            throw opened.translate(failure);
        } catch (StorageException | RuntimeException | Error failure) {
            closeQuietly(opened);
            throw failure;
        }
    }

    /** Brings the tables up to date. What was there before stays beside it until the catalogue was closed cleanly. */
    private void migrate(boolean keepCopy) throws StorageException {
        try {
            List<String> applied = Migrations.applied(database.handle());
            Schema.State state = Schema.state(applied);
            if (state == Schema.State.TOO_NEW) {
                throw new StorageException.TooNew("tables");
            }
            boolean begun = applied.contains(Schema.JOURNAL)
                    && JournalState.read(database.handle(), true).journal().isPresent();
            if (state == Schema.State.OLD || !begun) {
                if (keepCopy) {
                    database.close();
                    database = null;
                    files.keepCopy(NAME);
                    database = files.open(NAME, false, false);
                }
                Schema.migrate(database.connections());
                shapes = TableShape.all(database.connection());
                RowTrigger.install(database.connection(), shapes.values());
                beginJournal();
            }
            shapes = TableShape.all(database.connection());
        } catch (FlywayException | JdbiException | SQLException failure) {
            throw SqlFailure.translate(failure);
        } catch (IOException failure) {
            throw StorageException.of("catalogue", failure);
        }
    }

    private void beginJournal() throws SQLException, IOException {
        Handle handle = database.handle();
        handle.execute("CHECKPOINT SYNC");
        Path fresh = folder.resolve("journal.new");
        JournalPosition last;
        try (Journal made = Journal.create(medium, fresh, journalKey, entropy)) {
            last = Snapshot.write(made, database.connection(), shapes.values(), Migrations.applied(handle), commits);
            made.sync();
        }
        if (journal != null) {
            journal.close();
            journal = null;
        }
        medium.move(fresh, journalFile());
        medium.syncFolder(folder);
        journal = Journal.open(medium, journalFile(), journalKey, entropy);
        try {
            journal.readToEnd(last, (_, _) -> {});
        } catch (StorageException failure) {
            throw new IOException(failure);
        }
        handle.useTransaction(_ -> new JournalState(commits, Optional.of(journal.id()), last).write(handle));
        handle.execute("CHECKPOINT SYNC");
        synced();
    }

    private void openJournal() throws StorageException {
        if (journal != null) {
            return;
        }
        try {
            journal = Journal.open(medium, journalFile(), journalKey, entropy);
        } catch (java.nio.file.NoSuchFileException failure) {
            throw new StorageException.Tampered("journal is missing", failure);
        } catch (IOException failure) {
            throw StorageException.of("journal", failure);
        }
    }

    /**
     * The journal has the commit, the database failed at it. The database is opened anew and the commit made again; only
     * if that fails too, it is taken back from the journal.
     */
    private void commitAgain(JournalPosition before, JdbiException failure) throws StorageException {
        long wanted = commits + 1;
        StorageException translated = database.translate(failure);
        closeQuietly(database);
        database = null;
        try {
            openChecked();
        } catch (StorageException | RuntimeException _) {
            if (database != null) {
                closeQuietly(database);
                database = null;
            }
            cut(before);
            throw translated;
        }
        if (commits != wanted) {
            cut(before);
            throw translated;
        }
    }

    private void afterCommit() {
        try {
            anchor.write(commits);
            if (commits - commitsAtSync >= COMMITS_PER_SYNC
                    || journal.end().at() - journalBytesAtSync >= BYTES_PER_SYNC) {
                database.handle().execute("CHECKPOINT SYNC");
                synced();
            }
        } catch (IOException | JdbiException _) {
            // the journal has the commit; whether the database still works is asked before its next use
            suspect = true;
        }
    }

    private void synced() {
        commitsAtSync = commits;
        journalBytesAtSync = journal == null ? 0 : journal.end().at();
    }

    /** Takes back a record of which nobody was told. If even that fails, it is done before anything else is. */
    private void cut(JournalPosition before) {
        toBeCut = Optional.of(before);
        try {
            finishCut();
        } catch (StorageException _) {
            // tried again before the next use
        }
    }

    private void finishCut() throws StorageException {
        if (toBeCut.isPresent() && journal != null) {
            try {
                journal.cut(toBeCut.get());
                toBeCut = Optional.empty();
            } catch (IOException failure) {
                throw StorageException.of("journal", failure);
            }
        }
    }

    private void writeAnchor() throws StorageException {
        try {
            anchor.write(commits);
            anchor.sync();
        } catch (IOException failure) {
            throw StorageException.of("anchor", failure);
        }
    }

    private void closeFiles() {
        journalKey.close();
        files.close();
        for (AutoCloseable open : journal == null ? List.of(anchor) : List.of(anchor, journal)) {
            try {
                open.close();
            } catch (Exception _) {
                // what matters was synced before
            }
        }
        journal = null;
        database = null;
    }

    private Path journalFile() {
        return folder.resolve("journal");
    }

    /** There while the catalogue is open: if it is there before, the last end was not a clean one. */
    private Path openMark() {
        return folder.resolve("open");
    }

    private void markOpen() throws StorageException {
        try (OpenFile file = medium.write(openMark())) {
            file.sync();
            medium.syncFolder(folder);
        } catch (IOException failure) {
            throw StorageException.of("catalogue", failure);
        }
    }

    /** Damage that was met after a clean end must not count as an unclean one the next time. */
    private void unmark() throws StorageException {
        try {
            medium.delete(openMark());
        } catch (IOException failure) {
            throw StorageException.of("catalogue", failure);
        }
    }

    private static void rollBack(Handle handle) {
        try {
            handle.rollback();
        } catch (JdbiException _) {
            // the database closed itself; it is opened anew at the next call
        }
    }

    private static void closeQuietly(Database database) {
        try {
            database.close();
        } catch (SQLException | RuntimeException _) {
            // it was broken before
        }
    }

    /**
     * A point in time of the catalogue.
     *
     * @param journal which journal, 32 hexadecimal digits
     * @param journalBytes how much of it there was then
     */
    public record Mark(long commits, String journal, long journalBytes) {}

    /** What is done with the database, on its thread. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Handle handle) throws StorageException;
    }
}
