package org.lantern.app.feature.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lantern.storage.Refusal;
import org.lantern.storage.chart.Code;
import org.lantern.storage.chart.Draft;
import org.lantern.storage.chart.Encounter;
import org.lantern.storage.chart.FactRules;
import org.lantern.storage.chart.Observation;
import org.lantern.storage.chart.Observation.Value;
import org.lantern.storage.chart.ObservationKind;
import org.lantern.storage.chart.ObservationKinds;
import org.lantern.storage.chart.Origin;

/** The form for a visit: why the patient came, what was measured, what was found. Only what is typed is recorded. */
public final class VisitForm implements TypedForm {
    private static final String UNIT = "unit.";

    /** The vital signs that every visit offers, in the order in which a nurse takes them. */
    private static final List<String> VITALS = List.of("systolic", "diastolic", "heart_rate", "temperature",
            "respiratory_rate", "oxygen_saturation", "weight", "height", "waist");

    private final ObservationKinds kinds;
    private final StringProperty start;
    private final StringProperty reason = new SimpleStringProperty(this, "reason", "");
    private final StringProperty note = new SimpleStringProperty(this, "note", "");
    private final StringProperty smoking = new SimpleStringProperty(this, "smoking", "");
    private final ReadOnlyStringWrapper startError = new ReadOnlyStringWrapper(this, "startError", "");
    private final ReadOnlyStringWrapper reasonError = new ReadOnlyStringWrapper(this, "reasonError", "");
    private final ReadOnlyStringWrapper noteError = new ReadOnlyStringWrapper(this, "noteError", "");
    private final ObservableList<NumberField> numbers = FXCollections.observableArrayList();
    private Runnable onTyped = () -> {};

    /** A number of one kind in one of its units. */
    public static final class NumberField {
        private final ObservationKind kind;
        private final StringProperty unit;
        private final StringProperty text;
        private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");

        private NumberField(ObservationKind kind) {
            this.kind = kind;
            this.unit = new SimpleStringProperty(this, "unit", kind.usual().ucum());
            this.text = new SimpleStringProperty(this, kind.key(), "");
        }

        /** The kind's key; its label is the text {@code chart.kind.<key>}. */
        public String key() {
            return kind.key();
        }

        /** UCUM names of the units that the number can be given in, the usual one first. */
        public List<String> units() {
            return kind.units().stream().map(ObservationKind.Unit::ucum).toList();
        }

        /** UCUM; one of the kind's. */
        public StringProperty unitProperty() {
            return unit;
        }

        public StringProperty textProperty() {
            return text;
        }

        public ReadOnlyStringProperty errorProperty() {
            return error.getReadOnlyProperty();
        }
    }

    /** What was typed, ready for the chart. */
    record Content(Encounter encounter, List<Observation> observations) {}

    VisitForm(ObservationKinds kinds, String start) {
        this.kinds = kinds;
        this.start = new SimpleStringProperty(this, "start", start);
        Stream.of(this.start, reason, note, smoking).forEach(this::watch);
        VITALS.forEach(this::add);
    }

