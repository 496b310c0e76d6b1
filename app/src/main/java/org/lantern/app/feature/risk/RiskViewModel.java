package org.lantern.app.feature.risk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.model.ModelStore;

/**
 * The models on offer and the one that is open for the current patient. Used on the user interface's thread. What was
 * typed into a model is kept while the patient stays.
 */
public final class RiskViewModel {
    private final RiskCatalogue bundled;
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
    private final SimpleObjectProperty<Optional<Runnable>> installation = new SimpleObjectProperty<>(this,
            "installation", Optional.empty());
    private RiskCatalogue catalogue;
    private Optional<ModelStore> added = Optional.empty();
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
        this.bundled = catalogue;
        this.chart = chart;
        this.tasks = tasks;
        this.clock = clock;
        this.words = new RiskWords(texts);
        this.reports = reports;
        offer(catalogue);
        search.subscribe(text -> rows.setPredicate(row -> matches(row, text)));
        selected.subscribe(_ -> openSelected());
    }

    private void offer(RiskCatalogue models) {
        catalogue = models;
        var chosen = selected.get();
        open.clear();
        all.setAll(models.models().stream()
                .map(model -> new Row(model.id(), words.name(model), words.group(model))).toList());
        selected.set(all.contains(chosen) ? chosen : null);
        openSelected();
    }

    /**
     * Offers the models of a vault as well, now and after each installation.
     *
     * @param choose lets the user choose signed files and hands each to {@link #install}
     */
    public void read(ModelStore store, Runnable choose) {
        added = Optional.of(store);
        installation.set(Optional.of(choose));
        tasks.query(() -> ModelLibrary.with(bundled, store), this::offer, reports.failed());
    }

    /** Lets the user choose signed model files; absent where none can be installed. */
    public ReadOnlyObjectProperty<Optional<Runnable>> installationProperty() {
        return installation;
    }

    /** Installs a model from a signed file and says what became of it. */
    public void install(Path file) {
        added.ifPresent(store -> tasks.query(() -> installed(file, store), said -> {
            reports.saved().accept(said);
            read(store, installation.get().orElseThrow());
        }, reports.failed()));
    }

    private String installed(Path file, ModelStore store) throws IOException, StorageException {
        try {
            var done = ModelLibrary.install(Files.readAllBytes(file), store, ModelLibrary.with(bundled, store));
            return words.get("risk.panel.installed", words.name(done.model()), done.model().version(), done.vectors(),
                    done.publisher());
        } catch (ModelLibrary.Refused e) {
            return words.get("risk.panel.install." + e.refusal(), String.join(", ", e.faults())).strip();
        }
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
