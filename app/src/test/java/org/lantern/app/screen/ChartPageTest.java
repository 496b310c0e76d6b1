package org.lantern.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.app.feature.worklist.WorklistEntry;
import org.lantern.storage.StorageException;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Encounter;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** The chart as a page of the real window: how one gets there and back, and that a begun visit is not lost. */
class ChartPageTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Path vault;
    private Screen screen;

    @BeforeEach
    void open() throws Exception {
        vault = folder.resolve("vault");
        TestVault.make(vault);
        try (var open = reopen()) {
            open.chart().addPatient(new Demographics("P-7", "Liu Fang", "刘芳", "", Sex.FEMALE,
                    Optional.of(LocalDate.of(1990, 5, 4)), false, "", "", ""));
        }
        screen = Screen.open(TestVault.options(vault, folder.resolve("settings.properties"), Locale.ENGLISH), 1366,
                768);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    /** Unlocks and leaves one line in the worklist. */
    private void find(String word) {
        unlock();
        var table = (TableView<?>) screen.node("worklist-table");
        screen.await("two studies and a patient without one", () -> table.getItems().size() == 3);
        screen.click("worklist-search");
        screen.type(word);
        screen.await("one line", () -> table.getItems().size() == 1);
    }

    private boolean says(String words) {
        return screen.scene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Label label && label.getText() != null
                        && label.getText().contains(words));
    }

    private boolean banner(String words) {
        return screen.scene().getRoot().lookupAll(".identity-bar .label").stream()
                .anyMatch(node -> node instanceof Label label && words.equals(label.getText()));
    }

    private boolean shows(String id) {
        return screen.scene().lookup("#" + id) != null;
    }

    private void set(String id, String text) {
        var field = (TextField) screen.node(id);
        Screen.onToolkit(() -> {
            field.setText(text);
            return null;
        });
    }

    private void fire(String id) {
        var button = (Button) screen.node(id);
        Screen.onToolkit(() -> {
            button.fire();
            return null;
        });
        screen.settle();
    }

    private void beginVisit(String reason) {
        screen.await("the chart", () -> shows("chart-add-VISITS") && banner("Liu Fang"));
        screen.press(KeyCode.CONTROL, KeyCode.N);
        set("visit-reason", reason);
    }

    private List<String> reasonsKept() throws Exception {
        screen.close();
        try (var reopened = reopen()) {
            var patient = reopened.archive().patients("P-7", 1).getFirst().key();
            return reopened.chart().encounters(patient, 10).stream().map(Entry::fact).map(Encounter::reason).toList();
        } finally {
            screen = Screen.open(TestVault.options(vault, folder.resolve("settings.properties"), Locale.ENGLISH),
                    1366, 768);
        }
    }

    private Vault reopen() throws Exception {
        for (int attempt = 0;; attempt++) {
            try (var secret = Secret.ofPassword(TestVault.PASSWORD.toCharArray())) {
                return Vault.open(vault, "admin", secret, Clock.systemUTC());
            } catch (StorageException.VaultInUse busy) {
                if (attempt == 200) {
                    throw busy;
                }
                Thread.sleep(50);
            }
        }
    }

    @Test
    void a_patient_without_a_study_is_found_and_leads_to_chart_and_risks_and_back() {
        find("liu");
        screen.press(KeyCode.ENTER);
        screen.node("chart-page");
        screen.await("who it is", () -> banner("刘芳") && banner("ID P-7") && banner("No allergy recorded"));
        screen.node("risk-search");
        assertTrue(Screen.onToolkit(() -> !screen.scene().lookup("#change-page").isVisible()));
        screen.press(KeyCode.F8);
        assertNull(Screen.onToolkit(() -> screen.scene().lookup("#risk-search")));
        screen.press(KeyCode.CONTROL, KeyCode.W);
        screen.node("worklist-table");
        screen.await("nobody", () -> banner("No patient open"));
    }

    @Test
    void from_a_study_to_the_chart_where_a_new_allergy_is_in_the_identity_bar_at_once_and_back_to_the_same_image() {
        find("thorax");
        screen.press(KeyCode.ENTER);
        var viewport = screen.node("viewport-0");
        screen.await("the study", () -> banner("CT THORAX"));
        screen.press(KeyCode.F6);
        screen.node("chart-page");
        assertTrue(Screen.onToolkit(() -> !banner("CT THORAX") && banner("ID 00042")));
        screen.await("the chart", () -> says("00042") && shows("chart-add-ALLERGIES"));
        Node add = screen.node("chart-add-ALLERGIES");
        screen.await("the form", () -> {
            if (!shows("form-substance")) {
                ((Button) add).fire();
            }
            return shows("form-substance");
        });
        set("form-substance", "Penicillin");
        fire("form-save");
        screen.await("the allergy", () -> banner("Allergy: Penicillin"));
        screen.press(KeyCode.F6);
        assertSame(viewport, screen.node("viewport-0"));
        screen.await("the allergy above the image", () -> banner("Allergy: Penicillin") && banner("CT THORAX"));
        fire("change-page");
        screen.node("chart-page");
        fire("back-to-worklist");
        screen.node("worklist-table");
    }

    @Test
    void the_chart_of_a_patient_with_studies_opens_from_the_worklist() {
        find("thorax");
        screen.press(KeyCode.F6);
        screen.node("chart-page");
        screen.await("who it is", () -> banner("ID 00042"));
    }

    @Test
    void what_was_typed_survives_language_lock_and_a_new_start_and_is_no_fact_until_it_is_saved() throws Exception {
        find("liu");
        screen.press(KeyCode.ENTER);
        beginVisit("Half a sentence");
        set("visit-systolic", "1200");
        fire("chart-add-ALLERGIES");
        set("form-substance", "Lat");
        fire("switch-language");
        screen.await("Chinese", () -> banner("未记录过敏") && shows("visit-reason") && shows("form-substance"));
        assertEquals("Half a sentence", ((TextField) screen.node("visit-reason")).getText());
        fire("switch-language");
        screen.press(KeyCode.CONTROL, KeyCode.L);
        unlock();
        screen.await("the same page again", () -> banner("Liu Fang") && shows("visit-reason"));
        assertEquals("1200", ((TextField) screen.node("visit-systolic")).getText());
        assertEquals("Lat", ((TextField) screen.node("form-substance")).getText());
        assertEquals(List.of(), reasonsKept());

        find("liu");
        var table = (TableView<?>) screen.node("worklist-table");
        screen.await("the mark",
                () -> table.getItems().getFirst() instanceof WorklistEntry entry && entry.unfinished());
        screen.press(KeyCode.ENTER);
        screen.await("the visit", () -> shows("visit-reason"));
        fire("form-cancel");
        set("visit-systolic", "120");
        screen.press(KeyCode.CONTROL, KeyCode.S);
        screen.await("saved", () -> !shows("visit-reason"));
        assertEquals(List.of("Half a sentence"), reasonsKept());
        find("liu");
        screen.press(KeyCode.ENTER);
        screen.await("the chart", () -> shows("chart-add-VISITS") && banner("Liu Fang"));
        assertTrue(Screen.onToolkit(() -> !shows("visit-reason") && !shows("form-substance")));
    }

    @Test
    void closing_the_window_keeps_the_last_words_too() throws Exception {
        find("liu");
        screen.press(KeyCode.ENTER);
        beginVisit("Cough");
        Screen.onToolkit(() -> {
            var window = screen.scene().getWindow();
            window.getOnCloseRequest().handle(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
            return null;
        });
        screen.await("the window is gone", () -> !screen.scene().getWindow().isShowing());
        screen.close();
        try (var reopened = reopen()) {
            assertEquals(List.of("Cough"),
                    reopened.chart().drafts().all().stream().map(draft -> draft.fields().get("reason")).toList());
        }
        screen = Screen.open(TestVault.options(vault, folder.resolve("settings.properties"), Locale.ENGLISH), 1366,
                768);
    }

    private void unlock() {
        screen.click("login-password");
        screen.type(TestVault.PASSWORD);
        screen.press(KeyCode.ENTER);
    }

    @Test
    void the_window_says_what_it_is_and_what_it_is_not() {
        fire("login-about");
        screen.await("about", () -> says("not a certified medical device"));
        var text = (TextArea) screen.node("sheet-text");
        assertTrue(text.getText().contains("GPL-3.0-or-later") && text.getText().contains("META-INF/NOTICE"));
        fire("sheet-stay");
        find("liu");
        fire("switch-language");
        screen.await("Chinese", () -> shows("about") && banner("未打开患者"));
        screen.press(KeyCode.F1);
        screen.await("about", () -> says("不是经认证的医疗器械"));
    }
}