    public StringProperty startProperty() {
        return start;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public StringProperty noteProperty() {
        return note;
    }

    /** Code of the answer about smoking; empty if not asked. */
    public StringProperty smokingProperty() {
        return smoking;
    }

    /** Codes of the answers about smoking, and first the empty one; their labels are {@code chart.code.<code>}. */
    public List<String> smokingAnswers() {
        return Stream.concat(Stream.of(""), ObservationKinds.SMOKING_ANSWERS.stream().map(Code::code)).toList();
    }

    public ReadOnlyStringProperty startErrorProperty() {
        return startError.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty reasonErrorProperty() {
        return reasonError.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty noteErrorProperty() {
        return noteError.getReadOnlyProperty();
    }

    /** The numbers that the form offers. */
    public ObservableList<NumberField> numbers() {
        return FXCollections.unmodifiableObservableList(numbers);
    }

    /** The field of a kind, if the form offers it. */
    public Optional<NumberField> number(String key) {
        return numbers.stream().filter(field -> field.kind.key().equals(key)).findFirst();
    }

    /** Keys of the kinds that the form does not offer yet and can: laboratory results. */
    public List<String> more() {
        return kinds.all().stream().filter(kind -> kind.usual().code().system().equals(Code.LOINC))
                .map(ObservationKind::key).filter(key -> number(key).isEmpty()).toList();
    }

    /** Offers one kind more. */
    public NumberField add(String key) {
        return number(key).orElseGet(() -> {
            var field = new NumberField(kinds.get(key));
            watch(field.text);
            watch(field.unit);
            numbers.add(field);
            return field;
        });
    }

    @Override
    public Draft.Form form() {
        return Draft.Form.VISIT;
    }

    @Override
    public Optional<Long> corrects() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> typed() {
        var typed = new LinkedHashMap<String, String>();
        Stream.of(start, reason, note, smoking).forEach(text -> typed.put(text.getName(), text.get()));
        numbers.stream().filter(field -> !field.text.get().isBlank()).forEach(field -> {
            typed.put(field.key(), field.text.get());
            typed.put(UNIT + field.key(), field.unit.get());
        });
        return typed;
    }

    @Override
    public void restore(Map<String, String> typed) {
        Stream.of(start, reason, note, smoking)
                .forEach(text -> Optional.ofNullable(typed.get(text.getName())).ifPresent(text::set));
        kinds.all().stream().map(ObservationKind::key).filter(typed::containsKey).forEach(key -> {
            var field = add(key);
            field.text.set(typed.get(key));
            Optional.ofNullable(typed.get(UNIT + key)).filter(field.units()::contains).ifPresent(field.unit::set);
        });
    }

    @Override
    public void onTyped(Runnable action) {
        onTyped = action;
    }

    private void watch(StringProperty text) {
        text.addListener(_ -> onTyped.run());
    }

    /** Whether anything was typed or chosen; the time that was filled in does not count. */
    @Override
    public boolean isTyped() {
        return Stream.concat(Stream.of(reason, note, smoking), numbers.stream().map(field -> field.text))
                .anyMatch(text -> !text.get().isBlank());
    }

    @Override
    public void forgetComplaints() {
        Stream.concat(Stream.of(startError, reasonError, noteError), numbers.stream().map(field -> field.error))
                .forEach(error -> error.set(""));
    }

    /** What was typed; absent, with every field saying why, if the chart would not take it. */
    Optional<Content> read(FactRules rules, ChartFormat format) {
        var startTime = format.readMinute(start.get());
        startError.set(startTime.isPresent() ? "" : format.refusal(Refusal.of("start", Refusal.Reason.MALFORMED)));
        var time = startTime.orElse(Instant.EPOCH);
        var encounter = new Encounter(time, reason.get().strip(), note.get().strip());
        var refusals = rules.refusals(encounter);
        if (startTime.isPresent()) {
            startError.set(first(refusals, "start", format));
        }
        reasonError.set(first(refusals, "reason", format));
        noteError.set(first(refusals, "note", format));
        boolean good = startTime.isPresent() && refusals.isEmpty();
        var observations = new ArrayList<Observation>();
        for (var field : numbers) {
            var typed = field.text.get().strip();
            field.error.set("");
            if (typed.isEmpty()) {
                continue;
            }
            var amount = ChartFormat.readNumber(typed);
            if (amount.isEmpty()) {
                field.error.set(format.refusal(Refusal.of(field.kind.key(), Refusal.Reason.MALFORMED)));
                good = false;
                continue;
            }
            var observation = observation(field.kind, amount.get(), field.unit.get(), time, new Origin.Entered());
            if (startTime.isPresent()) {
                field.error.set(first(rules.refusals(observation), field.kind.key(), format));
            }
            good &= field.error.get().isEmpty();
            observations.add(observation);
        }
        ObservationKinds.SMOKING_ANSWERS.stream().filter(answer -> answer.code().equals(smoking.get())).findFirst()
                .ifPresent(answer -> observations.add(new Observation(ObservationKinds.SMOKING,
                        new Value.Coded(answer), time, new Origin.Entered(), Optional.empty())));
        if (!good) {
            return Optional.empty();
        }
        bodyMassIndex(time).ifPresent(observations::add);
        return Optional.of(new Content(encounter, observations));
    }

    private static String first(List<Refusal> refusals, String field, ChartFormat format) {
        return refusals.stream().filter(refusal -> refusal.field().equals(field)).findFirst().map(format::refusal)
                .orElse("");
    }

    private static Observation observation(ObservationKind kind, BigDecimal amount, String ucum, Instant time,
            Origin origin) {
        return new Observation(kind.unit(ucum).orElseThrow().code(), new Value.Quantity(amount, ucum), time, origin,
                Optional.empty());
    }

    /** Weight by the square of height, where both were taken in this visit; left out where it would be impossible. */
    private Optional<Observation> bodyMassIndex(Instant time) {
        var weight = inFirstUnit("weight");
        var height = inFirstUnit("height");
        if (weight.isEmpty() || height.isEmpty()) {
            return Optional.empty();
        }
        var metres = height.get().movePointLeft(2);
        var index = weight.get().divide(metres.multiply(metres), 1, RoundingMode.HALF_UP);
        var kind = kinds.get("bmi");
        boolean possible = index.compareTo(kind.usual().lowest()) >= 0 && index.compareTo(kind.usual().highest()) <= 0;
        return possible
                ? Optional
                        .of(observation(kind, index, kind.usual().ucum(), time, new Origin.Computed("weight/height²")))
                : Optional.empty();
    }

    private Optional<BigDecimal> inFirstUnit(String key) {
        return number(key).flatMap(field -> ChartFormat.readNumber(field.text.get())
                .flatMap(amount -> field.kind.convert(amount, field.unit.get(), field.kind.usual().ucum())));
    }
}
