package org.lantern.app.feature.chart;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.lantern.storage.Refusal;
import org.lantern.storage.chart.Allergy;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Draft;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.chart.Fact;
import org.lantern.storage.chart.Medication;
import org.lantern.storage.chart.Problem;
import org.lantern.storage.chart.Sex;

/**
 * A form for one fact: new, or a new version of one that is there. It holds what was typed as it was typed; {@link #read}
 * makes a fact of it or says in each field what is wrong.
 *
 * @param <T> the kind of fact
 */
public final class FactForm<T extends Fact> implements TypedForm {
    /** Why a version is made; only asked for corrections. */
    public static final String CHANGE = "change";

    private final Draft.Form form;
    private final Optional<Entry<T>> existing;
    private final List<Field> fields;
    private final Reader<T> reader;
    private final Map<String, String> before = new HashMap<>();

    /** One line of the form. */
    public static final class Field {
        private final String name;
        private final Input input;
        private final List<String> choices;
        private final StringProperty text;
        private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");

        /** What the field takes. */
        public enum Input {
            TEXT, DAY, CHOICE
        }

        private Field(String name, Input input, List<String> choices, String text) {
            this.name = name;
            this.input = input;
            this.choices = List.copyOf(choices);
            this.text = new SimpleStringProperty(this, name, text);
        }

        /** Name of the fact's component; its label is the text {@code chart.field.<name>}. */
        public String name() {
            return name;
        }

        public Input input() {
            return input;
        }

        /** The words that a choice can have; their labels are the texts {@code chart.choice.<name>.<word>}. */
        public List<String> choices() {
            return choices;
        }

        public StringProperty textProperty() {
            return text;
        }

        /** What is wrong, in the user's language; empty if nothing is known to be. */
        public ReadOnlyStringProperty errorProperty() {
            return error.getReadOnlyProperty();
        }
    }

    /** What a fact's constructor asks the form for. */
    private interface Source {
        String text(String field);

        Optional<LocalDate> day(String field);

        default Optional<String> optional(String field) {
            return Optional.of(text(field)).filter(text -> !text.isEmpty());
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(Source source);
    }

    private FactForm(Draft.Form form, Optional<Entry<T>> existing, Reader<T> reader, Field... fields) {
        this.form = form;
        this.existing = existing;
        this.reader = reader;
        var change = existing.map(_ -> text(CHANGE, ""));
        this.fields = Stream.concat(Stream.of(fields), change.stream()).toList();
        this.fields.forEach(field -> before.put(field.name, field.text.get()));
    }

    /** A diagnosis or complaint. */
    public static FactForm<Problem> problem(Optional<Entry<Problem>> existing) {
        var now = existing.map(Entry::fact);
        return new FactForm<>(Draft.Form.PROBLEM, existing,
                source -> new Problem(source.optional("icd10"), source.text("text"),
                        Problem.Status.valueOf(source.text("status")), source.day("onset")),
                text("text", now.map(Problem::text).orElse("")),
                text("icd10", now.flatMap(Problem::icd10).orElse("")),
                choice("status", Problem.Status.values(), now.map(Problem::status).orElse(Problem.Status.ACTIVE)),
                day("onset", now.flatMap(Problem::onset)));
    }

    /** A medicine. */
    public static FactForm<Medication> medication(Optional<Entry<Medication>> existing, LocalDate today) {
        var now = existing.map(Entry::fact);
        return new FactForm<>(Draft.Form.MEDICATION, existing,
                source -> new Medication(source.optional("atc"), source.text("name"), source.text("dose"),
                        source.text("route"), source.text("frequency"), source.day("start"), source.day("stop"),
                        source.text("stopReason")),
                text("name", now.map(Medication::name).orElse("")), text("dose", now.map(Medication::dose).orElse("")),
                text("route", now.map(Medication::route).orElse("")),
                text("frequency", now.map(Medication::frequency).orElse("")),
                day("start", now.isPresent() ? now.flatMap(Medication::start) : Optional.of(today)),
                day("stop", now.flatMap(Medication::stop)),
                text("stopReason", now.map(Medication::stopReason).orElse("")),
                text("atc", now.flatMap(Medication::atc).orElse("")));
    }

