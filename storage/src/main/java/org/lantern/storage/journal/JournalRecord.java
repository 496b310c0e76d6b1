package org.lantern.storage.journal;

/**
 * One record as it was written.
 *
 * @param sequence number of the commit that it belongs to
 */
public record JournalRecord(Kind kind, long sequence, byte[] payload) {
    /** What a record is for. The ordinal is part of the format. */
    public enum Kind {
        /** A snapshot begins: everything that the catalogue held when the journal was begun. */
        SNAPSHOT_BEGIN,
        /** Rows of the snapshot. */
        SNAPSHOT_ROWS,
        /** The snapshot is whole; commits follow. */
        SNAPSHOT_END,
        /** What one commit changed. */
        COMMIT
    }
}
