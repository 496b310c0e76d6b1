package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;
import org.lantern.storage.StorageException;
import org.lantern.storage.journal.Journal;
import org.lantern.storage.journal.JournalPosition;
import org.lantern.storage.journal.JournalRecord;
import org.lantern.storage.journal.JournalRecord.Kind;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.schema.Schema;

/** Makes a database anew from a journal: the tables as they were when the journal was begun, then every commit. */
public final class Rebuild {
    private static final String FRESH = "rebuilt";

    private final Medium medium;
    private final Path folder;
    private final DatabaseFiles files;
    private final Journal journal;

    Rebuild(Medium medium, Path folder, DatabaseFiles files, Journal journal) {
        this.medium = medium;
        this.folder = folder;
        this.files = files;
        this.journal = journal;
    }

    /** The number of the last whole commit; -1 if not even the snapshot is whole. */
    long lastCommit() throws StorageException {
        long[] last = {-1};
        try {
            journal.read(journal.start(), Long.MAX_VALUE, (record, _) -> {
                if (record.kind() == Kind.SNAPSHOT_END || record.kind() == Kind.COMMIT) {
                    last[0] = record.sequence();
                }
            });
        } catch (IOException failure) {
            throw StorageException.of("journal", failure);
        }
        return last[0];
    }

    /** Makes it, and puts it in the place of the database {@code name}. What is not whole in the journal is cut off. */
    Result run(String name) throws StorageException {
        if (lastCommit() < 0) {
            throw new StorageException.Tampered("journal");
        }
        try {
            Path file = folder.resolve(FRESH + DatabaseFiles.SUFFIX);
            medium.delete(file);
            Result result;
            try (Database fresh = files.open(FRESH, false, true)) {
                result = fill(fresh);
                fresh.handle().execute("CHECKPOINT SYNC");
            }
            if (journal.bytes() > journal.end().at()) {
                journal.cut(journal.end());
            }
            files.replace(file, name);
            return result;
        } catch (SQLException | JdbiException | FlywayException failure) {
            throw SqlFailure.translate(failure);
        } catch (IOException failure) {
            throw StorageException.of("journal", failure);
        }
    }

    private Result fill(Database fresh) throws StorageException, SQLException, IOException {
        Connection connection = fresh.connection();
        Progress progress = new Progress();
        connection.setAutoCommit(true);
        try (Replay replay = new Replay(connection)) {
            progress.next = journal.start();
            long size = journal.bytes();
            journal.readToEnd(journal.start(), (record, behind) -> {
                try {
                    take(record, fresh, replay, progress);
                } catch (SQLException | IOException failure) {
                    throw new StorageException.Tampered("journal");
                }
                progress.next = behind;
            });
            replay.restartIdentities();
            fresh.handle().execute("SET REFERENTIAL_INTEGRITY TRUE");
            new JournalState(progress.commits, Optional.of(journal.id()), progress.place).write(fresh.handle());
            RowTrigger.install(connection, TableShape.all(connection).values());
            return new Result(progress.commits, replay.rows(), journal.end().at() == size);
        }
    }

    private void take(JournalRecord record, Database fresh, Replay replay, Progress progress)
            throws SQLException, IOException {
        Connection connection = fresh.connection();
        switch (record.kind()) {
            case SNAPSHOT_BEGIN -> {
                Schema.migrate(fresh.connections(), Snapshot.versions(record));
                fresh.handle().execute("SET REFERENTIAL_INTEGRITY FALSE");
            }
            case SNAPSHOT_ROWS, COMMIT -> {
                connection.setAutoCommit(false);
                replay.apply(record.payload(), record.kind() == Kind.SNAPSHOT_ROWS);
                connection.commit();
                connection.setAutoCommit(true);
            }
            case SNAPSHOT_END -> {
                // commits follow
            }
        }
        progress.commits = record.sequence();
        progress.place = progress.next;
    }

    private static final class Progress {
        private long commits;
        /** Where the last record begins. */
        private JournalPosition place;
        private JournalPosition next;
    }

    /**
     * What a journal held.
     *
     * @param rows how many changes of rows were made
     * @param whole whether the journal was whole to the end of its file
     */
    public record Result(long commits, long rows, boolean whole) {}
}
