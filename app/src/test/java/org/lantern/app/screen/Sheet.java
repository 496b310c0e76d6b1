package org.lantern.app.screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.lantern.app.shell.Theme;
import org.lantern.app.shell.Typeface;
import org.lantern.imaging.pixel.PngWriter;
import org.lantern.resources.Texts;

/** One feature's view in a window of its own, dressed as the workstation dresses it. */
public final class Sheet implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Stage stage;

    private Sheet(Stage stage) {
        this.stage = stage;
    }

    public static Sheet open(Parent view, double width, double height, Theme theme, Locale language) {
        return Screen.onToolkit(() -> {
            Application.setUserAgentStylesheet(theme.base());
            var root = new StackPane(view);
            root.setStyle("-fx-font-family: '" + Typeface.of(language) + "';");
            var scene = new Scene(root, width, height);
            scene.getStylesheets().setAll(stylesheet(theme.colours()), stylesheet("lantern.css"));
            var stage = new Stage();
            stage.setScene(scene);
            stage.show();
            return new Sheet(stage);
        });
    }

    private static String stylesheet(String name) {
        return Texts.class.getResource("theme/" + name).toExternalForm();
    }

    public Scene scene() {
        return stage.getScene();
    }

    /** Waits until something is true on the toolkit's thread. */
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Screen.onToolkit(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for: " + what);
            }
            settle();
        }
    }

    /** The node of an id, once it is there. */
    public <N extends Node> N node(String id, Class<N> type) {
        await(id, () -> scene().lookup("#" + id) != null);
        return Screen.onToolkit(() -> type.cast(scene().lookup("#" + id)));
    }

    /** Sends keys pressed together to whatever has the focus. */
    public void press(KeyCode code, boolean control) {
        Screen.onToolkit(() -> {
            var target = scene().getFocusOwner() == null ? scene().getRoot() : scene().getFocusOwner();
            target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
            return null;
        });
        settle();
    }

    /** Lets two frames go by. */
    public void settle() {
        for (int i = 0; i < 2; i++) {
            var pulse = new CountDownLatch(1);
            Platform.runLater(() -> {
                Runnable[] listener = new Runnable[1];
                listener[0] = () -> {
                    scene().removePostLayoutPulseListener(listener[0]);
                    pulse.countDown();
                };
                scene().addPostLayoutPulseListener(listener[0]);
                Platform.requestNextPulse();
            });
            try {
                pulse.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException failure) {
                throw new AssertionError(failure);
            }
        }
    }

    /** Writes what is seen as a PNG. */
    public void save(Path file) {
        settle();
        var image = Screen.onToolkit(() -> scene().snapshot(null));
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

    @Override
    public void close() {
        Screen.onToolkit(() -> {
            stage.hide();
            return null;
        });
    }
}
