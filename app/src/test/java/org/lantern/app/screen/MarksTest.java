package org.lantern.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.annotation.Annotation;
import org.lantern.storage.annotation.Drawn;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** Every drawing tool, driven by mouse and keys; numbers against closed forms on pixels of 0.5 × 0.8 mm. */
class MarksTest {
    // A drag begins and ends on whole pixels of the screen.
    private static final double SCREEN_MM = 0.2;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Path vault;
    private ReadingHands hands;
    private Node viewport;

    @BeforeEach
    void open() throws Exception {
        vault = folder.resolve("vault");
        TestVault.make(vault);
        hands = new ReadingHands(vault, folder.resolve("settings.properties"));
        viewport = hands.read("thorax", 2);
    }

    @AfterEach
    void close() {
        hands.close();
    }

    private void press(KeyCode... keys) {
        hands.screen().press(keys);
    }

    /** The marks in the vault, after the program has ended. */
    private List<Drawn> stored() throws Exception {
        hands.screen().close();
        try (var secret = Secret.ofPassword(TestVault.PASSWORD.toCharArray());
                var reopened = Vault.open(vault, "admin", secret, Clock.systemUTC())) {
            var patient = reopened.archive().patients("", 10).getFirst().key();
            return reopened.annotations().of(patient);
        } finally {
            hands = new ReadingHands(vault, folder.resolve("settings.properties"));
        }
    }

    private Map<String, Double> only(String kind) throws Exception {
        var found = stored().stream().map(Drawn::annotation).filter(mark -> mark.kind().equals(kind)).toList();
        assertEquals(1, found.size(), kind);
        return found.getFirst().quantities().stream().collect(Collectors.toMap(
                quantity -> quantity.name() + " " + quantity.unit(), Annotation.Quantity::value, (a, _) -> a));
    }

    @Test
    void angles_lines_and_diameters_follow_both_pixel_spacings() throws Exception {
        press(KeyCode.A);
        hands.drag(viewport, 60, 40, 30, 40);
        hands.click(viewport, 60, 70);
        press(KeyCode.SHIFT, KeyCode.A);
        hands.drag(viewport, 20, 10, 60, 10);
        hands.drag(viewport, 80, 40, 40, 15);
        press(KeyCode.J);
        hands.drag(viewport, 70, 60, 70, 80);
        hands.drag(viewport, 65, 70, 75, 70);
        press(KeyCode.Y);
        hands.click(viewport, 90, 20);
        hands.click(viewport, 110, 20);
        hands.click(viewport, 110, 50);
        press(KeyCode.ENTER);
        assertEquals(4, hands.marks(viewport).size(), hands.marks(viewport).toString());
        var marks = stored().stream().map(Drawn::annotation).toList();
        assertEquals(List.of("angle", "cobb", "bidirectional", "polyline"),
                marks.stream().map(Annotation::kind).toList());
        assertEquals(Math.toDegrees(Math.atan2(24, 15)), marks.get(0).quantities().getFirst().value(), 0.5);
        assertEquals(Math.toDegrees(Math.atan2(20, 20)), marks.get(1).quantities().getFirst().value(), 0.5);
        assertEquals(16, marks.get(2).quantities().getFirst().value(), SCREEN_MM);
        assertEquals(5, marks.get(2).quantities().getLast().value(), SCREEN_MM);
        assertEquals(10 + 24, marks.get(3).quantities().getFirst().value(), 2 * SCREEN_MM);
        marks.forEach(mark -> assertEquals("PATIENT", mark.calibration()));
        // Anchored in the patient: row 40 of slice 13, tilted by 12 degrees.
        var place = marks.get(0).inPatient().getFirst();
        assertEquals(-30 + 60 * TestVault.COLUMN_MM, place.leftMm(), SCREEN_MM);
        assertEquals((40 * TestVault.ROW_MM - 36) * Math.cos(Math.toRadians(12)), place.posteriorMm(), SCREEN_MM);
        assertEquals(3 * 12 + 40 * TestVault.ROW_MM * Math.sin(Math.toRadians(12)), place.superiorMm(), SCREEN_MM);
    }

    @Test
    void a_region_says_what_the_stored_values_in_it_are_even_under_an_enhancement() throws Exception {
        press(KeyCode.Q);
        hands.screen().await("the label", () -> hands.screen().scene().lookup("#enhanced-label").isVisible());
        press(KeyCode.R);
        hands.drag(viewport, 19.5, 29.5, 59.5, 49.5);
        var text = hands.mark(viewport, "Mean");
        assertTrue(text.contains("HU") && text.contains("SD") && text.contains("mm²"), text);
        var found = only("rectangle");
        // Values are -1024 + 1024 + 4 · column + row + 10 · slice: columns 20..59, rows 30..49, slice 12.
        assertEquals(4 * 39.5 + 39.5 + 120, found.get("mean HU"), 2.5);
        assertEquals(Math.sqrt(16 * (1600 - 1) / 12.0 + (400 - 1) / 12.0), found.get("sd HU"), 1.5);
        assertEquals(4 * 20 + 30 + 120, found.get("min HU"), 5);
        assertEquals(4 * 59 + 49 + 120, found.get("max HU"), 5);
        assertEquals(20.0 * 16, found.get("area mm2"), 6);
    }

