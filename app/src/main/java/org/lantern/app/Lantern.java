package org.lantern.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;
import org.lantern.app.cli.Cli;
import org.lantern.app.cli.Terminal;

/** The main class: a command line for one job, or the workstation where no command is given. */
public final class Lantern {
    private Lantern() {}

    public static void main(String[] arguments) {
        // Libraries say nothing on the terminal: what they log could name a patient.
        LogManager.getLogManager().reset();
        // Nothing is left to the locale: a script reads the same bytes everywhere.
        var out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16), false,
                StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var console = System.console();
        boolean interactive = console != null && console.isTerminal();
        var terminal = new Terminal(System.in, out, err, interactive, System.getenv(), Locale.getDefault(),
                dataFolder(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home"))),
                prompt -> interactive ? Optional.ofNullable(console.readPassword("%s", prompt)) : Optional.empty(),
                Clock.systemDefaultZone(), Lantern::open);
        System.exit(Cli.run(terminal, arguments));
    }

    private static void open(Path vault, String user, Locale language, Optional<char[]> password) {
        throw new UnsupportedOperationException("no window yet");
    }

    /** The platform's folder for what a program keeps for one user. */
    static Path dataFolder(String operatingSystem, Map<String, String> environment, Path home) {
        var system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return Optional.ofNullable(environment.get("LOCALAPPDATA")).filter(folder -> !folder.isBlank())
                    .map(Path::of).orElse(home.resolve("AppData").resolve("Local")).resolve("Lantern");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Lantern");
        }
        return Optional.ofNullable(environment.get("XDG_DATA_HOME")).filter(folder -> folder.startsWith("/"))
                .map(Path::of).orElse(home.resolve(".local").resolve("share")).resolve("lantern");
    }
}
