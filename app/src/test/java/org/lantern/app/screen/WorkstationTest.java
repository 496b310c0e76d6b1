package org.lantern.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** The real workstation, driven by mouse and keys; its pictures are compared with the formula of the test images. */
class WorkstationTest {
    private static final double BORDER = 1;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Path vault;
    private Screen screen;

    @BeforeEach
    void open() throws Exception {
        vault = folder.resolve("vault");
        TestVault.make(vault);
        screen = Screen.open(TestVault.options(vault, folder.resolve("settings.properties"), Locale.ENGLISH), 1366,
                768);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void a_wrong_password_is_said_in_words_and_the_right_one_opens_the_worklist() {
        screen.click("login-password");
        screen.type("somethingelse");
        screen.press(KeyCode.ENTER);
        screen.await("the error", () -> screen.scene().lookup("#login-error").isVisible());
        assertTrue(text("login-error").contains("do not open this vault"), text("login-error"));
        unlock();
        var table = (TableView<?>) screen.node("worklist-table");
        screen.await("both studies", () -> table.getItems().size() == 2);
        screen.click("worklist-search");
        screen.type("photo");
        screen.await("one study", () -> table.getItems().size() == 1);
    }

    @Test
    void the_language_changes_on_the_first_page_and_is_remembered() {
        screen.click("login-language");
        screen.await("Chinese", () -> ((javafx.scene.control.Button) screen.scene().lookup("#login-go")).getText()
                .equals("解锁"));
        screen.close();
        screen = Screen.open(TestVault.options(vault, folder.resolve("settings.properties"), Locale.ENGLISH), 1366,
                768);
        screen.await("Chinese again", () -> ((javafx.scene.control.Button) screen.scene().lookup("#login-go"))
                .getText().equals("解锁"));
    }

    @Test
    void locking_hides_everything_and_the_same_reader_comes_back_to_the_same_study() {
        read();
        screen.press(KeyCode.CONTROL, KeyCode.L);
        screen.node("login-password");
        assertNull(Screen.onToolkit(() -> screen.scene().lookup(".identity-name")));
        unlock();
        var viewport = screen.node("viewport-0");
        screen.await("the image", () -> !corner(viewport, 2).isEmpty());
    }

    @Test
    void wheel_and_keys_scroll_through_every_image() {
        var viewport = read();
        assertImage(13);
        screen.wheel(viewport, 3);
        assertImage(16);
        screen.wheel(viewport, -1);
        assertImage(15);
        screen.press(KeyCode.DOWN);
        assertImage(16);
        screen.press(KeyCode.PAGE_UP);
        assertImage(6);
        screen.press(KeyCode.END);
        assertImage(TestVault.SLICES);
        screen.press(KeyCode.DOWN);
        assertImage(TestVault.SLICES);
        screen.press(KeyCode.HOME);
        assertImage(1);
        assertPixels(viewport, 0, 300, 600);
    }

    @Test
    void dragging_right_widens_the_window_and_dragging_up_brightens() {
        var viewport = read();
        assertPixels(viewport, 12, 300, 600);
        screen.drag(viewport, 400, 300, 64, -32, MouseButton.PRIMARY);
        assertEquals("225", field("window-center"));
        assertEquals("750", field("window-width"));
        assertPixels(viewport, 12, 225, 750);
        screen.press(KeyCode.DIGIT1);
        assertEquals("600", field("window-width"));
        screen.press(KeyCode.DIGIT7);
        assertEquals("-600", field("window-center"));
        assertEquals("1500", field("window-width"));
        screen.press(KeyCode.ESCAPE);
        screen.press(KeyCode.ESCAPE);
        assertPixels(viewport, 12, 300, 600);
    }

    @Test
    void a_typed_window_is_taken_over() {
        var viewport = read();
        screen.click("window-center");
        Screen.onToolkit(() -> {
            ((TextField) screen.scene().lookup("#window-center")).setText("120");
            return null;
        });
        screen.press(KeyCode.ENTER);
        assertEquals("120", field("window-center"));
        assertPixels(viewport, 12, 120, 600);
        screen.press(KeyCode.UP);
        assertEquals("121", field("window-center"));
        screen.press(KeyCode.SHIFT, KeyCode.DOWN);
        assertEquals("111", field("window-center"));
        assertPixels(viewport, 12, 111, 600);
    }

    @Test
    void equalization_is_labelled_reversible_and_flattens_the_histogram() {
        var viewport = read();
        assertFalse(screen.scene().lookup("#enhanced-label").isVisible());
        screen.press(KeyCode.Q);
        screen.await("the label", () -> screen.scene().lookup("#enhanced-label").isVisible());
        assertTrue(text("enhanced-label").contains("Equalize"));
        var shown = quartersOf(viewport);
        for (double share : shown) {
            // Of the equalized values a quarter each lies in every quarter of the grey levels.
            assertEquals(0.25, share, 0.06);
        }
        screen.press(KeyCode.V);
        screen.await("no label", () -> !screen.scene().lookup("#enhanced-label").isVisible());
        assertPixels(viewport, 12, 300, 600);
        screen.press(KeyCode.V);
        screen.press(KeyCode.Q);
        screen.await("no label", () -> !screen.scene().lookup("#enhanced-label").isVisible());
        assertPixels(viewport, 12, 300, 600);
    }

    @Test
    void a_length_counts_both_pixel_spacings_and_goes_into_the_chart() throws Exception {
        var viewport = read();
        screen.press(KeyCode.D);
        screen.drag(viewport, 300, 200, 120, 90, MouseButton.PRIMARY);
        double scale = scale(viewport);
        double mm = Math.hypot(120 / scale * TestVault.COLUMN_MM, 90 / (scale * 1.6) * TestVault.ROW_MM);
        assertTrue(measurementText(viewport).startsWith(String.format(Locale.ROOT, "%.1f mm", mm)),
                measurementText(viewport) + " for " + mm);
        screen.drag(viewport, 420, 290, 60, 0, MouseButton.PRIMARY);
        double longer = Math.hypot(180 / scale * TestVault.COLUMN_MM, 90 / (scale * 1.6) * TestVault.ROW_MM);
        assertTrue(measurementText(viewport).startsWith(String.format(Locale.ROOT, "%.1f mm", longer)),
                measurementText(viewport) + " for " + longer);
        var accept = (MenuButton) screen.node("accept-1");
        Screen.onToolkit(() -> {
            accept.getItems().get(1).fire();
            return null;
        });
        screen.await("the chart", () -> screen.scene().lookup("#accept-1").isDisabled());
        screen.await("the message", () -> statusTexts().contains("Measurement added to the chart."));
        screen.close();
        try (var secret = Secret.ofPassword(TestVault.PASSWORD.toCharArray());
                var reopened = Vault.open(vault, "admin", secret, Clock.systemUTC())) {
            var patient = reopened.archive().patients("", 10).getFirst().key();
            var code = reopened.chart().kinds().get("lung_nodule_diameter").usual().code();
            var stored = reopened.chart().observations(patient, code, 10).getFirst().fact();
            assertEquals(longer, stored.quantity().orElseThrow().amount().doubleValue(), 0.05);
            assertEquals(new BigDecimal(stored.quantity().orElseThrow().amount().toPlainString()).scale(), 1);
            assertTrue(stored.origin() instanceof Origin.Measured measured
                    && measured.sopInstanceUid().equals("1.2.826.0.1.3680043.10.99.1.1.13")
                    && measured.calibration().equals("PATIENT"));
        }
        screen = Screen.open(TestVault.options(vault, folder.resolve("settings.properties"), Locale.ENGLISH), 1366,
                768);
    }

    @Test
    void an_image_without_calibration_gives_no_millimetres() {
        var viewport = read();
        screen.press(KeyCode.RIGHT);
        screen.await("the photograph", () -> corner(viewport, 2).equals("Image 1 of 1"));
        screen.press(KeyCode.D);
        screen.drag(viewport, 300, 300, 100, 0, MouseButton.PRIMARY);
        assertTrue(measurementText(viewport).contains("no mm"), measurementText(viewport));
        assertNull(Screen.onToolkit(() -> screen.scene().lookup("#accept-1")));
    }

    @Test
    void every_element_of_the_object_can_be_searched() {
        read();
        var side = (TabPane) screen.node("side");
        Screen.onToolkit(() -> {
            side.getSelectionModel().selectLast();
            return null;
        });
        var list = (ListView<?>) screen.node("tag-list");
        screen.await("the header", () -> list.getItems().size() > 20);
        screen.click("tag-search");
        screen.type("pixelspac");
        screen.await("one element", () -> list.getItems().size() == 1);
        assertTrue(list.getItems().getFirst().toString().contains("0.8"), list.getItems().toString());
    }

    private void unlock() {
        screen.click("login-password");
        screen.type(TestVault.PASSWORD);
        screen.press(KeyCode.ENTER);
    }

    /** Opens the study of slices. */
    private Node read() {
        unlock();
        var table = (TableView<?>) screen.node("worklist-table");
        screen.await("the studies", () -> table.getItems().size() == 2);
        screen.click("worklist-search");
        screen.type("thorax");
        screen.await("one study", () -> table.getItems().size() == 1);
        screen.press(KeyCode.ENTER);
        var viewport = screen.node("viewport-0");
        screen.await("the image", () -> !corner(viewport, 2).isEmpty());
        screen.settle();
        return viewport;
    }

    private void assertImage(int number) {
        var viewport = screen.node("viewport-0");
        screen.await("image " + number,
                () -> corner(viewport, 2).endsWith("Image " + number + " of " + TestVault.SLICES));
    }

    private static String corner(Node viewport, int place) {
        return ((Label) viewport.lookup("#corner-" + place)).getText();
    }

    private String text(String id) {
        return Screen.onToolkit(() -> ((Label) screen.scene().lookup("#" + id)).getText());
    }

    private String field(String id) {
        return Screen.onToolkit(() -> ((TextField) screen.scene().lookup("#" + id)).getText());
    }

    private String statusTexts() {
        var texts = new StringBuilder();
        screen.scene().getRoot().lookupAll(".status-bar .label")
                .forEach(node -> texts.append(((Label) node).getText()));
        return texts.toString();
    }

    private String measurementText(Node viewport) {
        return Screen.onToolkit(() -> ((Label) viewport.lookup(".measurement-text")).getText());
    }

    /** Screen pixels for one column: the image is 1.6 times as high as its pixel count says. */
    private static double scale(Node viewport) {
        var bounds = viewport.getLayoutBounds();
        return Math.min((bounds.getWidth() - 2 * BORDER) / TestVault.COLUMNS,
                (bounds.getHeight() - 2 * BORDER) / (TestVault.ROWS * 1.6));
    }

    /** Compares places across the picture with the window function of PS3.3 C.11.2.1.2. */
    private void assertPixels(Node viewport, int slice, double center, double width) {
        screen.settle();
        var picture = Screen.picture(viewport);
        double scale = scale(viewport);
        double left = picture.getWidth() / 2 - TestVault.COLUMNS * scale / 2;
        double top = picture.getHeight() / 2 - TestVault.ROWS * scale * 1.6 / 2;
        for (int row = 30; row < 75; row += 7) {
            for (int column = 10; column < TestVault.COLUMNS - 10; column += 9) {
                double value = TestVault.value(column, row, slice) - 1024;
                double expected = Math.clamp((value - (center - 0.5)) / (width - 1) + 0.5, 0, 1) * 255;
                int x = (int) (left + (column + 0.5) * scale);
                int y = (int) (top + (row + 0.5) * scale * 1.6);
                assertEquals(expected, grey(picture, x, y), 2.5, "column " + column + ", row " + row);
            }
        }
    }

    private static int grey(WritableImage picture, int x, int y) {
        int argb = picture.getPixelReader().getArgb(x, y);
        assertEquals(argb >> 16 & 0xff, argb & 0xff, "grey at " + x + ", " + y);
        return argb & 0xff;
    }

    /** The shares of the picture's middle part that lie in the four quarters of the grey levels. */
    private double[] quartersOf(Node viewport) {
        screen.settle();
        var picture = Screen.picture(viewport);
        double scale = scale(viewport);
        var counts = new double[4];
        int total = 0;
        double left = picture.getWidth() / 2 - TestVault.COLUMNS * scale / 2;
        double top = picture.getHeight() / 2 - TestVault.ROWS * scale * 1.6 / 2;
        for (int row = 0; row < TestVault.ROWS; row++) {
            for (int column = 0; column < TestVault.COLUMNS; column++) {
                int x = (int) (left + (column + 0.5) * scale);
                int y = (int) (top + (row + 0.5) * scale * 1.6);
                counts[(picture.getPixelReader().getArgb(x, y) & 0xff) / 64]++;
                total++;
            }
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= total;
        }
        return counts;
    }
}
