package org.lantern.app.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Everything a command line has around it. Tests put their own in its place.
 *
 * @param in standard input
 * @param out standard output, UTF-8
 * @param err standard error, UTF-8
 * @param interactive whether a person looks at it, so that progress may overwrite itself
 * @param environment the environment variables
 * @param language the system's language
 * @param dataFolder the platform's folder for a user's data, in which the vault lies unless told otherwise
 * @param askPassword shows a prompt and reads a password without echo; empty where nobody can be asked
 * @param clock the time, for what is stored
 * @param cancelled whether the job is to end in good order, because the process was asked to end
 * @param window what opens the workstation
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive,
        Map<String, String> environment, Locale language, Path dataFolder,
        Function<String, Optional<char[]>> askPassword, Clock clock, BooleanSupplier cancelled,
        Window window) {

    /** Opens the workstation and returns when it is closed. */
    @FunctionalInterface
    public interface Window {
        /**
         * @param vault the vault's folder
         * @param user the user whose name the login page proposes
         * @param language of its texts
         * @param password unlocks the vault at once, as for the demo; empty: the login page asks
         */
        void open(Path vault, String user, Locale language, Optional<char[]> password) throws Exception;
    }

    Terminal withStreams(PrintStream newOut, PrintStream newErr) {
        return new Terminal(InputStream.nullInputStream(), newOut, newErr, false, environment, language, dataFolder,
                askPassword, clock, cancelled, window);
    }
}
