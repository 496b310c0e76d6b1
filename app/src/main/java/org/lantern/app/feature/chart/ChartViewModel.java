package org.lantern.app.feature.chart;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.chart.Draft;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.chart.Fact;

/**
 * What the chart says about the current patient, and the forms that add to it. Used on the user interface's thread;
 * reads and writes of the vault run in the background, and what comes back for a patient who is no longer shown is
 * dropped.
 */
public final class ChartViewModel {
    private final Chart chart;
    private final TaskRunner tasks;
    private final Clock clock;
    private final ChartFormat format;
    private final ChartLines lines;
    private final Reports reports;
    private final ReadOnlyObjectWrapper<Optional<Who>> who = new ReadOnlyObjectWrapper<>(this, "who", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FactForm<?>>> form = new ReadOnlyObjectWrapper<>(this, "form",
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<VisitForm>> visit = new ReadOnlyObjectWrapper<>(this, "visit",
            Optional.empty());
    private final ObservableList<Line> shown = FXCollections.observableArrayList();
    private final ObservableList<Latest> latest = FXCollections.observableArrayList();
    private final ObservableList<String> history = FXCollections.observableArrayList();
    private final ObjectProperty<Latest> selected = new SimpleObjectProperty<>(this, "selected");
    private final ChartDrafts drafts;
    private Optional<ChartContents> contents = Optional.empty();
    private Optional<PatientKey> patient = Optional.empty();
    private Runnable onChanged = () -> {};

    /**
     * Who the patient is.
     *
     * @param name in every script there is
     * @param facts sex, age, birth date, number
     * @param contact phone and address, may be empty
     */
    public record Who(String name, String facts, String contact) {}

    /**
     * What the view model tells the window.
     *
     * @param failed something went wrong
     * @param saved something was saved; the argument says what, in the user's language
     * @param openImage shows where something was measured
     */
    public record Reports(Consumer<Throwable> failed, Consumer<String> saved, ImageLink.Opener openImage) {}

    public ChartViewModel(Chart chart, TaskRunner tasks, Texts texts, Clock clock, ChartDrafts drafts,
            Reports reports) {
        this.chart = chart;
        this.tasks = tasks;
        this.clock = clock;
        this.format = new ChartFormat(texts, clock.getZone(), chart.kinds());
        this.lines = new ChartLines(format);
        this.drafts = drafts;
        this.reports = reports;
    }

    /** @param action runs after something was written to the chart here */
    public void setOnChanged(Runnable action) {
        onChanged = action;
    }

    /** The patient, once their chart has been read. */
    public ReadOnlyObjectProperty<Optional<Who>> whoProperty() {
        return who.getReadOnlyProperty();
    }

    /** The lines of one list, newest first; live. */
    public ObservableList<Line> lines(Line.List list) {
        return shown.filtered(line -> line.list() == list);
    }

    /** The newest observation of each kind; live. */
    public ObservableList<Latest> latest() {
        return FXCollections.unmodifiableObservableList(latest);
    }

    /** The kind whose course is drawn; null if none is. */
    public ObjectProperty<Latest> selectedProperty() {
        return selected;
    }

    /** The open form for an allergy, a problem, a medicine or who the patient is. */
    public ReadOnlyObjectProperty<Optional<FactForm<?>>> formProperty() {
        return form.getReadOnlyProperty();
    }

    /** The earlier versions of what the open form corrects, oldest first; live. */
    public ObservableList<String> history() {
        return FXCollections.unmodifiableObservableList(history);
    }

    /** The open form for a visit. It is kept when the patient changes, and there again when they come back. */
    public ReadOnlyObjectProperty<Optional<VisitForm>> visitProperty() {
        return visit.getReadOnlyProperty();
    }

    /** Shows another patient's chart, or none. */
    public void show(Optional<PatientKey> key) {
        if (key.equals(patient)) {
            return;
        }
        patient = key;
        clear();
        visit.set(key.flatMap(this::begunVisit));
        refresh();
    }

    /** Reads the chart anew, as after a measurement was accepted. */
    public void refresh() {
        patient.ifPresent(key -> tasks.query(() -> ChartContents.read(chart, key), this::accept, reports.failed()));
    }

    private void clear() {
        contents = Optional.empty();
        who.set(Optional.empty());
        shown.clear();
        latest.clear();
        selected.set(null);
        hideForm();
    }

    private void accept(ChartContents read) {
        if (!patient.equals(Optional.of(read.patient()))) {
            return;
        }
        contents = Optional.of(read);
        var today = LocalDate.now(clock);
        who.set(Optional.of(lines.who(read, today)));
        shown.setAll(lines.all(read, today));
        var key = Optional.ofNullable(selected.get()).map(Latest::key).orElse("systolic");
        boolean adult = read.who().fact().birthDate().map(birth -> !birth.plusYears(18).isAfter(today)).orElse(true);
        latest.setAll(read.latest(chart.kinds(), format, adult));
        selected.set(latest.stream().filter(row -> row.key().equals(key)).findFirst()
                .or(() -> latest.stream().filter(row -> !row.course().isEmpty()).findFirst()).orElse(null));
        if (form.get().isEmpty()) {
            form.set(begunForm(read));
        }
    }

    private Optional<VisitForm> begunVisit(PatientKey key) {
        return drafts.find(key, Draft.Form.VISIT, _ -> Optional.of(newVisit())).map(VisitForm.class::cast);
    }

    private VisitForm newVisit() {
        return new VisitForm(chart.kinds(), format.minute(clock.instant()));
    }

    /** A form that was begun and not saved, before a lock or in another language. */
    private Optional<FactForm<?>> begunForm(ChartContents read) {
        return Stream.of(Draft.Form.values()).filter(kind -> kind != Draft.Form.VISIT)
                .flatMap(kind -> drafts.find(read.patient(), kind, draft -> empty(read, draft)).stream())
                .findFirst().map(found -> (FactForm<?>) found);
    }

    /** The form that a draft was typed into: a new fact if what it corrected was withdrawn meanwhile. */
    private Optional<FactForm<?>> empty(ChartContents read, Draft draft) {
        return switch (draft.form()) {
            case ALLERGY -> Optional.of(FactForm.allergy(find(read.allergies(), draft.entry())));
            case PROBLEM -> Optional.of(FactForm.problem(find(read.problems(), draft.entry())));
            case MEDICATION -> Optional.of(
                    FactForm.medication(find(read.medications(), draft.entry()), LocalDate.now(clock)));
            case DEMOGRAPHICS -> Optional.of(FactForm.demographics(read.who()));
            case VISIT -> Optional.empty();
        };
    }

    /** Opens a form for a new allergy, problem or medicine; other lists have none. */
    public void add(Line.List list) {
        if (contents.isEmpty()) {
            return;
        }
        switch (list) {
            case ALLERGIES -> begin(FactForm.allergy(Optional.empty()));
            case PROBLEMS -> begin(FactForm.problem(Optional.empty()));
            case MEDICATIONS -> begin(FactForm.medication(Optional.empty(), LocalDate.now(clock)));
            case VISITS -> openVisit();
            case RISKS -> {
            }
        }
    }

    /** Opens a form that corrects a line of a list; visits and risk results are not corrected here. */
    public void edit(Line line) {
        contents.ifPresent(read -> {
            switch (line.list()) {
                case ALLERGIES ->
                    open(find(read.allergies(), line.id()), entry -> FactForm.allergy(Optional.of(entry)));
                case PROBLEMS -> open(find(read.problems(), line.id()), entry -> FactForm.problem(Optional.of(entry)));
                case MEDICATIONS -> open(find(read.medications(), line.id()),
                        entry -> FactForm.medication(Optional.of(entry), LocalDate.now(clock)));
                case VISITS, RISKS -> {
                }
            }
        });
    }

    /** Opens the form for who the patient is. */
    public void editWho() {
        contents.ifPresent(read -> open(Optional.of(read.who()), FactForm::demographics));
    }

    private <T extends Fact> void open(Optional<Entry<T>> entry,
            java.util.function.Function<Entry<T>, FactForm<T>> make) {
        entry.ifPresent(found -> {
            var opened = make.apply(found);
            begin(opened);
            tasks.query(() -> chart.history(found), versions -> {
                if (form.get().filter(now -> now == opened).isPresent()) {
                    history.setAll(versions.stream().map(lines::version).toList());
                }
            }, reports.failed());
        });
    }

    private void begin(FactForm<?> opened) {
        history.clear();
        patient.ifPresent(key -> drafts.begin(key, opened));
        form.set(Optional.of(opened));
    }

    private static <T extends Fact> Optional<Entry<T>> find(List<Entry<T>> entries, Optional<Long> id) {
        return id.flatMap(wanted -> find(entries, wanted));
    }

    private static <T extends Fact> Optional<Entry<T>> find(List<Entry<T>> entries, long id) {
        return entries.stream().filter(entry -> entry.id() == id).findFirst();
    }

    /** Closes the form without saving; what was typed is given up. */
    public void closeForm() {
        form.get().ifPresent(open -> patient.ifPresent(key -> drafts.discard(key, open)));
        hideForm();
    }

    private void hideForm() {
        form.set(Optional.empty());
        history.clear();
    }

    /** Saves the open form, if the chart takes it; else its fields say why not. */
    public void saveForm() {
        form.get().ifPresent(this::save);
    }

    private <T extends Fact> void save(FactForm<T> open) {
        var key = patient.orElseThrow();
        open.read(chart.rules(), format).ifPresent(fact -> tasks.query(
                () -> open.existing().isPresent() ? chart.correct(key, open.existing().get(), fact, open.change())
                        : chart.add(key, fact),
                _ -> saved(key, open), failure -> failed(open, failure)));
    }

    /** Withdraws what the open form shows as entered in error; what it said stays in its history. */
    public void retractForm() {
        form.get().ifPresent(this::retract);
    }

    private <T extends Fact> void retract(FactForm<T> open) {
        var key = patient.orElseThrow();
        open.existing().ifPresent(entry -> tasks.query(() -> chart.retract(key, entry, open.change()),
                _ -> saved(key, open), failure -> failed(open, failure)));
    }

    private void saved(PatientKey key, FactForm<?> open) {
        drafts.discard(key, open);
        if (form.get().filter(now -> now == open).isPresent()) {
            hideForm();
        }
        written("chart.saved." + open.title());
    }

    private void written(String key) {
        reports.saved().accept(format.texts().get(key));
        refresh();
        onChanged.run();
    }

    private void failed(FactForm<?> open, Throwable failure) {
        if (failure instanceof StorageException.Refused refused) {
            open.show(refused.refusals(), format);
        } else {
            reports.failed().accept(failure);
        }
    }

    /** Opens the form for a visit, or the one that was begun. */
    public void openVisit() {
        patient.filter(_ -> contents.isPresent())
                .ifPresent(key -> visit.set(Optional.of(begunVisit(key).orElseGet(() -> {
                    var opened = newVisit();
                    drafts.begin(key, opened);
                    return opened;
                }))));
    }

    /** Throws the begun visit away. */
    public void discardVisit() {
        visit.get().ifPresent(open -> patient.ifPresent(key -> drafts.discard(key, open)));
        visit.set(Optional.empty());
    }

    /** Saves the visit with all that was observed in it, in one commit, or says in its fields why not. */
    public void saveVisit() {
        visit.get().ifPresent(open -> open.read(chart.rules(), format).ifPresent(content -> {
            var key = patient.orElseThrow();
            tasks.query(() -> chart.addVisit(key, content.encounter(), content.observations()), _ -> {
                saved(key, open);
                written("chart.saved.visit");
            }, reports.failed());
        }));
    }

    private void saved(PatientKey key, VisitForm open) {
        drafts.discard(key, open);
        if (visit.get().filter(now -> now == open).isPresent()) {
            visit.set(Optional.empty());
        }
    }

    /** Shows where something was measured. */
    public void openImage(ImageLink link) {
        reports.openImage().open(link);
    }
}
