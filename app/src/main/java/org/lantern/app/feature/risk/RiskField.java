package org.lantern.app.feature.risk;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.lantern.analytics.risk.InputParser;
import org.lantern.analytics.risk.InputValue;
import org.lantern.analytics.risk.RiskException;
import org.lantern.analytics.risk.RiskInput;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.analytics.risk.Units;

/**
 * One input of the model in the panel: what it holds as text, in which unit, and where that came from. As soon as the
 * user changes it, its origin is that it was asked.
 */
public final class RiskField {
    private final RiskModel model;
    private final RiskInput input;
    private final RiskWords words;
    private final List<Found> candidates;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty unit = new SimpleStringProperty(this, "unit", "");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");
    private final ReadOnlyObjectWrapper<Optional<Tag>> tag = new ReadOnlyObjectWrapper<>(this, "tag", Optional.empty());
    private final String hint;
    private Optional<Found> shown;

    /** How an input is asked for. */
    public enum Control {
        NUMBER, CHOICE, CHOICES, DAY, LINES
    }

    /** What sort of place a value came from, for an icon. */
    public enum Place {
        PATIENT, CHART, MEASURED, NOT_LISTED, ASKED
    }

    /**
     * Where the field's value came from.
     *
     * @param words in the user's language, with the day
     * @param image whether it was measured on an image that can be shown
     */
    public record Tag(Place place, String words, boolean image) {}

    /** @param index which of {@link #candidates()} */
    public record Candidate(int index, String words) {}

    RiskField(RiskModel model, RiskInput input, RiskWords words, ChartFacts facts) {
        this.model = model;
        this.input = input;
        this.words = words;
        this.candidates = facts.candidates(model, input);
        this.shown = facts.find(model, input);
        this.hint = facts.tooOld(model, input)
                .map(old -> words.get("risk.panel.too-old", old.text() + " " + words.unit(Optional.of(old.unit())),
                        old.day().map(Object::toString).orElse("")))
                .orElse("");
        shown.ifPresentOrElse(this::fill, () -> unit.set(units().isEmpty() ? "" : units().getFirst()));
        text.subscribe((_, _) -> touched());
        unit.subscribe((_, _) -> touched());
    }

    private void fill(Found found) {
        shown = Optional.of(found);
        unit.set(found.unit().isEmpty() || units().isEmpty() ? units().stream().findFirst().orElse("")
                : units().stream().filter(one -> Units.symbol(one).equals(Units.symbol(found.unit()))).findFirst()
                        .orElse(found.unit()));
        text.set(found.text());
        shown = Optional.of(found);
        tag.set(Optional.of(tag(found)));
    }

    private Tag tag(Found found) {
        return new Tag(Place.valueOf(found.origin().name()), words.origin(found), found.image().isPresent());
    }

    private void touched() {
        shown = text.get().isBlank() ? Optional.empty()
                : Optional.of(Found.of(text.get(), Found.Kind.ASKED, Optional.empty()));
        tag.set(shown.map(this::tag));
    }

    public String name() {
        return input.name();
    }

    public String label() {
        return words.input(model, input.name());
    }

    public Control control() {
        return switch (input.kind()) {
            case NUMBER, INTEGER -> Control.NUMBER;
            case BOOLEAN, CHOICE -> Control.CHOICE;
            case DATE -> Control.DAY;
            case LIST -> input.allowed().isEmpty() ? Control.LINES : Control.CHOICES;
        };
    }

    /** The words that a choice can have. */
    public List<String> choices() {
        return input.kind() == RiskInput.Kind.BOOLEAN ? List.of("false", "true") : input.allowed();
    }

    /** The user's name for one of the choices. */
    public String choiceLabel(String choice) {
        return words.choice(model, input, choice);
    }

    /** The units that a number can be given in, the model's own first; empty for a pure number. */
    public List<String> units() {
        return input.unit().map(own -> input.quantity().map(quantity -> Units.accepted(own, quantity))
                .orElse(List.of(own))).orElse(List.of());
    }

