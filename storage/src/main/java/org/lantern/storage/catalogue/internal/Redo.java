package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.journal.Journal;
import org.lantern.storage.journal.JournalPosition;
import org.lantern.storage.journal.JournalRecord;
import org.lantern.storage.journal.JournalRecord.Kind;

/** Brings a database that stopped at some commit to the end of its journal. */
final class Redo {
    private final Journal journal;
    private final Database database;
    private final JournalState state;
    /** Where the record of the last commit that the database has begins. */
    private JournalPosition place;
    private JournalPosition next;
    private boolean found;
    private long last;

    Redo(Journal journal, Database database, JournalState state) {
        this.journal = journal;
        this.database = database;
        this.state = state;
    }

    /**
     * @param unclean whether the last end was not a clean one: only then may the database be behind, and may the journal
     *        end in something that is not whole, which is cut off
     * @throws StorageException.Tampered if the journal does not hold the database's last commit, or holds more than it
     *         should
     */
    void run(boolean unclean) throws StorageException, SQLException, IOException {
        boolean same = state.journal().equals(Optional.of(journal.id()));
        if (!same && !unclean) {
            throw new StorageException.Tampered("journal is another one");
        }
        next = same ? state.at() : journal.start();
        last = state.commits();
        JournalPosition end;
        database.connection().setAutoCommit(false);
        try (Replay replay = new Replay(database.connection())) {
            end = journal.readToEnd(next, (record, behind) -> read(record, behind, replay));
            if (!found) {
                throw new StorageException.Tampered("journal does not reach the catalogue's last commit");
            }
            if (!unclean && (last != state.commits() || journal.bytes() != end.at())) {
                throw new StorageException.Tampered(last == state.commits() ? "journal" : "catalogue is older than its"
                        + " journal");
            }
            if (last != state.commits() || !same) {
                replay.restartIdentities();
                new JournalState(last, Optional.of(journal.id()), place).write(database.handle());
            }
            database.connection().commit();
        } catch (SQLException | RuntimeException | StorageException | IOException failure) {
            database.connection().rollback();
            throw failure;
        } finally {
            database.connection().setAutoCommit(true);
        }
        if (journal.bytes() > end.at()) {
            journal.cut(end);
        }
        if (last != state.commits() || !same) {
            database.handle().execute("CHECKPOINT SYNC");
        }
    }

    private void read(JournalRecord record, JournalPosition behind, Replay replay) throws StorageException {
        if (!found) {
            found = record.sequence() == state.commits()
                    && (record.kind() == Kind.COMMIT || record.kind() == Kind.SNAPSHOT_END);
        } else if (record.kind() == Kind.COMMIT && record.sequence() == last + 1) {
            try {
                replay.apply(record.payload(), false);
            } catch (SQLException | IOException failure) {
                throw new StorageException.Tampered("journal does not fit to the catalogue");
            }
            last = record.sequence();
        } else {
            throw new StorageException.Tampered("journal is out of order");
        }
        place = next;
        next = behind;
    }
}
