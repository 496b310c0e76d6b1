package org.lantern.app.feature.administration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.backup.BackupReport;
import org.lantern.storage.backup.BackupRun;
import org.lantern.storage.backup.BackupSchedule;
import org.lantern.storage.upkeep.VerifyReport;
import org.lantern.storage.vault.Vault;

/** Backups, their trial restore, and checks of the vault. */
public final class BackupViewModel {
    private static final int MOST_RUNS = 100;

    private final Vault vault;
    private final TaskRunner tasks;
    private final Texts texts;
    private final Reports reports;
    private final Runnable onBackedUp;
    private final ObservableList<BackupRun> runs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<BackupSchedule>> schedule = new ReadOnlyObjectWrapper<>(this,
            "schedule", Optional.empty());
    private final ReadOnlyStringWrapper verdict = new ReadOnlyStringWrapper(this, "verdict", "");

    private record State(List<BackupRun> runs, Optional<BackupSchedule> schedule) {}

    /** @param onBackedUp runs after a backup was made */
    public BackupViewModel(Vault vault, TaskRunner tasks, Texts texts, Reports reports, Runnable onBackedUp) {
        this.vault = vault;
        this.tasks = tasks;
        this.texts = texts;
        this.reports = reports;
        this.onBackedUp = onBackedUp;
    }

    /** Backups that were found whole, the latest first. */
    public ObservableList<BackupRun> runs() {
        return FXCollections.unmodifiableObservableList(runs);
    }

    public ReadOnlyObjectProperty<Optional<BackupSchedule>> scheduleProperty() {
        return schedule.getReadOnlyProperty();
    }

    /** What the last check found; empty before the first. */
    public ReadOnlyStringProperty verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    public void refresh() {
        tasks.query(() -> new State(vault.backups().history(MOST_RUNS), vault.backups().schedule()), state -> {
            runs.setAll(state.runs());
            schedule.set(state.schedule());
        }, reports.failed());
    }

    /** Makes a backup, or brings one up to date. */
    public void backUp(Path file) {
        tasks.start(texts.get("administration.backup.running"),
                (progress, cancelled) -> vault.backups().run(file, progress, cancelled), this::done, reports.failed());
    }

    private void done(BackupReport report) {
        reports.say().accept(texts.get(report.run().isPresent()
                ? "administration.backup.done" : "administration.backup.cancelled"));
        refresh();
        onBackedUp.run();
    }

    /** @param chosen empty: no backup is made by itself */
    public void schedule(Optional<BackupSchedule> chosen) {
        if (!chosen.equals(schedule.get())) {
            tasks.query(() -> {
                vault.backups().schedule(chosen);
                return chosen;
            }, _ -> refresh(), reports.failed());
        }
    }

    /** Restores a backup into a folder of its own, checks every byte of it, and takes it away again. */
    public void drill(Path file) {
        tasks.start(texts.get("administration.drill.running"),
                (progress, cancelled) -> vault.drill(file, progress, cancelled),
                report -> verdict.set(report.verification().isWhole()
                        ? texts.get("administration.drill.whole", report.verification().objects())
                        : words(report.verification())),
                reports.failed());
    }

    /** Checks this vault. @param deep every byte, and not only headers */
    public void verify(boolean deep) {
        tasks.start(texts.get("administration.verify.running"),
                (progress, cancelled) -> vault.upkeep().verify(deep, progress, cancelled),
                report -> verdict.set(words(report)), reports.failed());
    }

    /** Gives back the space of what was deleted. */
    public void compact() {
        tasks.start(texts.get("administration.compact.running"), (_, _) -> vault.upkeep().compact(),
                packs -> reports.say().accept(texts.get("administration.compact.done", packs)), reports.failed());
    }

    private String words(VerifyReport report) {
        if (report.cancelled()) {
            return texts.get("administration.verify.cancelled");
        }
        if (report.isWhole()) {
            return texts.get(report.deep() ? "administration.verify.whole.deep" : "administration.verify.whole",
                    report.objects());
        }
        var separator = texts.get("shell.list.separator");
        return texts.get("administration.verify.damaged", report.damaged().size(),
                report.studies().stream().limit(20).collect(Collectors.joining(separator)),
                String.join(separator, report.faults()));
    }
}
