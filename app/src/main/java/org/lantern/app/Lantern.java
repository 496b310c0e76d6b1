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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogManager;
import org.lantern.app.cli.Cli;
import org.lantern.app.cli.Terminal;
import org.lantern.app.compose.LaunchOptions;
import org.lantern.app.compose.Workstation;

/** The main class: a command line for one job, or the workstation where no command is given. */
public final class Lantern {
    private static final long SECONDS_TO_END = 10;

    private Lantern() {}

    public static void main(String[] arguments) {
        // Libraries say nothing on the terminal: what they log could name a patient.
        LogManager.getLogManager().reset();
        // Nothing is left to the locale: a script reads the same bytes everywhere.
        var out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16), false,
                StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var ending = new AtomicBoolean();
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endInGoodOrder(ending, ended)));
        var console = System.console();
        boolean interactive = console != null && console.isTerminal();
        var terminal = new Terminal(System.in, out, err, interactive, System.getenv(), Locale.getDefault(),
                dataFolder(),
                prompt -> interactive ? Optional.ofNullable(console.readPassword("%s", prompt)) : Optional.empty(),
                Clock.systemDefaultZone(), ending::get, Lantern::open);
        int exit = Cli.run(terminal, arguments);
        ended.countDown();
        System.exit(exit);
    }

    /** Gives a job that is interrupted from the keyboard the time to end in good order. */
    private static void endInGoodOrder(AtomicBoolean ending, CountDownLatch ended) {
        ending.set(true);
        try {
            ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            // the process ends at once
        }
    }

    private static void open(Path vault, String user, Locale language, Optional<char[]> password)
            throws InterruptedException {
        Workstation.open(new LaunchOptions(vault, user, language, password, dataFolder().resolve("settings")));
    }

    private static Path dataFolder() {
        return dataFolder(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
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
