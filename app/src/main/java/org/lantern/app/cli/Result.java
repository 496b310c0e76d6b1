package org.lantern.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import org.lantern.imaging.ImagingException;

/**
 * What a command hands over: its exit code, and its output in two forms, of which one is asked for.
 *
 * @param json writes the one document for {@code --json}, with a line end
 * @param text writes the lines for people
 */
record Result(Exit exit, Output json, Output text) {
    private static final Output NOTHING = _ -> {};

    /** Writes to standard output. */
    @FunctionalInterface
    interface Output {
        void writeTo(PrintStream out) throws IOException, ImagingException;
    }

    /** @param document whatever {@link Json} can write */
    Result(Exit exit, Object document, Output text) {
        this(exit, (Output) out -> out.println(Json.pretty(document)), text);
    }

    static Result done(Object document, Output text) {
        return new Result(Exit.DONE, document, text);
    }

    /** For a command that wrote its output while it ran. */
    static Result written(Exit exit) {
        return new Result(exit, NOTHING, NOTHING);
    }
}
