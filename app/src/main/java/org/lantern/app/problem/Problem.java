package org.lantern.app.problem;

/**
 * A failure in the user's words.
 *
 * @param what what failed, one sentence
 * @param advice what the user can do about it, one sentence
 * @param bug whether it is a fault in Lantern, so that the user need not look for one of their own
 */
public record Problem(String what, String advice, boolean bug) {
    /** Both sentences on one line, for a command line or a status bar. */
    public String line() {
        return what + " " + advice;
    }
}
