package org.lantern.app.cli;

import java.io.IOException;
import java.io.PrintStream;

/**
 * What a command hands over: its exit code, and its output in two forms, of which one is asked for.
 *
 * @param json the document for {@code --json}: whatever {@link Json} can write
 * @param text writes the lines for people
 */
record Result(Exit exit, Object json, Text text) {
    /** Lines for people. */
    @FunctionalInterface
    interface Text {
        void writeTo(PrintStream out) throws IOException;
    }

    static Result done(Object json, Text text) {
        return new Result(Exit.DONE, json, text);
    }
}
