package org.lantern.app.feature.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.app.screen.ChartVault;
import org.lantern.app.screen.Screen;
import org.lantern.app.screen.Sheet;
import org.lantern.app.shell.Theme;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Allergy;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.chart.Problem;
import org.lantern.storage.chart.Sex;

class ChartViewTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<ImageLink> opened = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private ChartDrafts drafts;
    private ChartVault vault;
    private PatientKey zhang;
    private TaskRunner tasks;
    private ChartViewModel model;
    private Sheet sheet;

    @BeforeEach
    void open() throws Exception {
        vault = ChartVault.make(folder.resolve("vault"));
        zhang = vault.add("1", Sex.MALE, LocalDate.of(1968, 2, 14));
        vault.chart().add(zhang, new Allergy("Penicillin", "Rash", Allergy.Severity.MODERATE));
        vault.chart().add(zhang, new Problem(Optional.of("I10"), "高血压", Problem.Status.ACTIVE, Optional.empty()));
        vault.observe(zhang, "systolic", "151", Duration.ofDays(400));
        vault.observe(zhang, "systolic", "138", Duration.ofDays(2));
        Screen.startToolkit();
        tasks = new TaskRunner(Platform::runLater);
        drafts = new ChartDrafts(vault.chart().drafts(), vault.chart().drafts().all(), tasks, failures::add);
        show(Locale.ENGLISH);
    }

    private void show(Locale language) {
        var texts = Texts.in(language);
        model = Screen.onToolkit(() -> new ChartViewModel(vault.chart(), tasks, texts, ChartVault.NOON, drafts,
                new ChartViewModel.Reports(failures::add, said::add, opened::add)));
        var view = Screen.onToolkit(() -> new ChartView(model, texts, ZoneOffset.UTC, ChartView.Arrangement.SIDE));
        sheet = Sheet.open(view, 380, 900, Theme.LIGHT, language);
        Screen.onToolkit(() -> {
            model.show(Optional.of(zhang));
            return null;
        });
        sheet.await("the chart", () -> model.whoProperty().get().isPresent());
    }

    @AfterEach
    void close() throws Exception {
        Screen.onToolkit(drafts::lastWords).run();
        sheet.close();
        tasks.close();
        vault.close();
        assertEquals(List.of(), failures);
    }

    private void type(String id, String text) {
        var field = sheet.node(id, TextField.class);
        Screen.onToolkit(() -> {
            field.requestFocus();
            field.setText(text);
            return null;
        });
    }

    private void fire(String id) {
        var button = sheet.node(id, Button.class);
        Screen.onToolkit(() -> {
            button.fire();
            return null;
        });
        sheet.settle();
    }

    private List<String> titles(Line.List list) {
        return Screen.onToolkit(() -> model.lines(list).stream().map(Line::title).toList());
    }

    private List<String> labels() {
        return Screen.onToolkit(() -> sheet.scene().getRoot().lookupAll(".label").stream()
                .map(node -> ((Label) node).getText()).toList());
    }

    @Test
    void shows_who_it_is_what_must_not_be_given_and_the_latest_value_with_its_course() {
        var who = Screen.onToolkit(() -> model.whoProperty().get().orElseThrow());
        assertEquals("测试 Test Person 1", who.name());
        assertEquals("male · 58 y · 1968-02-14 · ID 1", who.facts());
        assertEquals(List.of("Penicillin"), titles(Line.List.ALLERGIES));
        assertTrue(labels().containsAll(List.of("Penicillin", "Rash · moderate", "高血压", "138", "mmHg", "2026-02-28")));
        var systolic = Screen.onToolkit(() -> model.selectedProperty().get());
        assertEquals(List.of(151.0, 138.0), systolic.course().stream().map(Latest.Sample::value).toList());
        assertEquals(Latest.Standing.USUAL, systolic.standing());
        assertEquals(2, Screen.onToolkit(() -> sheet.scene().getRoot().lookupAll(".trend-sample").size()));
    }

    @Test
    void a_visit_is_written_with_the_keyboard_alone_and_is_there_after_reopening() throws Exception {
        sheet.press(KeyCode.N, true);
        assertEquals("visit-reason", Screen.onToolkit(() -> sheet.scene().getFocusOwner().getId()));
        type("visit-reason", "Cough");
        type("visit-systolic", "124");
        type("visit-weight", "72.5");
        type("visit-height", "172");
        var note = sheet.node("visit-note", TextArea.class);
        Screen.onToolkit(() -> {
            note.requestFocus();
            note.setText("Chest clear.\n观察。");
            return null;
        });
        sheet.press(KeyCode.ENTER, true);
        sheet.await("the visit", () -> model.lines(Line.List.VISITS).size() == 1);
        assertEquals(List.of("Visit saved."), said);
        assertTrue(Screen.onToolkit(() -> model.visitProperty().get()).isEmpty());
        Screen.onToolkit(drafts::lastWords).run();
        vault.reopen();
        drafts = new ChartDrafts(vault.chart().drafts(), vault.chart().drafts().all(), tasks, failures::add);
        assertEquals(Set.of(), drafts.patients());
        var visit = vault.chart().encounters(zhang, 10).getFirst();
        assertEquals("Chest clear.\n观察。", visit.fact().note());
        assertEquals("dr.li", visit.author());
        var taken = vault.chart().observations(zhang, 100).stream().map(entry -> entry.fact())
                .filter(one -> one.encounter().equals(Optional.of(visit.id()))).toList();
        assertEquals(4, taken.size());
        assertTrue(taken.stream().anyMatch(one -> one.origin() instanceof Origin.Computed
                && one.quantity().orElseThrow().amount().toPlainString().equals("24.5")));
    }

    @Test
    void an_impossible_value_is_answered_beside_its_field_in_the_users_language_and_nothing_is_saved()
            throws Exception {
        sheet.close();
        show(Locale.SIMPLIFIED_CHINESE);
        sheet.press(KeyCode.N, true);
        type("visit-reason", "咳嗽");
        type("visit-systolic", "1200");
        type("visit-temperature", "36,8");
        sheet.press(KeyCode.S, true);
        assertTrue(labels().contains("可能范围：30–300 mmHg"));
        assertTrue(labels().contains("格式不正确"));
        assertEquals("1200", sheet.node("visit-systolic", TextField.class).getText());
        assertEquals(List.of(), vault.chart().encounters(zhang, 10));
        type("visit-systolic", "１２０");
        type("visit-temperature", "");
        sheet.press(KeyCode.S, true);
        sheet.await("the visit", () -> model.lines(Line.List.VISITS).size() == 1);
        assertEquals("120", vault.chart().observations(zhang, 1).getFirst().fact().quantity().orElseThrow().amount()
                .toPlainString());
    }

    @Test
    void a_begun_visit_waits_while_another_patient_is_looked_at() throws Exception {
        sheet.press(KeyCode.N, true);
        type("visit-reason", "Half a sentence");
        var other = vault.add("2", Sex.FEMALE, LocalDate.of(1990, 1, 1));
        Screen.onToolkit(() -> {
            model.show(Optional.of(other));
            return null;
        });
        sheet.await("the other", () -> model.whoProperty().get().filter(who -> who.facts().contains("ID 2"))
                .isPresent());
        assertTrue(Screen.onToolkit(() -> model.visitProperty().get()).isEmpty());
        Screen.onToolkit(() -> {
            model.show(Optional.of(zhang));
            return null;
        });
        assertEquals("Half a sentence",
                Screen.onToolkit(() -> model.visitProperty().get().orElseThrow().reasonProperty().get()));
    }

    @Test
    void a_medicine_is_added_stopped_with_a_reason_and_its_first_version_kept() throws Exception {
        fire("chart-add-MEDICATIONS");
        type("form-name", "Amlodipine");
        type("form-dose", "5 mg");
        type("form-start", "2025-12-01");
        sheet.press(KeyCode.S, true);
        sheet.await("the medicine", () -> model.lines(Line.List.MEDICATIONS).size() == 1);
        long id = Screen.onToolkit(() -> model.lines(Line.List.MEDICATIONS).getFirst().id());
        fire("chart-edit-" + id);
        type("form-stop", "2026/3/1");
        type("form-stopReason", "Ankle swelling");
        type("form-change", "told on the phone");
        fire("form-save");
        sheet.await("faded", () -> model.lines(Line.List.MEDICATIONS).getFirst().tone() == Line.Tone.FADED);
        var medication = vault.chart().medications(zhang).getFirst();
        assertEquals(Optional.of(LocalDate.of(2026, 3, 1)), medication.fact().stop());
        var versions = vault.chart().history(medication);
        assertEquals(2, versions.size());
        assertEquals(Optional.empty(), versions.getFirst().fact().stop());
        assertEquals(Optional.of("told on the phone"), medication.change());
    }

    @Test
    void what_was_entered_in_error_is_withdrawn_and_a_form_with_nothing_in_it_is_not_saved() throws Exception {
        long id = Screen.onToolkit(() -> model.lines(Line.List.ALLERGIES).getFirst().id());
        fire("chart-edit-" + id);
        fire("form-retract");
        sheet.await("gone", () -> model.lines(Line.List.ALLERGIES).isEmpty());
        assertEquals(List.of(), vault.chart().allergies(zhang));
        fire("chart-add-ALLERGIES");
        fire("form-save");
        assertTrue(labels().contains("Needed"));
        sheet.press(KeyCode.ESCAPE, false);
        assertFalse(Screen.onToolkit(() -> model.formProperty().get()).isPresent());
    }

    @Test
    void a_measured_value_leads_back_to_its_image() throws Exception {
        vault.observe(zhang, "lung_nodule_diameter", "8.4", Duration.ofHours(1), ChartVault.measured("1.2.3", 4));
        Screen.onToolkit(() -> {
            model.refresh();
            return null;
        });
        fire("latest-image-lung_nodule_diameter");
        assertEquals(List.of(new ImageLink("1.2.3", 4)), opened);
    }
}
