package org.lantern.app.screen;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

/** A reader at the workstation on {@link TestVault}: opens its study and points at pixels of its images. */
final class ReadingHands implements AutoCloseable {
    private static final double BORDER = 1;

    private final Path vault;
    private final Path settings;
    private Screen screen;

    ReadingHands(Path vault, Path settings) {
        this.vault = vault;
        this.settings = settings;
        this.screen = open();
    }

    private Screen open() {
        return Screen.open(TestVault.options(vault, settings, Locale.ENGLISH), 1366, 768);
    }

    Screen screen() {
        return screen;
    }

    /** Ends the program and starts it again. */
    void restart() {
        screen.close();
        screen = open();
    }

    /** Opens the study whose description contains a word. @return its first viewport */
    Node read(String word, int studies) {
        screen.click("login-password");
        screen.type(TestVault.PASSWORD);
        screen.press(KeyCode.ENTER);
        return choose(word, studies);
    }

    /** From the worklist. */
    Node choose(String word, int studies) {
        var table = (TableView<?>) screen.node("worklist-table");
        var search = (TextField) screen.node("worklist-search");
        Screen.onToolkit(() -> {
            search.clear();
            return null;
        });
        screen.await("the studies", () -> table.getItems().size() == studies);
        screen.click("worklist-search");
        screen.type(word);
        screen.await("one study", () -> table.getItems().size() == 1);
        screen.press(KeyCode.ENTER);
        var viewport = screen.node("viewport-0");
        screen.await("the image", () -> !corner(viewport, 2).isEmpty());
        screen.settle();
        return viewport;
    }

    static String corner(Node viewport, int place) {
        return ((Label) viewport.lookup("#corner-" + place)).getText();
    }

    String text(String id) {
        return Screen.onToolkit(() -> ((Label) screen.node(id)).getText());
    }

    /** What stands beside the marks of a viewport, in the order of drawing. */
    List<String> marks(Node viewport) {
        return Screen.onToolkit(() -> viewport.lookupAll(".measurement-text").stream()
                .map(node -> ((Label) node).getText()).toList());
    }

    /** Waits until exactly one mark says something, and gives it. */
    String mark(Node viewport, String containing) {
        screen.await(containing, () -> viewport.lookupAll(".measurement-text").stream()
                .anyMatch(node -> ((Label) node).getText().contains(containing)));
        return marks(viewport).stream().filter(text -> text.contains(containing)).findFirst().orElseThrow();
    }

    /** Screen pixels for one column: the image is 1.6 times as high as its pixel count says. */
    static double scale(Node viewport) {
        var bounds = viewport.getLayoutBounds();
        return Math.min((bounds.getWidth() - 2 * BORDER) / TestVault.COLUMNS,
                (bounds.getHeight() - 2 * BORDER) / (TestVault.ROWS * aspect()));
    }

    private static double aspect() {
        return TestVault.ROW_MM / TestVault.COLUMN_MM;
    }

    /** Where a pixel's centre lies in a viewport that shows the whole image. */
    static double[] at(Node viewport, double column, double row) {
        var bounds = viewport.getLayoutBounds();
        double scale = scale(viewport);
        return new double[]{bounds.getWidth() / 2 + (column + 0.5 - TestVault.COLUMNS / 2.0) * scale,
                bounds.getHeight() / 2 + (row + 0.5 - TestVault.ROWS / 2.0) * scale * aspect()};
    }

    /** Drags with the left button from one pixel to another. */
    void drag(Node viewport, double column, double row, double toColumn, double toRow) {
        var from = at(viewport, column, row);
        var to = at(viewport, toColumn, toRow);
        screen.drag(viewport, from[0], from[1], to[0] - from[0], to[1] - from[1], MouseButton.PRIMARY);
    }

    void click(Node viewport, double column, double row) {
        var place = at(viewport, column, row);
        screen.clickAt(viewport, place[0], place[1]);
    }

    @Override
    public void close() {
        screen.close();
    }
}
