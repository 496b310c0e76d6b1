package org.lantern.app.cli;

/** How a command ended, as scripts see it. The higher code is the worse. */
public enum Exit {
    /** Done, everything of it. */
    DONE(0),
    /** Done, but some items were rejected or a check found a fault; the output lists them. */
    REJECTED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** What was to be read cannot be read, or is not what it should be. */
    INPUT(3),
    /** Locked, wrong password or not permitted. */
    DENIED(4),
    /** What was stored is no longer what was stored: tampered with, or corrupt. */
    DAMAGED(5),
    /** No space left, or the medium failed. */
    MEDIUM(6),
    /** A fault in Lantern. */
    BUG(70);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** The process's exit status. */
    public int code() {
        return code;
    }

    Exit worse(Exit other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
