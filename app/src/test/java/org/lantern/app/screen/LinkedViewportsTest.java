package org.lantern.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.GridPane;
import javafx.scene.shape.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Several viewports beside each other, and what moves them together, by real mouse and keys. */
class LinkedViewportsTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private ReadingHands hands;

    @BeforeEach
    void open() throws Exception {
        StackVault.make(folder.resolve("vault"));
        hands = new ReadingHands(folder.resolve("vault"), folder.resolve("settings.properties"));
        hands.read("now", 2);
        awaitImage(0, 11, StackVault.THIN);
    }

    @AfterEach
    void close() {
        hands.close();
    }

    private Node viewport(int place) {
        return hands.screen().node("viewport-" + place);
    }

    private void awaitImage(int place, int number, int count) {
        hands.screen().node("viewport-" + place);
        hands.screen().await("image " + number + " of " + count + " in viewport " + place,
                () -> ReadingHands.corner(hands.screen().scene().lookup("#viewport-" + place), 2)
                        .endsWith("Image " + number + " of " + count));
    }

    private void link(int item) {
        var menu = (MenuButton) hands.screen().node("tool-link");
        Screen.onToolkit(() -> {
            if (menu.getItems().get(item) instanceof RadioMenuItem radio) {
                radio.fire();
            } else {
                ((CheckMenuItem) menu.getItems().get(item)).setSelected(true);
            }
            return null;
        });
    }

    private void layout(String name) {
        var menu = (MenuButton) hands.screen().node("tool-layout");
        Screen.onToolkit(() -> {
            var table = (GridPane) ((CustomMenuItem) menu.getItems().getFirst()).getContent();
            table.getChildren().stream().filter(cell -> cell.getId().equals("layout-" + name))
                    .forEach(cell -> ((Button) cell).fire());
            return null;
        });
        hands.screen().settle();
    }

    @Test
    void layouts_go_to_sixteen_and_fill_with_the_series_that_follow() {
        layout("4x4");
        for (int i = 0; i < 16; i++) {
            assertTrue(viewport(i).getLayoutBounds().getWidth() > 60, "viewport " + i);
        }
        awaitImage(3, 11, StackVault.THIN);
        assertTrue(ReadingHands.corner(viewport(3), 1).contains("CT before"), "the other study follows");
        layout("3x1");
        assertEquals(null, Screen.onToolkit(() -> hands.screen().scene().lookup("#viewport-3")));
        hands.screen().press(KeyCode.F);
        awaitImage(0, 11, StackVault.THIN);
        assertEquals(null, Screen.onToolkit(() -> hands.screen().scene().lookup("#viewport-1")));
    }

    @Test
    void a_series_is_dragged_into_a_viewport() {
        layout("2x1");
        awaitImage(1, 7, StackVault.THICK);
        var tile = hands.screen().node("series-2");
        var second = viewport(1);
        var target = Screen.onToolkit(() -> second.localToScene(200, 300));
        var from = Screen.onToolkit(() -> tile.localToScene(40, 40));
        hands.screen().drag(tile, 40, 40, target.getX() - from.getX(), target.getY() - from.getY(),
                MouseButton.PRIMARY);
        hands.screen().await("the coronal series",
                () -> ReadingHands.corner(second, 1).contains("Coronal"));
        assertTrue(ReadingHands.corner(viewport(0), 1).contains("thin"), "the other stays");
    }

    @Test
    void scrolling_goes_to_the_same_place_in_the_patient_whatever_the_spacing() {
        layout("3x1");
        awaitImage(2, 7, StackVault.THICK);
        hands.screen().press(KeyCode.F5);
        hands.screen().press(KeyCode.HOME);
        awaitImage(1, 1, StackVault.THICK);
        hands.screen().press(KeyCode.PAGE_DOWN);
        awaitImage(0, 11, StackVault.THIN);
        // 30 mm: the seventh of every 5 mm. Coronal images have no such place.
        awaitImage(1, 7, StackVault.THICK);
        awaitImage(2, 7, StackVault.THICK);
        hands.screen().wheel(viewport(1), 2);
        awaitImage(1, 9, StackVault.THICK);
        // 40 mm lies between 39 and 42.
        awaitImage(0, 14, StackVault.THIN);
        hands.screen().press(KeyCode.F5);
        hands.screen().wheel(viewport(1), 1);
        awaitImage(1, 10, StackVault.THICK);
        awaitImage(0, 14, StackVault.THIN);
    }

    @Test
    void a_prior_of_another_frame_of_reference_keeps_the_offset_that_the_reader_set() {
        hands.screen().press(KeyCode.N);
        awaitImage(1, 11, StackVault.THIN);
        assertTrue(ReadingHands.corner(viewport(1), 1).contains("CT before"));
        link(0);
        hands.screen().wheel(viewport(1), -2);
        awaitImage(1, 9, StackVault.THIN);
        link(1);
        hands.screen().wheel(viewport(0), 3);
        awaitImage(0, 14, StackVault.THIN);
        awaitImage(1, 12, StackVault.THIN);
        link(2);
        hands.screen().wheel(viewport(0), 1);
        awaitImage(0, 15, StackVault.THIN);
        awaitImage(1, 15, StackVault.THIN);
    }

    @Test
    void steps_of_another_size_do_not_add_up_to_a_drift() {
        layout("2x1");
        awaitImage(1, 7, StackVault.THICK);
        link(3);
        for (int i = 0; i < 5; i++) {
            hands.screen().wheel(viewport(0), -1);
        }
        awaitImage(0, 6, StackVault.THIN);
        // 15 mm less than 30 mm.
        awaitImage(1, 4, StackVault.THICK);
    }

    @Test
    void the_same_window_and_the_same_zoom_are_shown_in_all() {
        layout("2x1");
        awaitImage(1, 7, StackVault.THICK);
        link(5);
        link(6);
        hands.screen().press(KeyCode.DIGIT7);
        hands.screen().press(KeyCode.CONTROL, KeyCode.EQUALS);
        var first = viewport(0);
        var second = viewport(1);
        hands.screen().await("the same texts", () -> ReadingHands.corner(first, 3)
                .equals(ReadingHands.corner(second, 3)) && ReadingHands.corner(second, 3).contains("-600"));
    }

    @Test
    void reference_lines_show_where_the_selected_image_lies_and_the_cursor_finds_its_place() {
        layout("3x1");
        awaitImage(2, 7, StackVault.THICK);
        var coronal = viewport(2);
        hands.screen().await("a reference line", () -> coronal.lookup(".reference-line") != null);
        // The axial image at 30 mm cuts the coronal one, whose top row lies at 60 mm, 30 mm below: 20 rows of 1.5 mm.
        var line = (Line) Screen.onToolkit(() -> coronal.lookup(".reference-line"));
        assertEquals(at(coronal, 0, 20)[1], line.getStartY(), 1.5);
        assertEquals(line.getStartY(), line.getEndY(), 1e-6);
        hands.screen().press(KeyCode.H);
        var place = at(viewport(0), 20, 30);
        hands.screen().clickAt(viewport(0), place[0], place[1]);
        // Row 30 of 1.5 mm from -30 mm lies at 15 mm, nearest to the coronal images at 16 mm.
        awaitImage(2, 10, StackVault.THICK);
        hands.screen().await("a cursor", () -> coronal.lookupAll(".space-cursor").size() == 4);
    }

    @Test
    void studies_follow_each_other_by_keys() {
        var first = viewport(0);
        hands.screen().press(KeyCode.CONTROL, KeyCode.RIGHT);
        hands.screen().await("the other study", () -> ReadingHands.corner(first, 1).contains("CT before"));
        hands.screen().press(KeyCode.CONTROL, KeyCode.LEFT);
        hands.screen().await("the first again", () -> ReadingHands.corner(first, 1).contains("CT now"));
    }

    @Test
    void cine_goes_to_and_fro_at_the_speed_chosen() {
        var speeds = (MenuButton) hands.screen().node("tool-cine-speed");
        Screen.onToolkit(() -> {
            speeds.getItems().get(7).fire();
            ((CheckMenuItem) speeds.getItems().getLast()).setSelected(true);
            return null;
        });
        hands.screen().press(KeyCode.END);
        awaitImage(0, StackVault.THIN, StackVault.THIN);
        var seen = new ArrayList<String>();
        var first = viewport(0);
        Screen.onToolkit(() -> {
            ((Label) first.lookup("#corner-2")).textProperty().subscribe(text -> seen.add(text));
            return null;
        });
        hands.screen().press(KeyCode.C);
        hands.screen().await("some images", () -> seen.size() > 4);
        hands.screen().press(KeyCode.ESCAPE);
        var texts = Screen.onToolkit(() -> List.copyOf(seen));
        for (int i = 1; i < texts.size(); i++) {
            assertFalse(texts.get(i).endsWith("Image 1 of 20") && texts.get(i - 1).endsWith("Image 20 of 20"),
                    "from the last image the way leads back");
        }
    }

    private static double[] at(Node viewport, double column, double row) {
        var bounds = viewport.getLayoutBounds();
        double scale = Math.min((bounds.getWidth() - 2) / StackVault.COLUMNS,
                (bounds.getHeight() - 2) / (StackVault.ROWS * 1.5));
        return new double[]{bounds.getWidth() / 2 + (column + 0.5 - StackVault.COLUMNS / 2.0) * scale,
                bounds.getHeight() / 2 + (row + 0.5 - StackVault.ROWS / 2.0) * scale * 1.5};
    }
}
