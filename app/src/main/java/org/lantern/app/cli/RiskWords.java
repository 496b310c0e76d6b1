package org.lantern.app.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lantern.analytics.risk.Band;
import org.lantern.analytics.risk.Notice;
import org.lantern.analytics.risk.RiskException;
import org.lantern.analytics.risk.RiskInput;
import org.lantern.analytics.risk.RiskModel;
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
        return text("risk.model." + model.id() + ".name", model.name());
    }

    String population(RiskModel model) {
        return text("risk.model." + model.id() + ".population", model.population());
    }

    List<String> caveats(RiskModel model) {
        return IntStream.range(0, model.caveats().size())
                .mapToObj(i -> text("risk.model." + model.id() + ".caveat." + (i + 1), model.caveats().get(i)))
                .toList();
    }

    String bandName(RiskModel model, Band band) {
        return text("risk.band." + model.id() + "." + band.id(), band.id());
    }

    String notice(Notice notice) {
        var key = "risk.output.notice." + notice.code();
        return texts.has(key) ? texts.get(key, String.join(", ", notice.names())) : notice.toString();
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
    String describe(RiskInput input) {
        var line = new StringBuilder(input.name()).append(": ").append(accepted(input));
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
                    String.join(", ", other.names()), population(model));
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

    private String text(String key, String otherwise) {
        return texts.has(key) ? texts.get(key) : otherwise;
    }
}
