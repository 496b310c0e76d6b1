package org.lantern.app.screen;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.lantern.app.compose.LaunchOptions;
import org.lantern.imaging.phantom.Phantom;
import org.lantern.imaging.phantom.PhantomPatient;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/**
 * Measures the workstation as a reader meets it: start, opening, scrolling, dragging the window, memory. Arguments: a
 * series of files to scroll through. Times from start count from the process's own start; the vault is made before, by a
 * first run of this program with the argument {@code make}.
 */
public final class ViewerBenchmark {
    private static final int STEPS = 384;

    private ViewerBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var vault = Path.of(arguments[1]);
        if (arguments[0].equals("make")) {
            make(vault, Path.of(arguments[2]));
            return;
        }
        var started = ProcessHandle.current().info().startInstant().orElseThrow();
        var options = new LaunchOptions(vault, "admin", Locale.ENGLISH,
                Optional.of(TestVault.PASSWORD.toCharArray()), Files.createTempDirectory("bench").resolve("settings"));
        try (var screen = Screen.open(options, 1366, 768)) {
            screen.settle();
            say("start to first window", since(started));
            var table = (TableView<?>) screen.node("worklist-table");
            screen.await("studies", () -> table.getItems().size() == 2);
            say("start to worklist, with a key derivation of 19 MiB", since(started));
            read(screen, "MR", "series of 384 slices, 384 x 274");
            screen.click("back-to-worklist");
            read(screen, "DX", "radiograph of 3000 x 3000");
        }
        System.exit(0);
    }

    private static void make(Path folder, Path series) throws Exception {
        try (var secret = Secret.ofPassword(TestVault.PASSWORD.toCharArray());
                var vault = Vault.create(folder, "admin", secret, KdfCost.FLOOR, Clock.systemUTC()).vault()) {
            long from = System.nanoTime();
            var report = vault.importer().run(List.of(series), _ -> {}, () -> false);
            double seconds = (System.nanoTime() - from) / 1e9;
            System.out.printf(Locale.ROOT, "import: %d files, %.0f files/s, %.0f MB/s%n", report.stored(),
                    report.stored() / seconds, report.bytes() / seconds / 1e6);
            var phantom = new Phantom(Phantom.Kind.DR_CHEST, 1, 3000, 3000, 7,
                    PhantomPatient.ANONYMOUS, LocalDateTime.of(2026, 3, 2, 10, 15));
            vault.importer().store(phantom.generate().iterator(), 1, _ -> {}, () -> false);
        }
    }

    private static void read(Screen screen, String modality, String what) {
        System.out.println("-- " + what);
        var table = (TableView<?>) screen.node("worklist-table");
        long opened = Screen.onToolkit(() -> {
            table.getSelectionModel().select(table.getItems().toString().indexOf(modality) >= 0
                    ? row(table, modality) : 0);
            table.requestFocus();
            long now = System.nanoTime();
            Event.fireEvent(table, key(KeyCode.ENTER));
            return now;
        });
        screen.await("the image", () -> screen.scene().lookup("#viewport-0") != null
                && !((Label) screen.scene().lookup("#viewport-0").lookup("#corner-2")).getText().isEmpty());
        System.out.printf(Locale.ROOT, "click to first image: %.0f ms%n", (System.nanoTime() - opened) / 1e6);
        var viewport = screen.node("viewport-0");
        if (modality.equals("MR")) {
            waitUntilLoaded(screen);
            Screen.onToolkit(() -> fire(viewport, KeyCode.HOME));
            work(screen, "scroll step, work on the interface's thread", STEPS - 1, _ -> fire(viewport, KeyCode.DOWN));
            Screen.onToolkit(() -> fire(viewport, KeyCode.HOME));
            pace(screen, "scroll, one image per frame of the screen", _ -> fire(viewport, KeyCode.DOWN));
        }
        drag(screen, viewport);
        memory();
    }

    private static int row(TableView<?> table, String modality) {
        for (int i = 0; i < table.getItems().size(); i++) {
            if (table.getItems().get(i).toString().contains("modality=" + modality + ",")) {
                return i;
            }
        }
        return 0;
    }

    private static void drag(Screen screen, Node viewport) {
        var image = Screen.onToolkit(() -> viewport.lookup(".image-viewport"));
        for (int warm = 0; warm < 3; warm++) {
            Screen.onToolkit(() -> mouse(image, MouseEvent.MOUSE_PRESSED, 300));
            work(screen, warm < 2 ? null : "window step, work on the interface's thread", 200,
                    step -> mouse(image, MouseEvent.MOUSE_DRAGGED, 300 + step % 100));
            Screen.onToolkit(() -> mouse(image, MouseEvent.MOUSE_RELEASED, 300));
        }
        Screen.onToolkit(() -> mouse(image, MouseEvent.MOUSE_PRESSED, 300));
        pace(screen, "window drag, one step per frame of the screen",
                step -> mouse(image, MouseEvent.MOUSE_DRAGGED, 300 + step % 100));
        Screen.onToolkit(() -> mouse(image, MouseEvent.MOUSE_RELEASED, 300));
    }

    private static void waitUntilLoaded(Screen screen) {
        long before = -1;
        for (int i = 0; i < 60; i++) {
            long now = Screen.onToolkit(() -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
            try {
                Thread.sleep(500);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            if (i > 12 && now == before) {
                return;
            }
            before = now;
        }
        screen.settle();
    }

    /** From the event to the finished pixels in the image's buffer, without what the graphics pipeline then does. */
    private static void work(Screen screen, String what, int steps, IntConsumer step) {
        var threads = ManagementFactory.getThreadMXBean();
        var nanos = new long[steps];
        var busy = new long[steps];
        for (int i = 0; i < steps; i++) {
            int number = i;
            Screen.onToolkit(() -> {
                long from = System.nanoTime();
                long busyFrom = threads.getCurrentThreadCpuTime();
                step.accept(number);
                screen.scene().getRoot().layout();
                busy[number] = threads.getCurrentThreadCpuTime() - busyFrom;
                nanos[number] = System.nanoTime() - from;
                return null;
            });
        }
        if (what != null) {
            percentiles(what, nanos);
            percentiles(what + ", processor time", busy);
        }
    }

    /** The time between frames of the screen while every frame changes the image. */
    private static void pace(Screen screen, String what, IntConsumer step) {
        var done = new CompletableFuture<long[]>();
        Screen.onToolkit(() -> {
            new AnimationTimer() {
                private final long[] nanos = new long[STEPS - 1];
                private long before;
                private int count = -1;

                @Override
                public void handle(long now) {
                    if (count >= 0) {
                        nanos[count] = System.nanoTime() - before;
                    }
                    before = System.nanoTime();
                    if (++count == nanos.length) {
                        stop();
                        done.complete(nanos);
                    } else {
                        step.accept(count);
                    }
                }
            }.start();
            return null;
        });
        percentiles(what, done.join());
        screen.settle();
    }

    private static Object fire(Node target, KeyCode code) {
        Event.fireEvent(target, key(code));
        return null;
    }

    private static KeyEvent key(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }

    private static Object mouse(Node target, javafx.event.EventType<MouseEvent> type, double x) {
        Event.fireEvent(target, new MouseEvent(type, x, 300, x, 300, MouseButton.PRIMARY, 1, false, false, false, false,
                true, false, false, false, false, true, null));
        return null;
    }

    private static void percentiles(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%s: median %.2f ms, p99 %.2f ms, worst %.2f ms%n", what,
                nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6, nanos[nanos.length - 1] / 1e6);
    }

    private static void memory() {
        System.gc();
        var runtime = Runtime.getRuntime();
        System.out.printf(Locale.ROOT, "heap after collection: %d MB%n",
                (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000);
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS")) {
                    System.out.println(line);
                }
            }
        } catch (java.io.IOException _) {
            System.out.println("resident memory is not told by this system");
        }
    }

    private static void say(String what, Duration time) {
        System.out.println(what + ": " + time.toMillis() + " ms");
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }
}
