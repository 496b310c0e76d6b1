package org.lantern.app.screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.lantern.app.compose.LaunchOptions;
import org.lantern.app.compose.WorkstationWindow;
import org.lantern.app.task.TaskRunner;
import org.lantern.imaging.pixel.PngWriter;

/** The real workstation on a screen without a display, with hands on its mouse and keyboard. */
public final class Screen implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Stage stage;
    private final Robot robot;
    private final WorkstationWindow window;

    private Screen(Stage stage, Robot robot, WorkstationWindow window) {
        this.stage = stage;
        this.robot = robot;
        this.window = window;
    }

    /** Starts the window toolkit, once in a process, without a display unless told otherwise. */
    public static void startToolkit() {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        var started = new CompletableFuture<Void>();
        try {
            Platform.startup(() -> started.complete(null));
        } catch (IllegalStateException _) {
            started.complete(null);
        }
        started.join();
        Platform.setImplicitExit(false);
    }

    /** Opens the workstation in a window of a size. */
    public static Screen open(LaunchOptions options, double width, double height) {
        startToolkit();
        return onToolkit(() -> {
            var stage = new Stage();
            // The frame buffer of the Headless platform is 1000 pixels wide whatever the window: further down it ends.
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            var window = new WorkstationWindow(stage, new TaskRunner(Platform::runLater), Clock.systemDefaultZone(),
                    options);
            window.open();
            return new Screen(stage, new Robot(), window);
        });
    }

    /** Runs something on the toolkit's thread and waits for its result. */
    public static <T> T onToolkit(Callable<T> action) {
        var result = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                result.complete(action.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (TimeoutException | InterruptedException failure) {
            throw new AssertionError("the window does not answer", failure);
        }
    }

    public WorkstationWindow window() {
        return window;
    }

    public Scene scene() {
        return stage.getScene();
    }

    /** Waits until something is true on the toolkit's thread. */
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!onToolkit(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for: " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }

    /** Waits until a node of this id is on the screen. */
    public Node node(String id) {
        await(id, () -> scene().lookup("#" + id) != null && scene().lookup("#" + id).isVisible());
        return onToolkit(() -> scene().lookup("#" + id));
    }

    /** Waits for the next two frames of the screen. */
    public void settle() {
        for (int i = 0; i < 2; i++) {
            var pulse = new CompletableFuture<Void>();
            Platform.runLater(() -> {
                Runnable[] listener = new Runnable[1];
                listener[0] = () -> {
                    scene().removePostLayoutPulseListener(listener[0]);
                    pulse.complete(null);
                };
                scene().addPostLayoutPulseListener(listener[0]);
                Platform.requestNextPulse();
            });
            try {
                pulse.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        }
    }

    public void click(String id) {
        click(node(id), 1);
    }

    public void click(Node node, int times) {
        settle();
        onToolkit(() -> {
            var at = middle(node);
            robot.mouseMove(at[0], at[1]);
            for (int i = 0; i < times; i++) {
                robot.mouseClick(MouseButton.PRIMARY);
            }
            return null;
        });
        settle();
    }

    /** Clicks at a place in a node. */
    public void clickAt(Node node, double x, double y) {
        onToolkit(() -> {
            var origin = node.localToScreen(0, 0);
            robot.mouseMove(origin.getX() + x, origin.getY() + y);
            return null;
        });
        onToolkit(() -> {
            robot.mouseClick(MouseButton.PRIMARY);
            return null;
        });
        settle();
    }

    public void type(String text) {
        for (char c : text.toCharArray()) {
            var code = KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(c)));
            press(code);
        }
    }

    /** Presses keys together, the first first, and lets them go. */
    public void press(KeyCode... keys) {
        onToolkit(() -> {
            for (var key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
            return null;
        });
        settle();
    }

    /** Drags with a button from a place in a node, in steps, by some pixels. */
    public void drag(Node node, double fromX, double fromY, double byX, double byY, MouseButton button) {
        var origin = onToolkit(() -> node.localToScreen(0, 0));
        onToolkit(() -> {
            robot.mouseMove(origin.getX() + fromX, origin.getY() + fromY);
            robot.mousePress(button);
            return null;
        });
        int steps = 8;
        for (int i = 1; i <= steps; i++) {
            double share = (double) i / steps;
            onToolkit(() -> {
                robot.mouseMove(origin.getX() + fromX + byX * share, origin.getY() + fromY + byY * share);
                return null;
            });
        }
        onToolkit(() -> {
            robot.mouseRelease(button);
            return null;
        });
        settle();
    }

    /** Turns the wheel above the middle of a node; positive is towards the user. */
    public void wheel(Node node, int notches) {
        onToolkit(() -> {
            var at = middle(node);
            robot.mouseMove(at[0], at[1]);
            for (int i = 0; i < Math.abs(notches); i++) {
                robot.mouseWheel(Integer.signum(notches));
            }
            return null;
        });
        settle();
    }

    private static double[] middle(Node node) {
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        return new double[]{bounds.getCenterX(), bounds.getCenterY()};
    }

    /** What a node looks like, opaque ARGB. */
    public static WritableImage picture(Node node) {
        return onToolkit(() -> node.snapshot(null, null));
    }

    /** Writes the whole window as a PNG. */
    public void save(Path file) {
        settle();
        var image = onToolkit(() -> scene().snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var out = Files.newOutputStream(file)) {
                PngWriter.write(argb, width, height, out);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void resize(double width, double height) {
        onToolkit(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return null;
        });
        settle();
    }

    @Override
    public void close() {
        var locked = onToolkit(() -> {
            stage.hide();
            return window.close();
        });
        locked.join();
    }
}
