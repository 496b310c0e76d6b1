package org.lantern.app.feature.worklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.app.dialog.Dialogs;
import org.lantern.app.problem.Problem;
import org.lantern.app.problem.Problems;
import org.lantern.app.screen.TestVault;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.archive.PatientRow;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** With a real vault; the user interface's thread is this test's. */
class WorklistViewModelTest {
    @TempDir
    Path folder;

    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final TaskRunner tasks = new TaskRunner(waiting::add);
    private final List<StudyRow> opened = new ArrayList<>();
    private final List<PatientRow> charts = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private Vault vault;
    private WorklistViewModel worklist;

    /** Remembers what would be shown. */
    private final Dialogs dialogs = new Dialogs() {
        @Override
        public void tell(String title, String text) {
            shown.add(title + text);
        }

        @Override
        public void show(String title, String explanation, String copyableText) {
            shown.add(title + "\n" + copyableText);
        }

        @Override
        public void ask(String title, String text, String action, Runnable confirmed) {
            confirmed.run();
        }

        @Override
        public void choose(String title, String text, String stay, List<Choice> choices) {
            shown.add(title + text);
        }

        @Override
        public void problem(Problem problem) {
            shown.add(problem.line());
        }

        @Override
        public Optional<Path> chooseFolder(String title) {
            return Optional.of(folder.resolve("incoming"));
        }

        @Override
        public Optional<Path> chooseTarget(String title, String suggestedName) {
            return Optional.empty();
        }

        @Override
        public List<Path> chooseFiles(String title) {
            return List.of();
        }
    };

    @BeforeEach
    void make() throws Exception {
        TestVault.make(folder.resolve("vault"));
        try (var secret = Secret.ofPassword(TestVault.PASSWORD.toCharArray())) {
            vault = Vault.open(folder.resolve("vault"), "admin", secret, Clock.systemUTC());
        }
        var texts = Texts.in(Locale.ENGLISH);
        worklist = new WorklistViewModel(texts, tasks, new Problems(texts), dialogs,
                new WorklistViewModel.Sources(vault.archive(), vault.importer(), Set::of, Clock.systemUTC()),
                new WorklistViewModel.Openers(opened::add, charts::add), said::add);
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
        vault.close();
    }

    private void runUntil(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            var next = waiting.poll(30, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing happens");
            next.run();
        }
    }

    @Test
    void studies_are_found_by_either_script_as_one_types() throws Exception {
        worklist.refresh();
        runUntil(() -> worklist.lines().size() == 2);
        for (var word : List.of("thor", "张伟", "00042 thorax", "zhang ct")) {
            worklist.queryProperty().set(word);
            runUntil(() -> worklist.lines().stream().anyMatch(study -> study.description().equals("CT THORAX")));
        }
        worklist.queryProperty().set("nobody");
        runUntil(() -> worklist.lines().isEmpty());
        worklist.queryProperty().set("thorax");
        runUntil(() -> worklist.lines().size() == 1);
        var study = worklist.lines().getFirst();
        assertEquals(Optional.of(58), study.ageYears());
        assertEquals(Optional.of(TestVault.SLICES), study.imageCount());
        worklist.open(study);
        assertEquals(1, opened.size());
    }

    @Test
    void a_patient_without_a_study_comes_after_the_studies_and_leads_to_the_chart() throws Exception {
        vault.chart().addPatient(new Demographics("P-7", "Liu Fang", "刘芳", "", Sex.FEMALE,
                Optional.of(LocalDate.of(1990, 5, 4)), false, "", "", ""));
        worklist.refresh();
        runUntil(() -> worklist.lines().size() == 3);
        assertEquals(new WorklistViewModel.Count(2, 1), worklist.countProperty().get().orElseThrow());
        var last = worklist.lines().getLast();
        assertEquals("刘芳  Liu Fang", last.name());
        assertEquals(Optional.empty(), last.study());
        assertEquals(Optional.empty(), last.imageCount());
        worklist.queryProperty().set("刘芳");
        runUntil(() -> worklist.lines().equals(List.of(last)));
        worklist.open(last);
        assertEquals(List.of(last.patient()), charts);
        assertTrue(opened.isEmpty());
        worklist.queryProperty().set("thorax");
        runUntil(() -> worklist.lines().size() == 1 && worklist.lines().getFirst().study().isPresent());
        worklist.openChart(worklist.lines().getFirst());
        assertEquals("00042", charts.getLast().patientId());
    }

    @Test
    void an_import_says_what_was_rejected_and_why() throws Exception {
        var incoming = Files.createDirectory(folder.resolve("incoming"));
        Files.writeString(incoming.resolve("letter.txt"), "not an image");
        worklist.chooseAndImport();
        assertEquals(1, tasks.running().size());
        runUntil(() -> !shown.isEmpty());
        assertTrue(tasks.running().isEmpty());
        assertTrue(shown.getFirst().startsWith("1 file rejected"), shown.getFirst());
        assertTrue(shown.getFirst().contains("letter.txt") && shown.getFirst().contains("not a DICOM file"));
        assertTrue(said.getFirst().startsWith("0 images imported"), said.getFirst());
    }
}
