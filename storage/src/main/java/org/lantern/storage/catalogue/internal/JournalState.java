package org.lantern.storage.catalogue.internal;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lantern.storage.journal.JournalPosition;

/**
 * What the database says of itself: how far it is, and where the journal's record of that commit lies.
 *
 * @param journal empty for a database that never had one
 * @param at where the record of the last commit begins
 */
record JournalState(long commits, Optional<String> journal, JournalPosition at) {
    private static final JournalPosition NOWHERE = new JournalPosition(0, "");

    /** @param hasJournal whether the tables are those of a version that knows journals */
    static JournalState read(Handle handle, boolean hasJournal) {
        if (!hasJournal) {
            return new JournalState(handle.createQuery("SELECT commit_number FROM catalogue_state").mapTo(Long.class)
                    .one(), Optional.empty(), NOWHERE);
        }
        return handle.createQuery("SELECT commit_number, journal_id, journal_at, journal_chain FROM catalogue_state")
                .map((row, _) -> {
                    Optional<String> journal = Optional.ofNullable(row.getString("journal_id"));
                    return new JournalState(row.getLong("commit_number"), journal, journal.isEmpty() ? NOWHERE
                            : new JournalPosition(row.getLong("journal_at"), row.getString("journal_chain")));
                }).one();
    }

    void write(Handle handle) {
        handle.execute("UPDATE catalogue_state SET commit_number = ?, journal_id = ?, journal_at = ?,"
                + " journal_chain = ?", commits, journal.orElse(null), at.at(), at.chain());
    }
}