    @Test
    void ellipse_polygon_and_freehand_enclose_what_was_drawn() throws Exception {
        press(KeyCode.E);
        hands.drag(viewport, 10, 10, 50, 40);
        press(KeyCode.P);
        hands.click(viewport, 70, 10);
        hands.click(viewport, 110, 10);
        hands.click(viewport, 110, 40);
        press(KeyCode.ENTER);
        press(KeyCode.SHIFT, KeyCode.P);
        hands.drag(viewport, 20, 50, 60, 80);
        hands.mark(viewport, "Area");
        hands.screen().await("three areas", () -> viewport.lookupAll(".measurement-text").stream()
                .filter(node -> ((Label) node).getText().contains("Area")).count() == 3);
        var areas = stored().stream().map(Drawn::annotation).collect(Collectors.toMap(Annotation::kind,
                mark -> mark.quantities().getLast().value()));
        assertEquals(Math.PI / 4 * 20 * 24, areas.get("ellipse"), 8);
        assertEquals(20 * 24 / 2.0, areas.get("polygon"), 6);
        assertEquals(0, areas.get("freehand"), 8, "there and nowhere else");
    }

    @Test
    void a_heart_needs_no_millimetres_and_a_volume_does() throws Exception {
        press(KeyCode.SHIFT, KeyCode.C);
        hands.drag(viewport, 40, 20, 76, 20);
        hands.drag(viewport, 20, 25, 100, 25);
        assertTrue(hands.mark(viewport, "%").matches("4[45]\\.\\d %"), hands.marks(viewport).toString());
        press(KeyCode.SHIFT, KeyCode.E);
        hands.drag(viewport, 10, 50, 50, 50);
        hands.drag(viewport, 30, 40, 30, 60);
        hands.drag(viewport, 60, 50, 100, 50);
        hands.mark(viewport, "ml");
        var volume = only("ellipsoid").get("volume ml");
        assertEquals(Math.PI / 6 * 20 * 16 * 20 / 1000, volume, 0.1);
    }

    @Test
    void a_line_of_known_length_calibrates_a_photograph_and_all_that_is_drawn_on_it() throws Exception {
        press(KeyCode.CONTROL, KeyCode.W);
        viewport = hands.choose("photo", 2);
        press(KeyCode.D);
        hands.screen().drag(viewport, 300, 300, 100, 0, javafx.scene.input.MouseButton.PRIMARY);
        assertTrue(hands.mark(viewport, "px").contains("no mm"));
        assertNull(Screen.onToolkit(() -> hands.screen().scene().lookup("#accept-1")));
        press(KeyCode.SHIFT, KeyCode.L);
        hands.screen().drag(viewport, 300, 400, 200, 0, javafx.scene.input.MouseButton.PRIMARY);
        hands.screen().node("mark-question");
        hands.screen().type("80");
        press(KeyCode.ENTER);
        hands.screen().await("both calibrated", () -> viewport.lookupAll(".measurement-text").stream()
                .filter(node -> ((Label) node).getText().contains("(calibrated)")).count() == 2);
        assertTrue(hands.marks(viewport).stream().anyMatch(text -> text.matches("(39.9|40.0|40.1) mm.*")),
                hands.marks(viewport).toString());
        press(KeyCode.CONTROL, KeyCode.Z);
        hands.mark(viewport, "no mm");
        press(KeyCode.CONTROL, KeyCode.Y);
        hands.screen().await("calibrated again", () -> viewport.lookupAll(".measurement-text").stream()
                .filter(node -> ((Label) node).getText().contains("(calibrated)")).count() == 2);
        assertEquals(List.of("CALIBRATED", "CALIBRATED"),
                stored().stream().map(drawn -> drawn.annotation().calibration()).toList());
    }

    @Test
    void texts_and_arrows_say_what_was_typed_and_can_be_corrected() throws Exception {
        press(KeyCode.G);
        hands.drag(viewport, 60, 40, 80, 30);
        hands.screen().node("mark-question");
        hands.screen().type("cyst");
        press(KeyCode.ENTER);
        press(KeyCode.X);
        hands.click(viewport, 30, 70);
        hands.screen().node("mark-question");
        press(KeyCode.ESCAPE);
        assertEquals(List.of("cyst"), hands.marks(viewport));
        hands.click(viewport, 30, 70);
        hands.screen().node("mark-question");
        hands.screen().type("left");
        press(KeyCode.ENTER);
        var more = (MenuButton) hands.screen().node("more-1");
        Screen.onToolkit(() -> {
            more.getItems().getFirst().fire();
            return null;
        });
        var field = (TextField) hands.screen().node("words-1");
        Screen.onToolkit(() -> {
            field.setText("cyst, benign");
            return null;
        });
        press(KeyCode.ENTER);
        hands.mark(viewport, "benign");
        assertEquals(List.of("cyst, benign", "left"),
                stored().stream().map(drawn -> drawn.annotation().words()).toList());
    }

