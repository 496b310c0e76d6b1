package org.lantern.app.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lantern.analytics.risk.Band;
import org.lantern.analytics.risk.Contribution;
import org.lantern.analytics.risk.Notice;
import org.lantern.analytics.risk.RiskException;
import org.lantern.analytics.risk.RiskInput;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.analytics.risk.TextKeys;
import org.lantern.resources.Texts;

/**
 * Words for risk models. Texts that belong to a model fall back to what its file says, in English. Inputs keep their
 * technical names: these are what one types.
 */
final class RiskWords {
    private final Texts texts;

    RiskWords(Texts texts) {
        this.texts = texts;
    }

    String modelName(RiskModel model) {
        return text(List.of(TextKeys.name(model)), model.name());
    }

    String population(RiskModel model) {
        return text(List.of(TextKeys.population(model)), model.population());
    }

    List<String> caveats(RiskModel model) {
        var keys = TextKeys.caveats(model);
        return IntStream.range(0, keys.size()).mapToObj(i -> text(List.of(keys.get(i)), model.caveats().get(i)))
                .toList();
    }

    String bandName(RiskModel model, Band band) {
        return text(TextKeys.band(model, band.id()), band.id());
    }

    /** An input's technical name, which one types, and its wording. */
    String inputName(RiskModel model, String input) {
        return input + "  " + text(TextKeys.input(model, input), "");
    }

    String outputName(RiskModel model, String output) {
        return output + "  " + text(TextKeys.output(model, output), "");
    }

    String contributionName(RiskModel model, Contribution contribution) {
        return text(TextKeys.contribution(model, contribution), contribution.name());
    }

    String contributionUnit(Contribution contribution) {
        return text(List.of(TextKeys.contributionUnit(contribution)), contribution.unit());
    }

    String notice(RiskModel model, Notice notice) {
        var key = TextKeys.notice(notice);
        var names = notice.names().stream().map(name -> text(TextKeys.input(model, name), name))
                .collect(Collectors.joining(", "));
        return texts.has(key) ? texts.get(key, names) : notice.toString();
    }

    /** A unit after a number, with the space between them. */
    String unit(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    /** A value for people: up to six significant digits, lists with commas. */
    String value(Object value) {
        return switch (value) {
            case Double number -> plain(number);
            case List<?> list -> list.stream().map(this::value).collect(Collectors.joining(", "));
            default -> String.valueOf(value);
        };
    }

    /** One input in one line: its name, what it may be, and whether there is no result without it. */
    String describe(RiskModel model, RiskInput input) {
        var line = new StringBuilder(inputName(model, input.name())).append(": ").append(accepted(input));
        if (!input.loinc().isEmpty()) {
            line.append("  LOINC ").append(String.join(", ", input.loinc()));
        }
        if (!input.required()) {
            line.append("  ").append(texts.get("cli.risk.input.optional"));
        }
        return line.toString();
    }

    String describe(RiskModel model, Band band) {
        var limits = limit(band.from(), band.above() ? " > " : " >= ")
                + limit(band.below(), band.upTo() ? " <= " : " < ");
        return bandName(model, band) + limits + (band.condition().isEmpty() ? "" : "  (" + band.condition() + ")");
    }

    /** Why a model refused, with the input and what it accepts; never the value that was given. */
    String refusal(RiskModel model, RiskException refusal) {
        return switch (refusal) {
            case RiskException.MissingInputs missing -> texts.get("cli.error.risk.missing",
                    missing.names().stream().map(name -> describe(model, name)).collect(Collectors.joining("; ")));
            case RiskException.OutOfRange outside -> texts.get("cli.error.risk.range", describe(model, outside.name()));
            case RiskException.NotAllowed wrong -> texts.get("cli.error.risk.value", describe(model, wrong.name()));
            case RiskException.OutsidePopulation other -> texts.get("cli.error.risk.population",
                    text(List.of(TextKeys.refusal(other)), ""), String.join(", ", other.names()), population(model));
            case RiskException.UnknownInput unknown -> texts.get("cli.error.risk.input", unknown.name(), model.id());
            case RiskException.UnknownUnit unit -> texts.get("cli.error.risk.unit", unit.name(),
                    String.join(", ", unit.accepted()));
            case RiskException.Unreadable _ -> texts.get("cli.error.risk.unreadable");
        };
    }

    private String describe(RiskModel model, String name) {
        return model.input(name).map(input -> input.name() + " (" + accepted(input) + ")").orElse(name);
    }

    private String accepted(RiskInput input) {
        if (!input.allowed().isEmpty()) {
            return String.join(" | ", input.allowed());
        }
        return switch (input.kind()) {
            case BOOLEAN -> "true | false";
            case DATE -> "yyyy-MM-dd";
            case LIST -> "[{" + input.fields().stream().map(field -> "\"" + field.name() + "\": " + field.range())
                    .collect(Collectors.joining(", ")) + "}, ...]";
            case NUMBER, INTEGER, CHOICE ->
                input.range().map(Object::toString).orElse(texts.get("cli.risk.input.number"))
                        + unit(input.unit().orElse(""));
        };
    }

    private static String limit(OptionalDouble limit, String sign) {
        return limit.isPresent() ? sign + plain(limit.getAsDouble()) : "";
    }

    private static String plain(double number) {
        return new BigDecimal(number).round(new MathContext(6, RoundingMode.HALF_EVEN)).stripTrailingZeros()
                .toPlainString();
    }

    /** The text of the first key that there is. */
    private String text(List<String> keys, String otherwise) {
        return keys.stream().filter(texts::has).findFirst().map(key -> texts.get(key)).orElse(otherwise);
    }
}
