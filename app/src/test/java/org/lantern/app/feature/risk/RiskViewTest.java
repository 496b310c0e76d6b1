package org.lantern.app.feature.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.lantern.storage.crypto.ModelSignature;
import java.nio.file.Files;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.analytics.risk.InputParser;
import org.lantern.analytics.risk.InputValue;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.app.screen.ChartVault;
import org.lantern.app.screen.Screen;
import org.lantern.app.screen.Sheet;
import org.lantern.app.shell.Theme;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Medication;
import org.lantern.storage.chart.Problem;
import org.lantern.storage.chart.Sex;

class RiskViewTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final RiskCatalogue catalogue = RiskCatalogue.bundled();
    private ChartVault vault;
    private PatientKey zhang;
    private TaskRunner tasks;
    private RiskViewModel model;
    private Sheet sheet;

    @BeforeEach
    void open() throws Exception {
        vault = ChartVault.make(folder.resolve("vault"));
        zhang = vault.add("1", Sex.MALE, LocalDate.of(1968, 2, 14));
        Screen.startToolkit();
        show(Locale.ENGLISH);
    }

    private void show(Locale language) {
        tasks = new TaskRunner(Platform::runLater);
        var texts = Texts.in(language);
        model = Screen.onToolkit(() -> new RiskViewModel(catalogue, vault.chart(), tasks, texts, ChartVault.NOON,
                new RiskViewModel.Reports(failures::add, said::add, (sop, frame) -> opened.add(sop + "/" + frame))));
        var view = Screen.onToolkit(() -> new RiskView(model, texts, RiskView.Arrangement.SIDE));
        sheet = Sheet.open(view, 380, 900, Theme.DARK, language);
    }

    @AfterEach
    void close() throws Exception {
        sheet.close();
        tasks.close();
        vault.close();
        assertEquals(List.of(), failures);
    }

    private RiskForm form(String id) {
        Screen.onToolkit(() -> {
            model.show(Optional.of(zhang));
            model.select(id);
            return null;
        });
        sheet.await("the form", () -> model.formProperty().get().isPresent());
        return Screen.onToolkit(() -> model.formProperty().get().orElseThrow());
    }

    private RiskCard card() {
        return Screen.onToolkit(() -> model.formProperty().get().orElseThrow().cardProperty().get());
    }

    private RiskField field(String name) {
        return model.formProperty().get().orElseThrow().field(name).orElseThrow();
    }

    private Optional<String> origin(String name) {
        return Screen.onToolkit(() -> field(name).tagProperty().get().map(RiskField.Tag::words));
    }

    private void answer(String name, String text) {
        Screen.onToolkit(() -> {
            field(name).textProperty().set(text);
            return null;
        });
    }

    private void toggle(String id) {
        var button = sheet.node(id, ToggleButton.class);
        Screen.onToolkit(() -> {
            button.fire();
            return null;
        });
    }

    private static final String PACKAGE = """
            {"model": {"id": "waist_to_height", "version": "1.0.0", "name": "Waist to height", "group": "metabolic",
              "source": "-", "year": 2010, "population": "Adults", "caveats": [], "licence": "Facts.",
              "inputs": [{"name": "waist_cm", "kind": "number", "unit": "cm", "quantity": "length", "min": 40, "max": 220},
                         {"name": "height_cm", "kind": "number", "unit": "cm", "quantity": "length", "min": 100, "max": 250}],
              "outputs": [{"name": "ratio", "kind": "number", "decimals": 2, "value": "waist_cm / height_cm"}]},
             "vectors": [{"inputs": {"waist_cm": 85, "height_cm": 170}, "expected": {"ratio": 0.5}},
                         {"inputs": {"waist_cm": 100, "height_cm": 200}, "expected": {"ratio": 0.5}},
                         {"inputs": {"waist_cm": 60, "height_cm": 160}, "expected": {"ratio": 0.375}}]}
            """;

    @Test
    void a_signed_model_is_installed_from_the_list_and_opened_and_a_strangers_is_refused() throws Exception {
        var keys = ModelSignature.generate();
        var signed = Files.writeString(folder.resolve("m.json"),
                ModelLibrary.sign(PACKAGE.getBytes(StandardCharsets.UTF_8), keys.privateKey()));
        Screen.onToolkit(() -> {
            model.read(vault.models(), () -> model.install(signed));
            return null;
        });
        sheet.await("the button", () -> sheet.scene().lookup("#risk-install") instanceof Button button
                && button.isVisible());
        var button = sheet.node("risk-install", Button.class);
        Screen.onToolkit(() -> {
            button.fire();
            return null;
        });
        sheet.await("the refusal", () -> said.size() == 1);
        assertTrue(said.getFirst().startsWith("Refused"), said.getFirst());
        vault.models().trust("Clinic", keys.publicKey());
        Screen.onToolkit(() -> {
            button.fire();
            return null;
        });
        sheet.await("the word of it", () -> said.size() == 2);
        assertEquals("Installed Waist to height 1.0.0: 3 vectors agree, signed by Clinic.", said.getLast());
        sheet.await("the model", () -> model.rows().stream().anyMatch(row -> row.id().equals("waist_to_height")));
        form("waist_to_height");
        answer("waist_cm", "85");
        answer("height_cm", "170");
        assertEquals("0.50", assertInstanceOf(RiskCard.Result.class, card()).value());
    }

    @Test
    void a_measured_nodule_goes_into_brock_with_its_origin_and_the_rest_is_asked_and_kept_for_ever() throws Exception {
        vault.chart().add(zhang, new Problem(Optional.of("J43.9"), "Emphysema", Problem.Status.ACTIVE,
                Optional.of(LocalDate.of(2020, 1, 1))));
        vault.observe(zhang, "length", "55", Duration.ofMinutes(1), ChartVault.measured("1.2.9", 0));
        vault.observe(zhang, "lung_nodule_diameter", "8.40", Duration.ofHours(1), ChartVault.measured("1.2.3", 4));
        form("brock_pancan_2b");
        assertEquals(Optional.of("patient 1968-02-14"), origin("age"));
        assertEquals(Optional.of("measured on image 2026-03-02"), origin("diameter_mm"));
        assertEquals("8.40", Screen.onToolkit(() -> field("diameter_mm").textProperty().get()));
        assertEquals(Optional.of("chart 2020-01-01"), origin("emphysema"));
        assertInstanceOf(RiskCard.Waiting.class, card());
        toggle("risk-family_history_lung_cancer-false");
        toggle("risk-upper_lobe-true");
        toggle("risk-spiculation-true");
        answer("nodule_type", "solid");
        answer("nodule_count", "1");
        // Computed by hand from the published coefficients for a man of 58 years.
        double x = -6.7892 + 0.0287 * (58 - 62) + 0.2953 - 5.3854 * (Math.pow(0.84, -0.5) - 1.58113883) + 0.6581
                - 0.0824 * (1 - 4) + 0.7729;
        var shown = assertInstanceOf(RiskCard.Result.class, card());
        assertEquals(String.format(Locale.ROOT, "%.1f", 100 / (1 + Math.exp(-x))), shown.value());
        assertEquals("%", shown.unit());
        sheet.press(KeyCode.S, true);
        sheet.await("saved", () -> !said.isEmpty());
        assertEquals(List.of("Risk result saved in the chart."), said);
        vault.reopen();
        var stored = vault.chart().risks(zhang, 1).getFirst().fact();
        var given = new LinkedHashMap<String, InputValue>();
        var brock = catalogue.find(stored.model()).orElseThrow();
        for (var input : stored.inputs()) {
            var value = new InputParser(brock, input.origin()).text(input.name(), input.value());
            given.put(input.name(), new InputValue(value.value(),
                    Optional.of(input.unit()).filter(unit -> !unit.isEmpty()), input.origin()));
        }
        var again = brock.compute(given);
        assertEquals(stored.outputs().getFirst().value(),
                new JsonMapper().writeValueAsString(again.outputs().get(stored.primary())));
        var diameter = stored.inputs().stream().filter(input -> input.name().equals("diameter_mm")).findFirst()
                .orElseThrow();
        assertEquals("8.40", diameter.value());
        assertEquals("measured 2026-03-02 1.2.3 frame 5", diameter.origin());
        assertTrue(diameter.observation().isPresent());
        var link = sheet.node("risk-image-diameter_mm", Button.class);
        Screen.onToolkit(() -> {
            link.fire();
            return null;
        });
        assertEquals(List.of("1.2.3/4"), opened);
    }

    @Test
    void a_length_that_nobody_called_a_nodule_is_offered_and_not_taken() throws Exception {
        vault.observe(zhang, "length", "12.5", Duration.ofMinutes(1), ChartVault.measured("1.2.9", 0));
        form("brock_pancan_2b");
        assertEquals("", Screen.onToolkit(() -> field("diameter_mm").textProperty().get()));
        Screen.onToolkit(() -> {
            field("diameter_mm").take(field("diameter_mm").candidates().getFirst());
            return null;
        });
        assertEquals(Optional.of("measured on image 2026-03-02"), origin("diameter_mm"));
    }

    @Test
    void problems_medicines_and_answers_become_yes_and_no_and_say_so() throws Exception {
        vault.chart().add(zhang,
                new Problem(Optional.of("E11.9"), "Diabetes", Problem.Status.ACTIVE, Optional.empty()));
        vault.chart().add(zhang, new Medication(Optional.of("C09AA05"), "Ramipril", "", "", "",
                Optional.of(LocalDate.of(2025, 1, 1)), Optional.empty(), ""));
        vault.smokes(zhang, "LA18976-3");
        vault.observe(zhang, "systolic", "142", Duration.ofDays(10));
        vault.observe(zhang, "cholesterol_total", "5.20", Duration.ofDays(10));
        vault.observe(zhang, "cholesterol_hdl", "1.10", Duration.ofDays(400));
        form("pce_2013");
        assertEquals("true", Screen.onToolkit(() -> field("diabetes").textProperty().get()));
        assertEquals("true", Screen.onToolkit(() -> field("bp_treated").textProperty().get()));
        assertEquals("true", Screen.onToolkit(() -> field("smoker").textProperty().get()));
        assertEquals(Optional.of("chart 2025-01-01"), origin("bp_treated"));
        assertEquals("mmol/L", Screen.onToolkit(() -> field("tc_mgdl").unitProperty().get()));
        assertEquals(Optional.empty(), origin("hdl_mgdl"));
        assertEquals("in the chart: 1.10 mmol/L on 2025-01-26, too old to be taken",
                Screen.onToolkit(() -> field("hdl_mgdl").hint()));
        answer("hdl_mgdl", "1.1");
        Screen.onToolkit(() -> {
            field("hdl_mgdl").unitProperty().set("mmol/L");
            return null;
        });
        answer("race", "white");
        var result = assertInstanceOf(RiskCard.Result.class, card());
        assertTrue(result.notices().stream().anyMatch(notice -> notice.startsWith("Converted to the unit")));
        form("cha2ds2_vasc");
        assertEquals(Optional.of("not listed in the chart"), origin("chf"));
        assertInstanceOf(RiskCard.Result.class, card());
    }

    @Test
    void refuses_outside_of_the_range_in_chinese() throws Exception {
        zhang = vault.add("2", Sex.FEMALE, LocalDate.of(1950, 1, 1));
        sheet.close();
        show(Locale.SIMPLIFIED_CHINESE);
        form("score2");
        answer("region", "low");
        answer("smoker", "false");
        answer("sbp", "140");
        answer("tc_mmol", "5");
        answer("hdl_mmol", "1.2");
        var refused = assertInstanceOf(RiskCard.Refused.class, card());
        assertEquals("年龄超出模型允许范围：40–69 岁", refused.words());
        assertEquals("允许范围：40–69 岁", Screen.onToolkit(() -> field("age").errorProperty().get()));
        sheet.settle();
        assertEquals(refused.words(), sheet.node("risk-refused", Label.class).getText());
    }

    @Test
    void what_was_typed_outlives_a_refresh_and_what_came_from_the_chart_is_read_again() throws Exception {
        vault.observe(zhang, "systolic", "142", Duration.ofDays(10));
        form("score2");
        answer("hdl_mmol", "1.3");
        vault.observe(zhang, "systolic", "128", Duration.ofDays(1));
        Screen.onToolkit(() -> {
            model.refresh();
            return null;
        });
        sheet.await("the newer pressure", () -> field("sbp").textProperty().get().equals("128"));
        assertEquals("1.3", Screen.onToolkit(() -> field("hdl_mmol").textProperty().get()));
        assertEquals(Optional.of("entered here"), origin("hdl_mmol"));
    }

    @Test
    void the_whole_catalogue_opens_and_is_found_by_words_of_its_name() {
        assertEquals(catalogue.models().size(), Screen.onToolkit(() -> model.rows().size()));
        for (var one : catalogue.models()) {
            form(one.id());
            sheet.settle();
        }
        var search = Screen.onToolkit(() -> (TextField) sheet.scene().lookup("#risk-search"));
        Screen.onToolkit(() -> {
            model.selectedProperty().set(null);
            search.setText("nodule BROCK");
            return null;
        });
        assertEquals(List.of("brock_pancan_2b"),
                Screen.onToolkit(() -> model.rows().stream().map(RiskViewModel.Row::id).toList()));
    }

    @Test
    void every_rule_of_the_table_names_an_input_that_some_model_has() {
        var names = catalogue.models().stream().flatMap(one -> one.inputs().stream()).map(input -> input.name())
                .toList();
        InputSources.bundled().inputs().forEach(input -> assertTrue(names.contains(input), input));
    }
}
