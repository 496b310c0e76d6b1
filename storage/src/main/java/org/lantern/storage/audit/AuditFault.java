package org.lantern.storage.audit;

/**
 * Something wrong with the audit trail.
 *
 * @param trail which one, from 1
 * @param entry the first that is not what it was, or that is not there; 0 for the trail as a whole
 */
public record AuditFault(int trail, long entry, Kind kind) {
    /** What is wrong. */
    public enum Kind {
        /** From this entry on, something was altered, put in, taken out or moved. */
        ALTERED,
        /** Entries from this one on were cut off. */
        CUT,
        /** The trail, or its sealed head, is not there or cannot be read. */
        MISSING,
        /** What was noticed, and written down, when the vault was opened. */
        NOTICED
    }
}