    /** A unit in print. */
    public String unitLabel(String ucum) {
        return words.unit(ucum);
    }

    /** The numbers that the model accepts, in the user's words; empty if it has no limits. */
    public String range() {
        return input.range().map(range -> words.range(range, input.unit().orElse(""))).orElse("");
    }

    /** The names of the numbers that one line holds, in their order. */
    public List<String> parts() {
        return input.fields().stream().map(RiskInput.Field::name).toList();
    }

    /** What is assumed if the field stays empty, in the user's words; empty if it must be answered or is left out. */
    public String assumed() {
        return input.standard().map(value -> input.kind() == RiskInput.Kind.BOOLEAN
                || input.kind() == RiskInput.Kind.CHOICE ? choiceLabel(value.toString()) : value.toString())
                .map(value -> words.get("risk.panel.assumed", value)).orElse("");
    }

    public boolean required() {
        return input.required() && input.standard().isEmpty();
    }

    /** What else the user should know, such as a value that is too old to be taken; may be empty. */
    public String hint() {
        return hint;
    }

    /** A number as typed, {@code true} or {@code false}, a choice, choices with commas, a day, or lines of numbers. */
    public StringProperty textProperty() {
        return text;
    }

    public StringProperty unitProperty() {
        return unit;
    }

    /** Where the value came from; absent while there is none. */
    public ReadOnlyObjectProperty<Optional<Tag>> tagProperty() {
        return tag.getReadOnlyProperty();
    }

    /** What is wrong with it; empty if nothing is known to be. */
    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    void setError(String complaint) {
        error.set(complaint);
    }

    /** The measurements on images that the field could take. */
    public List<Candidate> candidates() {
        return candidates.stream().map(found -> new Candidate(candidates.indexOf(found),
                (found.text() + " " + words.unit(Optional.of(found.unit()))).strip() + " · " + words.origin(found)))
                .toList();
    }

    /** Takes one of the measurements. */
    public void take(Candidate candidate) {
        fill(candidates.get(candidate.index()));
    }

    /** Types what was typed into another field of the same input. */
    void retype(RiskField other) {
        unit.set(other.unit.get());
        text.set(other.text.get());
    }

    Optional<Found> found() {
        return shown;
    }

    /**
     * The value for the model; absent while the field is empty.
     *
     * @throws RiskException if what was typed is no value of its kind
     */
    Optional<InputValue> value() throws RiskException {
        var typed = Normalizer.normalize(text.get().strip(), Normalizer.Form.NFKC);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        var parser = new InputParser(model, shown.map(Found::token).orElse(Found.Kind.ASKED.token()));
        return Optional.of(switch (control()) {
            case NUMBER -> number(parser, typed);
            case LINES -> parser.text(input.name(), entries(typed));
            case CHOICE, CHOICES, DAY -> parser.text(input.name(), typed);
        });
    }

    /** A unit typed behind the number would be a second opinion on what the unit control says: it is refused. */
    private InputValue number(InputParser parser, String typed) throws RiskException {
        var value = parser.text(input.name(), typed);
        if (value.unit().isPresent()) {
            throw new RiskException.NotAllowed(input.name(), List.of("number"));
        }
        return new InputValue(value.value(), input.unit().map(_ -> unit.get()), value.origin());
    }

    /** Lines of numbers as the JSON that the model reads. */
    private String entries(String typed) throws RiskException {
        var json = new StringBuilder("[");
        for (var line : typed.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
            var numbers = line.split("[\\s,;]+");
            if (numbers.length != parts().size()) {
                throw new RiskException.NotAllowed(input.name(), parts());
            }
            json.append(json.length() > 1 ? ",{" : "{");
            for (int i = 0; i < numbers.length; i++) {
                if (!numbers[i].matches("-?\\d+(\\.\\d+)?")) {
                    throw new RiskException.NotAllowed(input.name(), parts());
                }
                json.append(i > 0 ? "," : "").append('"').append(parts().get(i)).append("\":").append(numbers[i]);
            }
            json.append('}');
        }
        return json.append(']').toString();
    }
}
