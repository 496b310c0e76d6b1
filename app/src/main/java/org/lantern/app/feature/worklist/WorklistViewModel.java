package org.lantern.app.feature.worklist;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lantern.app.dialog.Dialogs;
import org.lantern.app.problem.Problems;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.archive.PatientRow;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.importing.ImportReport;
import org.lantern.storage.importing.Importer;
import org.lantern.storage.importing.Rejected;

/** What the worklist knows and can do. */
public final class WorklistViewModel {
    /** More lines than anybody reads; whoever has more narrows the search. */
    static final int MOST_LINES = 2000;

    private final Texts texts;
    private final TaskRunner tasks;
    private final Problems problems;
    private final Dialogs dialogs;
    private final Sources sources;
    private final Openers onOpen;
    private final Consumer<String> onSay;
    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ObservableList<WorklistEntry> lines = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Count>> count = new ReadOnlyObjectWrapper<>(this, "count",
            Optional.empty());
    private int asked;

    /**
     * Where the lines come from.
     *
     * @param unfinished patients in whose charts the user began something and did not save it
     */
    public record Sources(Archive archive, Importer importer, Supplier<Set<PatientKey>> unfinished, Clock clock) {}

    /**
     * Where a line leads.
     *
     * @param study takes the study that the user wants to read
     * @param chart takes the patient whose chart they want to see
     */
    public record Openers(Consumer<StudyRow> study, Consumer<PatientRow> chart) {}

    /**
     * What was found.
     *
     * @param patients those without a study
     */
    public record Count(int studies, int patients) {}

    /**
     * @param onOpen where a line leads
     * @param onSay takes a message for the status bar
     */
    public WorklistViewModel(Texts texts, TaskRunner tasks, Problems problems, Dialogs dialogs, Sources sources,
            Openers onOpen, Consumer<String> onSay) {
        this.texts = texts;
        this.tasks = tasks;
        this.problems = problems;
        this.dialogs = dialogs;
        this.sources = sources;
        this.onOpen = onOpen;
        this.onSay = onSay;
        query.addListener(_ -> refresh());
    }

    /** What is searched for: parts of name, ID, date or description. */
    public StringProperty queryProperty() {
        return query;
    }

    /** The studies found, newest first, and then the patients found who have none, by name. */
    public ObservableList<WorklistEntry> lines() {
        return lines;
    }

    /** How many were found; empty before the first answer. */
    public ReadOnlyObjectProperty<Optional<Count>> countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Asks again; an answer that a later question has overtaken is dropped. */
    public void refresh() {
        int question = ++asked;
        var words = query.get();
        var unfinished = sources.unfinished().get();
        tasks.query(() -> find(words, unfinished), found -> {
            if (question == asked) {
                lines.setAll(found);
                int studies = (int) found.stream().filter(entry -> entry.study().isPresent()).count();
                count.set(Optional.of(new Count(studies, found.size() - studies)));
            }
        }, failure -> dialogs.problem(problems.report(failure)));
    }

    private List<WorklistEntry> find(String words, Set<PatientKey> unfinished) throws StorageException {
        var found = new ArrayList<WorklistEntry>();
        sources.archive().studies(words, MOST_LINES)
                .forEach(study -> found.add(entry(study, unfinished.contains(study.patient().key()))));
        sources.archive().patientsWithoutStudy(words, MOST_LINES - found.size())
                .forEach(patient -> found.add(entry(patient, unfinished.contains(patient.key()))));
        return found;
    }

    /** Opens a study for reading, or the chart of a patient who has none. */
    public void open(WorklistEntry entry) {
        entry.study().ifPresentOrElse(onOpen.study(), () -> openChart(entry));
    }

    /** Opens the patient's chart. */
    public void openChart(WorklistEntry entry) {
        onOpen.chart().accept(entry.patient());
    }

    /** Lets the user choose a folder and imports it. */
    public void chooseAndImport() {
        dialogs.chooseFolder(texts.get("worklist.import.choose")).ifPresent(folder -> importAll(List.of(folder)));
    }

    /** Imports files and folders in the background. */
    public void importAll(List<Path> paths) {
        tasks.start(texts.get("worklist.import.running"),
                (progress, cancelled) -> sources.importer().run(paths, progress, cancelled), this::imported,
                failure -> {
                    refresh();
                    dialogs.problem(problems.report(failure));
                });
    }

    private void imported(ImportReport report) {
        refresh();
        onSay.accept(texts.get("worklist.import.done", report.stored(), report.duplicates(), report.rejected().size(),
                seconds(report.duration())));
        if (!report.rejected().isEmpty()) {
            var lines = new StringBuilder();
            report.rejected().forEach(file -> lines.append(file.file()).append("\n    ").append(reason(file.reason()))
                    .append('\n'));
            dialogs.show(texts.get("worklist.import.rejected.title", report.rejected().size()),
                    texts.get("worklist.import.rejected.explanation", report.stored()), lines.toString());
        }
    }

    private String reason(Rejected.Reason reason) {
        return texts.get("worklist.import.reason." + reason.name());
    }

    private String seconds(Duration duration) {
        return String.format(texts.language(), "%.1f", duration.toMillis() / 1000.0);
    }

    private WorklistEntry entry(PatientRow patient, boolean unfinished) {
        return new WorklistEntry(patient, Optional.empty(), name(patient.name(), patient.ideographicName()), unfinished,
                patient.patientId(), patient.sex().toUpperCase(Locale.ROOT),
                age(patient, Optional.of(LocalDate.now(sources.clock()))), patient.birthDate(), Optional.empty(), "",
                "",
                Optional.empty(), Optional.empty());
    }

    private static Optional<Integer> age(PatientRow patient, Optional<LocalDate> on) {
        return patient.birthDate().flatMap(birth -> on.filter(day -> !day.isBefore(birth))
                .map(day -> Period.between(birth, day).getYears()));
    }

    private static WorklistEntry entry(StudyRow row, boolean unfinished) {
        var patient = row.patient();
        var age = age(patient, row.date());
        return new WorklistEntry(patient, Optional.of(row), name(patient.name(), patient.ideographicName()), unfinished,
                patient.patientId(), patient.sex().toUpperCase(Locale.ROOT), age, patient.birthDate(), row.date(),
                String.join("/", row.modalities()), row.description(), Optional.of(row.seriesCount()),
                Optional.of(row.instanceCount()));
    }

    private static String name(String alphabetic, String ideographic) {
        return ideographic.isBlank() || ideographic.equals(alphabetic) ? alphabetic : ideographic + "  " + alphabetic;
    }
}