    /** A substance that must not be given. */
    public static FactForm<Allergy> allergy(Optional<Entry<Allergy>> existing) {
        var now = existing.map(Entry::fact);
        return new FactForm<>(Draft.Form.ALLERGY, existing,
                source -> new Allergy(source.text("substance"), source.text("reaction"),
                        Allergy.Severity.valueOf(source.text("severity"))),
                text("substance", now.map(Allergy::substance).orElse("")),
                text("reaction", now.map(Allergy::reaction).orElse("")),
                choice("severity", Allergy.Severity.values(),
                        now.map(Allergy::severity).orElse(Allergy.Severity.UNKNOWN)));
    }

    /** Who the patient is; always a correction of what is known. */
    public static FactForm<Demographics> demographics(Entry<Demographics> existing) {
        var now = existing.fact();
        return new FactForm<>(Draft.Form.DEMOGRAPHICS, Optional.of(existing),
                source -> new Demographics(source.text("patientId"), source.text("name"),
                        source.text("ideographicName"), source.text("phoneticName"), Sex.valueOf(source.text("sex")),
                        source.day("birthDate"), Boolean.parseBoolean(source.text("birthDateEstimated")),
                        source.text("nationalId"), source.text("phone"), source.text("address")),
                text("name", now.name()), text("ideographicName", now.ideographicName()),
                text("phoneticName", now.phoneticName()), choice("sex", Sex.values(), now.sex()),
                day("birthDate", now.birthDate()),
                new Field("birthDateEstimated", Field.Input.CHOICE, List.of("false", "true"),
                        String.valueOf(now.birthDateEstimated())),
                text("patientId", now.patientId()), text("nationalId", now.nationalId()), text("phone", now.phone()),
                text("address", now.address()));
    }

    private static Field text(String name, String text) {
        return new Field(name, Field.Input.TEXT, List.of(), text);
    }

    private static Field day(String name, Optional<LocalDate> day) {
        return new Field(name, Field.Input.DAY, List.of(), day.map(LocalDate::toString).orElse(""));
    }

    private static Field choice(String name, Enum<?>[] words, Enum<?> now) {
        return new Field(name, Field.Input.CHOICE, Stream.of(words).map(Enum::name).toList(), now.name());
    }

    /** Which kind of fact: {@code problem}, {@code medication}, {@code allergy}, {@code demographics}. */
    public String title() {
        return form.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Draft.Form form() {
        return form;
    }

    @Override
    public Optional<Long> corrects() {
        return existing.map(Entry::id);
    }

    @Override
    public Map<String, String> typed() {
        return fields.stream().collect(Collectors.toMap(Field::name, field -> field.text.get()));
    }

    @Override
    public void restore(Map<String, String> typed) {
        fields.forEach(field -> Optional.ofNullable(typed.get(field.name)).ifPresent(field.text::set));
    }

    @Override
    public boolean isTyped() {
        return !before.equals(typed());
    }

    @Override
    public void forgetComplaints() {
        fields.forEach(field -> field.error.set(""));
    }

    @Override
    public void onTyped(Runnable action) {
        fields.forEach(field -> field.text.addListener(_ -> action.run()));
    }

    /** Whether it makes a new version of something that is there. */
    public boolean isCorrection() {
        return existing.isPresent();
    }

    /** The version that the form corrects; absent for a new fact. */
    Optional<Entry<T>> existing() {
        return existing;
    }

    public List<Field> fields() {
        return fields;
    }

    /** The field of a name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** Why the new version is made, as typed. */
    String change() {
        return field(CHANGE).map(field -> field.text.get().strip()).orElse("");
    }

    /** What was typed as a fact; absent, with every field saying why, if the chart would not take it. */
    Optional<T> read(org.lantern.storage.chart.FactRules rules, ChartFormat format) {
        var refusals = new ArrayList<Refusal>();
        var fact = reader.read(new Source() {
            @Override
            public String text(String name) {
                return field(name).orElseThrow().text.get().strip();
            }

            @Override
            public Optional<LocalDate> day(String name) {
                var typed = text(name);
                var day = ChartFormat.readDay(typed);
                if (day.isEmpty() && !typed.isEmpty()) {
                    refusals.add(Refusal.of(name, Refusal.Reason.MALFORMED));
                }
                return day;
            }
        });
        refusals.addAll(rules.refusals(fact));
        show(refusals, format);
        return refusals.isEmpty() ? Optional.of(fact) : Optional.empty();
    }

    /** Writes what is wrong beside the fields; the first reason of each. */
    void show(List<Refusal> refusals, ChartFormat format) {
        for (var field : fields) {
            field.error.set(refusals.stream().filter(refusal -> refusal.field().equals(field.name)).findFirst()
                    .map(format::refusal).orElse(""));
        }
    }
}
