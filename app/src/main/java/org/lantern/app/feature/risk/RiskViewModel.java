package org.lantern.app.feature.risk;

import java.text.Normalizer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Chart;

/**
 * The models on offer and the one that is open for the current patient. Used on the user interface's thread. What was
 * typed into a model is kept while the patient stays.
 */
public final class RiskViewModel {
    private final RiskCatalogue catalogue;
    private final Chart chart;
    private final TaskRunner tasks;
    private final Clock clock;
    private final RiskWords words;
    private final Reports reports;
    private final InputSources sources = InputSources.bundled();
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ObservableList<Row> all = FXCollections.observableArrayList();
    private final FilteredList<Row> rows = new FilteredList<>(all);
    private final ObjectProperty<Row> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<Optional<RiskForm>> form = new ReadOnlyObjectWrapper<>(this, "form",
            Optional.empty());
    private final Map<String, RiskForm> open = new HashMap<>();
    private Optional<PatientKey> patient = Optional.empty();
    private Optional<ChartFacts> facts = Optional.empty();
    private Runnable onChanged = () -> {};

    /**
     * A model on offer.
     *
     * @param group its field of medicine, in the user's language
     */
    public record Row(String id, String name, String group) {}

    /** Where an input was measured; {@code frame} is zero-based. */
    @FunctionalInterface
    public interface ImageOpener {
        void open(String sopInstanceUid, int frame);
    }

    /**
     * What the view model tells the window.
     *
     * @param failed something went wrong
     * @param saved a result was stored; the argument says so in the user's language
     * @param openImage shows where an input was measured
     */
    public record Reports(Consumer<Throwable> failed, Consumer<String> saved, ImageOpener openImage) {}

    public RiskViewModel(RiskCatalogue catalogue, Chart chart, TaskRunner tasks, Texts texts, Clock clock,
            Reports reports) {
        this.catalogue = catalogue;
        this.chart = chart;
        this.tasks = tasks;
        this.clock = clock;
        this.words = new RiskWords(texts);
        this.reports = reports;
        catalogue.models().forEach(model -> all.add(new Row(model.id(), words.name(model), words.group(model))));
        search.subscribe(text -> rows.setPredicate(row -> matches(row, text)));
        selected.subscribe(_ -> openSelected());
    }

    private boolean matches(Row row, String text) {
        var name = folded(row.name() + " " + row.group() + " " + row.id());
        return List.of(folded(text).split("\\s+")).stream().allMatch(name::contains);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
    }

    /** @param action runs after a result was stored in the chart */
    public void setOnChanged(Runnable action) {
        onChanged = action;
    }

    /** What is searched for among names and fields. */
    public StringProperty searchProperty() {
        return search;
    }

    /** The models that match, grouped: those of one field follow one another; live. */
    public ObservableList<Row> rows() {
        return FXCollections.unmodifiableObservableList(rows);
    }

    /** The open model's row; null if none is. */
    public ObjectProperty<Row> selectedProperty() {
        return selected;
    }

    /** The open model with the patient's values; absent without a patient or a model. */
    public ReadOnlyObjectProperty<Optional<RiskForm>> formProperty() {
        return form.getReadOnlyProperty();
    }

    /** Opens a model by its id, if there is such a one. */
    public void select(String id) {
        all.stream().filter(row -> row.id().equals(id)).findFirst().ifPresent(selected::set);
    }

    /** Another patient is on the screen, or none. */
    public void show(Optional<PatientKey> key) {
        if (key.equals(patient)) {
            return;
        }
        patient = key;
        facts = Optional.empty();
        open.clear();
        form.set(Optional.empty());
        refresh();
    }

    /**
     * Reads the chart anew, as after a measurement was accepted. What was typed stays typed; what came from the chart
     * comes from it again.
     */
    public void refresh() {
        patient.ifPresent(key -> tasks.query(() -> ChartFacts.read(chart, key, sources, clock), this::accept,
                reports.failed()));
    }

    private void accept(ChartFacts read) {
        if (!patient.equals(Optional.of(read.patient()))) {
            return;
        }
        facts = Optional.of(read);
        open.replaceAll((_, former) -> former.reread(read));
        openSelected();
    }

    private void openSelected() {
        form.set(Optional.ofNullable(selected.get()).flatMap(row -> catalogue.find(row.id()))
                .flatMap(model -> facts.map(read -> open(model, read))));
    }

    private RiskForm open(RiskModel model, ChartFacts read) {
        return open.computeIfAbsent(model.id(), _ -> new RiskForm(model, words, read));
    }

    /** Stores the present result in the chart, if there is one. */
    public void save() {
        var key = patient;
        form.get().flatMap(now -> now.record(clock.instant()))
                .ifPresent(record -> tasks.query(() -> chart.add(key.orElseThrow(), record),
                        _ -> {
                            reports.saved().accept(words.get("risk.panel.saved"));
                            onChanged.run();
                        }, reports.failed()));
    }

    /** Shows where a field's value was measured. */
    public void openImage(RiskField field) {
        field.found().flatMap(Found::image)
                .ifPresent(image -> reports.openImage().open(image.sopInstanceUid(), image.frame()));
    }
}