    @Test
    void a_probe_reads_the_pixel_under_it() throws Exception {
        press(KeyCode.O);
        hands.click(viewport, 50, 40);
        hands.mark(viewport, (4 * 50 + 40 + 120) + " HU");
        assertEquals(4.0 * 50 + 40 + 120, only("probe").get("value HU"));
    }

    @Test
    void marks_are_there_after_closing_and_after_a_restart_and_lead_back_to_their_image() {
        press(KeyCode.D);
        hands.drag(viewport, 20, 20, 60, 20);
        var text = hands.mark(viewport, "mm");
        press(KeyCode.END);
        assertEquals(List.of(), hands.marks(viewport));
        press(KeyCode.CONTROL, KeyCode.W);
        viewport = hands.choose("thorax", 2);
        assertEquals(text, hands.mark(viewport, "mm"));
        press(KeyCode.HOME);
        hands.screen().click("jump-1");
        assertEquals(text, hands.mark(viewport, "mm"));
        hands.restart();
        viewport = hands.read("thorax", 2);
        assertEquals(text, hands.mark(viewport, "mm"));
    }

    @Test
    void every_step_can_be_undone_and_done_again_and_the_vault_follows() throws Exception {
        press(KeyCode.D);
        hands.drag(viewport, 20, 20, 60, 20);
        var first = hands.mark(viewport, "mm");
        hands.drag(viewport, 60, 20, 100, 20);
        var longer = hands.mark(viewport, "mm");
        assertNotEquals(first, longer);
        press(KeyCode.DELETE);
        assertEquals(List.of(), hands.marks(viewport));
        press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(List.of(longer), hands.marks(viewport));
        press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(List.of(first), hands.marks(viewport));
        press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(List.of(), hands.marks(viewport));
        hands.screen().click("redo");
        assertEquals(List.of(first), hands.marks(viewport));
        assertEquals(20, only("length").get("length mm"), SCREEN_MM);
    }

    @Test
    void a_mark_is_moved_by_its_line_and_copied_to_other_images() throws Exception {
        press(KeyCode.D);
        hands.drag(viewport, 20, 20, 60, 20);
        press(KeyCode.W);
        hands.drag(viewport, 40, 20, 50, 40);
        var more = (MenuButton) hands.screen().node("more-1");
        Screen.onToolkit(() -> {
            more.getItems().get(1).fire();
            return null;
        });
        press(KeyCode.DOWN);
        hands.mark(viewport, " mm");
        var marks = stored().stream().map(Drawn::annotation).toList();
        assertEquals(List.of("13", "14"), marks.stream()
                .map(mark -> mark.sopInstanceUid().substring(mark.sopInstanceUid().lastIndexOf('.') + 1)).toList());
        assertEquals(marks.get(0).points(), marks.get(1).points());
        assertEquals(30.5, marks.get(0).points().getFirst().column(), 0.4);
        assertEquals(40.5, marks.get(0).points().getFirst().row(), 0.4);
    }

    @Test
    void a_figure_half_drawn_is_given_up_by_escape_and_a_click_alone_draws_nothing() throws Exception {
        press(KeyCode.A);
        hands.click(viewport, 20, 20);
        hands.click(viewport, 60, 20);
        press(KeyCode.ESCAPE);
        press(KeyCode.D);
        hands.click(viewport, 20, 20);
        hands.click(viewport, 20, 20);
        assertEquals(List.of(), hands.marks(viewport));
        assertEquals(List.of(), stored());
    }

    @Test
    void numbers_leave_as_a_table_of_full_precision() {
        press(KeyCode.D);
        hands.drag(viewport, 20, 20, 60, 20);
        hands.screen().click("copy-table");
        var table = Screen.onToolkit(() -> Clipboard.getSystemClipboard().getString()).split("\r\n");
        assertEquals("mark,figure,sop_instance_uid,frame,quantity,value,unit,mm_from,text,points", table[0]);
        assertTrue(table[1].startsWith("1,length,1.2.826.0.1.3680043.10.99.1.1.13,1,length,"), table[1]);
        assertTrue(table[1].contains(",mm,PATIENT,"), table[1]);
    }

    @Test
    void a_series_is_shown_as_it_was_left() {
        press(KeyCode.DIGIT7);
        press(KeyCode.I);
        press(KeyCode.Q);
        hands.screen().await("the label", () -> hands.screen().scene().lookup("#enhanced-label").isVisible());
        hands.restart();
        viewport = hands.read("thorax", 2);
        hands.screen().await("the label", () -> hands.screen().scene().lookup("#enhanced-label").isVisible());
        assertEquals("-600", Screen.onToolkit(
                () -> ((TextField) hands.screen().scene().lookup("#window-center")).getText()));
        press(KeyCode.ESCAPE);
        press(KeyCode.ESCAPE);
        hands.restart();
        viewport = hands.read("thorax", 2);
        assertEquals("300", Screen.onToolkit(
                () -> ((TextField) hands.screen().scene().lookup("#window-center")).getText()));
    }
}
