package org.lantern.app.feature.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lantern.analytics.risk.Contribution;
import org.lantern.analytics.risk.Notice;
import org.lantern.analytics.risk.Range;
import org.lantern.analytics.risk.RiskException;
import org.lantern.analytics.risk.RiskInput;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.analytics.risk.RiskOutput;
import org.lantern.analytics.risk.TextKeys;
import org.lantern.app.control.UnitSymbol;
import org.lantern.resources.Texts;

/** Models, inputs, results and refusals in the user's language. */
final class RiskWords {
    private final Texts texts;

    RiskWords(Texts texts) {
        this.texts = texts;
    }

    String get(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    String name(RiskModel model) {
        return first(List.of(TextKeys.name(model)), model.name());
    }

    String group(RiskModel model) {
        return first(List.of(TextKeys.group(model)), model.group());
    }

    String population(RiskModel model) {
        return first(List.of(TextKeys.population(model)), model.population());
    }

    List<String> caveats(RiskModel model) {
        var keys = TextKeys.caveats(model);
        return keys.stream().map(key -> first(List.of(key), model.caveats().get(keys.indexOf(key)))).toList();
    }

    String input(RiskModel model, String name) {
        return first(TextKeys.input(model, name), name);
    }

    String inputs(RiskModel model, List<String> names) {
        return names.stream()
                .map(name -> model.input(name).isPresent() ? input(model, name)
                        : first(TextKeys.output(model, name), name))
                .collect(Collectors.joining(texts.get("risk.panel.separator")));
    }

    /** The label of a choice; of the two words of a yes-or-no input too. */
    String choice(RiskModel model, RiskInput input, String choice) {
        return input.kind() == RiskInput.Kind.BOOLEAN
                ? texts.get("risk.panel." + (choice.equals("true") ? "yes" : "no"))
                : first(TextKeys.choice(model, input.name(), choice), choice);
    }

    String band(RiskModel model, String band) {
        return first(TextKeys.band(model, band), band);
    }

    String output(RiskModel model, String name) {
        return first(TextKeys.output(model, name), name);
    }

    String contribution(RiskModel model, Contribution contribution) {
        return first(TextKeys.contribution(model, contribution), contribution.name());
    }

    String contributionUnit(Contribution contribution) {
        return first(List.of(TextKeys.contributionUnit(contribution)), contribution.unit());
    }

    String notice(RiskModel model, Notice notice) {
        return get(TextKeys.notice(notice), inputs(model, notice.names()));
    }

    /** An output's value as the model's source prints it, without unit. */
    String value(RiskModel model, RiskOutput output, Object value) {
        return switch (value) {
            case Long number -> number.toString();
            case Number number when output.kind() == RiskOutput.Kind.INTEGER -> String.valueOf(number.longValue());
            case Number number -> BigDecimal.valueOf(number.doubleValue())
                    .setScale(output.decimals(), RoundingMode.HALF_EVEN).toPlainString();
            case Boolean truth -> texts.get("risk.panel." + (truth ? "yes" : "no"));
            default -> output.kind() == RiskOutput.Kind.CATEGORY ? band(model, value.toString()) : value.toString();
        };
    }

    String unit(Optional<String> unit) {
        return unit(unit.orElse(""));
    }

    /** A unit in print; years and days have a word in each language. */
    String unit(String unit) {
        var key = "risk.panel.unit." + unit;
        return texts.has(key) ? texts.get(key) : UnitSymbol.of(unit);
    }

    String range(Range range, String unit) {
        return get(range.open() ? "risk.panel.range.open" : "risk.panel.range", plain(range.minimum()),
                plain(range.maximum()), unit(unit)).strip();
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** Why there is no result. */
    String refusal(RiskModel model, RiskException failure) {
        return switch (failure) {
            case RiskException.MissingInputs missing -> get("risk.panel.missing", inputs(model, missing.names()));
            case RiskException.OutOfRange out -> get("risk.panel.refused.range", input(model, out.name()),
                    range(out.range(), out.unit()));
            case RiskException.NotAllowed not -> get("risk.panel.refused.value", input(model, not.name()));
            case RiskException.OutsidePopulation outside -> first(List.of(TextKeys.refusal(outside)),
                    get("risk.panel.refused.population", inputs(model, outside.names())));
            case RiskException.UnknownUnit unit -> get("risk.panel.refused.unit", input(model, unit.name()),
                    unit.accepted().stream().map(this::unit)
                            .collect(Collectors.joining(texts.get("risk.panel.separator"))));
            case RiskException.UnknownInput unknown -> get("risk.panel.refused.value", unknown.name());
            case RiskException.Unreadable _ -> get("risk.panel.refused.unreadable");
        };
    }

    /** The input that a refusal is about, if it is about one. */
    static Optional<String> about(RiskException failure) {
        return switch (failure) {
            case RiskException.OutOfRange out -> Optional.of(out.name());
            case RiskException.NotAllowed not -> Optional.of(not.name());
            case RiskException.UnknownUnit unit -> Optional.of(unit.name());
            case RiskException.UnknownInput _,RiskException.MissingInputs _,RiskException.OutsidePopulation _,RiskException.Unreadable _ ->
                Optional.empty();
        };
    }

    /** Where a value came from. */
    String origin(Found found) {
        var day = found.day().map(Object::toString).orElse("");
        return get("risk.panel.origin." + found.origin(), day).strip();
    }

    private String first(List<String> keys, String otherwise) {
        return keys.stream().filter(texts::has).findFirst().map(key -> texts.get(key)).orElse(otherwise);
    }
}
