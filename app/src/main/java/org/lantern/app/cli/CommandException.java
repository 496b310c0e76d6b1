package org.lantern.app.cli;

/** A command's failure whose words and exit code the command itself knows. */
final class CommandException extends Exception {
    private final Exit exit;

    /** @param line one line in the user's language: what failed and what to do; no patient value */
    CommandException(Exit exit, String line, Throwable cause) {
        super(line, cause);
        this.exit = exit;
    }

    CommandException(Exit exit, String line) {
        this(exit, line, null);
    }

    Exit exit() {
        return exit;
    }
}
