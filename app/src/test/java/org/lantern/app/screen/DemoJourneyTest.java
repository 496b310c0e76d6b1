package org.lantern.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.app.compose.LaunchOptions;
import org.lantern.app.demo.DemoVault;
import org.lantern.storage.StorageException;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** One patient from the work list to a stored risk, through the real window on the demo's vault. */
class DemoJourneyTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Path vault;
    private Screen screen;

    @BeforeEach
    void open() throws Exception {
        vault = folder.resolve("vault");
        try (var password = password()) {
            DemoVault.create(vault, DemoVault.USER, password, KdfCost.FLOOR, DemoVault.Size.SMALL,
                    Clock.systemDefaultZone(), _ -> {}, () -> false).vault().close();
        }
        screen = Screen.open(new LaunchOptions(vault, DemoVault.USER, Locale.ENGLISH,
                Optional.of(DemoVault.PASSWORD.toCharArray()), folder.resolve("settings.properties")), 1366, 768);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    private static Secret password() {
        return Secret.ofPassword(DemoVault.PASSWORD.toCharArray());
    }

    private <N extends Node> N node(String id, Class<N> type) {
        return type.cast(screen.node(id));
    }

    private void type(String id, String text) {
        var field = node(id, TextField.class);
        Screen.onToolkit(() -> {
            field.requestFocus();
            field.setText(text);
            return null;
        });
    }

    private void tab(int index) {
        var side = node("side", TabPane.class);
        Screen.onToolkit(() -> {
            side.getSelectionModel().select(index);
            return null;
        });
        screen.settle();
    }

    private void toggle(String id) {
        var button = node(id, ToggleButton.class);
        Screen.onToolkit(() -> {
            button.fire();
            return null;
        });
    }

    private boolean says(String words) {
        return screen.scene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Label label && words.equals(label.getText()));
    }

    private int[] pixels(Node viewport) {
        var picture = Screen.picture(viewport);
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        var argb = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height,
                javafx.scene.image.PixelFormat.getIntArgbInstance(), argb, 0, width);
        return argb;
    }

    @Test
    void a_nodule_is_measured_a_visit_taken_and_a_risk_computed_and_all_of_it_is_kept() throws Exception {
        var table = node("worklist-table", TableView.class);
        screen.await("five studies and a patient without one", () -> table.getItems().size() == 6);
        type("worklist-search", "mingdeng");
        screen.await("one study", () -> table.getItems().size() == 1);
        Screen.onToolkit(() -> {
            table.requestFocus();
            table.getSelectionModel().selectFirst();
            return null;
        });
        screen.press(KeyCode.ENTER);
        var viewport = screen.node("viewport-0");
        screen.await("the allergy in the identity bar", () -> screen.scene().lookup(".identity-allergy") != null);
        screen.settle();
        var plain = java.util.Arrays.hashCode(pixels(viewport));
        screen.press(KeyCode.Q);
        screen.await("the label", () -> screen.scene().lookup("#enhanced-label").isVisible());
        screen.settle();
        assertNotEquals(plain, java.util.Arrays.hashCode(pixels(viewport)));
        screen.press(KeyCode.Q);

        screen.press(KeyCode.D);
        screen.drag(viewport, 300, 260, 18, 12, MouseButton.PRIMARY);
        var accept = node("accept-1", MenuButton.class);
        Screen.onToolkit(() -> {
            accept.getItems().get(1).fire();
            return null;
        });
        screen.await("the measurement in the chart", () -> says("Measurement added to the chart."));

        tab(1);
        var add = node("chart-add-VISITS", Button.class);
        Screen.onToolkit(() -> {
            add.fire();
            return null;
        });
        type("visit-reason", "Result of the CT");
        type("visit-systolic", "146");
        type("visit-diastolic", "88");
        screen.press(KeyCode.CONTROL, KeyCode.S);
        screen.await("the visit", () -> says("Visit saved."));

        tab(2);
        type("risk-search", "brock");
        screen.press(KeyCode.ENTER);
        var diameter = node("risk-diameter_mm", TextField.class);
        var measured = Screen.onToolkit(diameter::getText);
        assertTrue(measured.matches("\\d+\\.\\d"), measured);
        toggle("risk-upper_lobe-true");
        toggle("risk-spiculation-false");
        type("risk-nodule_count", "1");
        @SuppressWarnings("unchecked") // the panel fills it with texts
        ChoiceBox<String> nodule = (ChoiceBox<String>) node("risk-nodule_type", ChoiceBox.class);
        Screen.onToolkit(() -> {
            nodule.setValue("solid");
            return null;
        });
        var value = node("risk-value", Label.class);
        var shown = Screen.onToolkit(value::getText);
        assertTrue(Double.parseDouble(shown) > 0 && Double.parseDouble(shown) < 100, shown);
        screen.press(KeyCode.CONTROL, KeyCode.S);
        screen.await("the result", () -> says("Risk result saved in the chart."));
        screen.close();

        try (var reopened = reopen()) {
            var patient = reopened.archive().patients("DEMO-0001", 1).getFirst().key();
            var chart = reopened.chart();
            var nodules = chart.observations(patient, chart.kinds().get("lung_nodule_diameter").usual().code(), 10);
            assertEquals(measured, nodules.getFirst().fact().quantity().orElseThrow().amount().toPlainString());
            assertTrue(nodules.getFirst().fact().origin() instanceof Origin.Measured on
                    && reopened.archive().studyOfInstance(on.sopInstanceUid()).orElseThrow().patient().key()
                            .equals(patient));
            assertTrue(reopened.archive().studyOfInstance("1.2.3").isEmpty());
            assertEquals("Result of the CT", chart.encounters(patient, 1).getFirst().fact().reason());
            var risk = chart.risks(patient, 1).getFirst().fact();
            assertEquals("brock_pancan_2b", risk.model());
            assertEquals(shown + " %", risk.shown());
            var input = risk.inputs().stream().filter(one -> one.name().equals("diameter_mm")).findFirst()
                    .orElseThrow();
            assertEquals(nodules.getFirst().id(), input.observation().orElseThrow().id());
        }
        open(vault);
    }

    /** Something to close for {@link #close}. */
    private void open(Path made) {
        screen = Screen.open(new LaunchOptions(made, DemoVault.USER, Locale.ENGLISH, Optional.empty(),
                folder.resolve("settings.properties")), 1366, 768);
    }

    /** The window closes its vault in the background. */
    private Vault reopen() throws Exception {
        for (int attempt = 0;; attempt++) {
            try (var password = password()) {
                return Vault.open(vault, DemoVault.USER, password, Clock.systemDefaultZone());
            } catch (StorageException.VaultInUse busy) {
                if (attempt == 200) {
                    throw busy;
                }
                Thread.sleep(50);
            }
        }
    }
}
