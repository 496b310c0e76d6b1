package org.lantern.app.cli;

import java.io.IOException;
import java.io.PrintStream;

/**
 * What a command hands over: its exit code, and its output in two forms, of which one is asked for.
 *
 * @param json the document for {@code --json}: whatever {@link Json} can write
 * @param form whether the command still has something to say
 * @param text writes the lines for people
 */
record Result(Exit exit, Object json, Form form, Text text) {
    /** Whether the output is still to be written. */
    enum Form {
        /** The output is in this result. */
        HELD,
        /** The command wrote its output while it ran. */
        WRITTEN
    }

    /** Lines for people. */
    @FunctionalInterface
    interface Text {
        void writeTo(PrintStream out) throws IOException;
    }

    Result(Exit exit, Object json, Text text) {
        this(exit, json, Form.HELD, text);
    }

    static Result done(Object json, Text text) {
        return new Result(Exit.DONE, json, text);
    }

    /** For a command that wrote its output while it ran. */
    static Result written(Exit exit) {
        return new Result(exit, null, Form.WRITTEN, _ -> {});
    }
}
