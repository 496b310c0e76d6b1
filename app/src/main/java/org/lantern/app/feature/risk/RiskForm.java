package org.lantern.app.feature.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.lantern.analytics.risk.Band;
import org.lantern.analytics.risk.Contribution;
import org.lantern.analytics.risk.InputValue;
import org.lantern.analytics.risk.RiskBounds;
import org.lantern.analytics.risk.RiskException;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.analytics.risk.RiskResult;
import org.lantern.storage.chart.RiskRecord;

/** One model with one patient's values: computes anew whenever a field changes. */
public final class RiskForm {
    private final RiskModel model;
    private final RiskWords words;
    private final List<RiskField> fields;
    private final ReadOnlyObjectWrapper<RiskCard> card = new ReadOnlyObjectWrapper<>(this, "card");
    private Optional<RiskResult> result = Optional.empty();

    RiskForm(RiskModel model, RiskWords words, ChartFacts facts) {
        this.model = model;
        this.words = words;
        this.fields = model.inputs().stream().map(input -> new RiskField(model, input, words, facts)).toList();
        for (var field : fields) {
            field.textProperty().subscribe((_, _) -> compute());
            field.unitProperty().subscribe((_, _) -> compute());
        }
        compute();
    }

    /** The same model with what the chart says now; what was typed here is kept. */
    RiskForm reread(ChartFacts facts) {
        var next = new RiskForm(model, words, facts);
        for (var field : fields) {
            field.found().filter(found -> found.origin() == Found.Kind.ASKED)
                    .ifPresent(_ -> next.field(field.name()).orElseThrow().retype(field));
        }
        return next;
    }

    public List<RiskField> fields() {
        return fields;
    }

    /** The field of an input's name. */
    public Optional<RiskField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** What the model says to the present values. */
    public ReadOnlyObjectProperty<RiskCard> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /** About the model. */
    public RiskCard.About about() {
        return new RiskCard.About(words.name(model), words.group(model), words.population(model), model.source(),
                model.version(), words.caveats(model));
    }

    /** What the fields hold; one that cannot be read says so and is left out. */
    private Map<String, InputValue> given() {
        var given = new LinkedHashMap<String, InputValue>();
        for (var field : fields) {
            try {
                field.value().ifPresent(value -> given.put(field.name(), value));
            } catch (RiskException failure) {
                field.setError(complaint(field, failure));
            }
        }
        return given;
    }

    private void compute() {
        fields.forEach(field -> field.setError(""));
        result = Optional.empty();
        var given = given();
        var unreadable = fields.stream().filter(field -> !field.errorProperty().get().isEmpty()).findFirst();
        if (unreadable.isPresent()) {
            card.set(new RiskCard.Waiting(words.get("risk.panel.refused.value", unreadable.get().label()),
                    Optional.empty()));
            return;
        }
        try {
            var computed = model.compute(given);
            result = Optional.of(computed);
            card.set(card(computed));
        } catch (RiskException.MissingInputs missing) {
            card.set(new RiskCard.Waiting(words.refusal(model, missing), bounds(given)));
        } catch (RiskException refusal) {
            RiskWords.about(refusal).flatMap(this::field).ifPresent(field -> field.setError(complaint(field, refusal)));
            card.set(new RiskCard.Refused(words.refusal(model, refusal)));
        }
    }

    private String complaint(RiskField field, RiskException failure) {
        return failure instanceof RiskException.OutOfRange && !field.range().isEmpty()
                ? words.get("risk.panel.field.range", field.range())
                : failure instanceof RiskException.UnknownUnit ? words.refusal(model, failure)
                        : words.get("risk.panel.field." + field.control());
    }

    /** A range is only worth a word when few inputs are missing: with most unknown it says nothing. */
    private Optional<String> bounds(Map<String, InputValue> given) {
        try {
            return RiskBounds.of(model, given).filter(bounds -> bounds.unknown().size() <= 3)
                    .map(bounds -> {
                        var output = model.outputs().stream().filter(one -> one.name().equals(bounds.output()))
                                .findFirst().orElseThrow();
                        return words.get("risk.panel.between", words.value(model, output, bounds.lowest()),
                                words.value(model, output, bounds.highest()), words.unit(output.unit())).strip();
                    });
        } catch (RiskException _) {
            return Optional.empty(); // the refusal shows as soon as the missing inputs are there
        }
    }

    private RiskCard card(RiskResult computed) {
        var primary = model.outputs().stream().filter(output -> output.name().equals(computed.primary())).findFirst()
                .orElseThrow();
        var others = model.outputs().stream()
                .filter(output -> output != primary && computed.outputs().containsKey(output.name()))
                .filter(output -> !isBandOf(computed, computed.outputs().get(output.name())))
                .map(output -> new RiskCard.Line(words.output(model, output.name()),
                        (words.value(model, output, computed.outputs().get(output.name())) + " "
                                + words.unit(output.unit())).strip()))
                .toList();
        return new RiskCard.Result(words.output(model, primary.name()),
                words.value(model, primary, computed.outputs().get(primary.name())), words.unit(primary.unit()),
                computed.band().map(band -> words.band(model, band.id())), computed.band().map(Band::severity), others,
                parts(computed), computed.contributions().stream().findFirst().map(words::contributionUnit).orElse(""),
                computed.notices().stream().map(notice -> words.notice(model, notice)).toList());
    }

    /** The class of the primary output is shown beside it and need not be said twice. */
    private static boolean isBandOf(RiskResult computed, Object value) {
        return computed.band().filter(band -> band.id().equals(value)).isPresent();
    }

    private List<RiskCard.Part> parts(RiskResult computed) {
        double largest = computed.contributions().stream().filter(RiskForm::isShown)
                .mapToDouble(part -> Math.abs(part.value())).max().orElse(0);
        return computed.contributions().stream().filter(RiskForm::isShown)
                .sorted(Comparator.comparingDouble((Contribution part) -> Math.abs(part.value())).reversed())
                .map(part -> new RiskCard.Part(words.contribution(model, part), signed(part),
                        largest == 0 ? 0 : part.value() / largest))
                .toList();
    }

    /** The constant of a regression is the same for everybody, and a part of nothing says nothing. */
    private static boolean isShown(Contribution part) {
        return !part.inputs().isEmpty() && part.value() != 0;
    }

    private static String signed(Contribution part) {
        var number = BigDecimal.valueOf(part.value());
        var rounded = part.unit().equals("points") ? number.stripTrailingZeros()
                : number.setScale(2, java.math.RoundingMode.HALF_EVEN);
        return (part.value() > 0 ? "+" : "−") + rounded.abs().toPlainString();
    }

    /** The present result for the chart, with everything needed to compute it again; absent while there is none. */
    Optional<RiskRecord> record(Instant now) {
        return result.map(computed -> {
            var shown = (RiskCard.Result) card.get();
            var sources = new LinkedHashMap<String, RiskRecord.Source>();
            for (var field : fields) {
                field.found().flatMap(Found::source).ifPresent(source -> sources.put(field.name(), source));
            }
            return StoredResult.of(computed, given(), sources, (shown.value() + " " + shown.unit()).strip(), now);
        });
    }
}
