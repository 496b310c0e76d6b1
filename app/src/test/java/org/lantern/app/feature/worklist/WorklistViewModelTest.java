package org.lantern.app.feature.worklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** With a real vault; the user interface's thread is this test's. */
class WorklistViewModelTest {
    @TempDir
    Path folder;

    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final TaskRunner tasks = new TaskRunner(waiting::add);
    private final List<StudyRow> opened = new ArrayList<>();
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
        public void problem(Problem problem) {
            shown.add(problem.line());
        }

        @Override
        public Optional<Path> chooseFolder(String title) {
            return Optional.of(folder.resolve("incoming"));
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
        worklist = new WorklistViewModel(texts, tasks, new Problems(texts), dialogs, vault.archive(),
                vault.importer(), opened::add, said::add);
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
        runUntil(() -> worklist.studies().size() == 2);
        for (var word : List.of("thor", "张伟", "00042 thorax", "zhang ct")) {
            worklist.queryProperty().set(word);
            runUntil(() -> worklist.studies().stream().anyMatch(study -> study.description().equals("CT THORAX")));
        }
        worklist.queryProperty().set("nobody");
        runUntil(() -> worklist.studies().isEmpty());
        worklist.queryProperty().set("thorax");
        runUntil(() -> worklist.studies().size() == 1);
        var study = worklist.studies().getFirst();
        assertEquals(Optional.of(58), study.ageYears());
        assertEquals(TestVault.SLICES, study.imageCount());
        worklist.open(study);
        assertEquals(1, opened.size());
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
