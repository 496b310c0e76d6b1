package org.lantern.app.screen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.lantern.app.demo.DemoVault;
import org.lantern.app.shell.Settings;
import org.lantern.app.shell.Theme;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;

/**
 * Walks through every page in both languages and themes and writes what it sees as PNG files, for people to look at.
 * Arguments: the folder to write to, then DICOM files and folders to show; without these, the demo's.
 */
public final class ScreenshotTour {
    private ScreenshotTour() {}

    public static void main(String[] arguments) throws Exception {
        var target = Path.of(arguments[0]);
        var place = Files.createTempDirectory("lantern-tour");
        var vault = place.resolve("vault");
        if (arguments.length > 1) {
            TestVault.importInto(vault,
                    List.of(arguments).subList(1, arguments.length).stream().map(Path::of).toList());
        } else {
            try (var secret = Secret.ofPassword(TestVault.PASSWORD.toCharArray());
                    var made = DemoVault.create(vault, "admin", secret, KdfCost.FLOOR, DemoVault.Size.USUAL,
                            Clock.systemDefaultZone(), _ -> {}, () -> false).vault()) {
                System.out.println(made.info());
            }
        }
        for (var language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (var theme : Theme.values()) {
                var name = language.getLanguage() + "-" + theme.name().toLowerCase(Locale.ROOT);
                walk(target, name, vault, place, language, theme, 1366, 768);
            }
        }
        if (!"Headless".equals(System.getProperty("glass.platform"))) {
            // The frame buffer of the Headless platform has room for a million pixels.
            walk(target, "4k", vault, place, Locale.SIMPLIFIED_CHINESE, Theme.DARK, 3840, 2160);
        }
        System.exit(0);
    }

    private static void walk(Path target, String name, Path vault, Path place, Locale language, Theme theme,
            double width, double height) throws Exception {
        var settings = place.resolve(name + ".properties");
        Settings.DEFAULT.withTheme(theme).withLanguage(language).write(settings);
        try (var screen = Screen.open(TestVault.options(vault, settings, language), width, height)) {
            var pictures = new Pictures(screen, target, name);
            pictures.take("login");
            screen.click("login-about");
            pictures.take("about");
            screen.press(KeyCode.ESCAPE);
            for (var mode : List.of("other", "recover", "restore")) {
                screen.click("login-" + mode);
                pictures.take("login-" + mode);
                screen.click("login-other");
            }
            screen.click("login-password");
            screen.type("wrongone");
            screen.press(KeyCode.ENTER);
            screen.await("error", () -> screen.scene().lookup("#login-error").isVisible());
            pictures.take("login-error");
            screen.type(TestVault.PASSWORD);
            screen.press(KeyCode.ENTER);
            var table = (TableView<?>) screen.node("worklist-table");
            screen.await("studies", () -> !table.getItems().isEmpty());
            pictures.take("worklist");
            Screen.onToolkit(() -> {
                table.requestFocus();
                table.getSelectionModel().selectFirst();
                return null;
            });
            pictures.take("worklist-selected");
            screen.press(KeyCode.CONTROL, KeyCode.COMMA);
            administration(screen, pictures);
            screen.press(KeyCode.CONTROL, KeyCode.W);
            Screen.onToolkit(() -> {
                table.requestFocus();
                table.getSelectionModel().selectFirst();
                return null;
            });
            screen.press(KeyCode.F6);
            Thread.sleep(1500);
            screen.press(KeyCode.CONTROL, KeyCode.N);
            pictures.take("chart-page");
            screen.press(KeyCode.CONTROL, KeyCode.W);
            Screen.onToolkit(() -> {
                table.requestFocus();
                table.getSelectionModel().selectFirst();
                return null;
            });
            screen.press(KeyCode.ENTER);
            read(screen, pictures);
            for (int row = 1; name.equals("en-dark") && row < table.getItems().size(); row++) {
                int chosen = row;
                screen.click("back-to-worklist");
                Screen.onToolkit(() -> {
                    table.requestFocus();
                    table.getSelectionModel().clearAndSelect(chosen);
                    return null;
                });
                screen.press(KeyCode.ENTER);
                Thread.sleep(3000);
                pictures.take("row-" + row);
            }
        }
    }

    private static void administration(Screen screen, Pictures pictures) throws Exception {
        var pages = (TabPane) screen.node("administration");
        for (int i = 0; i < Screen.onToolkit(() -> pages.getTabs().size()); i++) {
            int page = i;
            Screen.onToolkit(() -> {
                pages.getSelectionModel().select(page);
                return null;
            });
            Thread.sleep(700);
            pictures.take("administration-" + Screen.onToolkit(() -> pages.getTabs().get(page).getId()));
        }
    }

    private static void read(Screen screen, Pictures pictures) throws Exception {
        var viewport = screen.node("viewport-0");
        Thread.sleep(4000);
        pictures.take("study");
        screen.press(KeyCode.U);
        Thread.sleep(1500);
        pictures.take("study-clahe");
        screen.press(KeyCode.D);
        screen.drag(viewport, 300, 200, 120, 60, MouseButton.PRIMARY);
        pictures.take("study-length");
        var side = (TabPane) screen.node("side");
        int tabs = Screen.onToolkit(() -> side.getTabs().size());
        for (int i = 1; i < tabs; i++) {
            int tab = i;
            Screen.onToolkit(() -> {
                side.getSelectionModel().select(tab);
                return null;
            });
            Thread.sleep(1000);
            pictures.take("study-tab-" + i);
        }
        Screen.onToolkit(() -> {
            side.getSelectionModel().select(0);
            viewport.requestFocus();
            return null;
        });
        screen.press(KeyCode.F);
        Thread.sleep(2000);
        pictures.take("study-four");
    }

    private record Pictures(Screen screen, Path target, String name) {
        void take(String page) {
            screen.save(target.resolve(name + "-" + page + ".png"));
        }
    }
}
