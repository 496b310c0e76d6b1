package org.lantern.app.feature.chart;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lantern.app.control.UnitSymbol;
import org.lantern.resources.Texts;
import org.lantern.storage.Refusal;
import org.lantern.storage.chart.Code;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.chart.Observation;
import org.lantern.storage.chart.Observation.Value;
import org.lantern.storage.chart.ObservationKind;
import org.lantern.storage.chart.ObservationKinds;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.chart.Sex;

/** How the chart's values are written for people, and how what people typed is read. */
final class ChartFormat {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern TYPED_DAY = Pattern
            .compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})|(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,10})?");

    private final Texts texts;
    private final ZoneId zone;
    private final ObservationKinds kinds;

    ChartFormat(Texts texts, ZoneId zone, ObservationKinds kinds) {
        this.texts = texts;
        this.zone = zone;
        this.kinds = kinds;
    }

    Texts texts() {
        return texts;
    }

    String day(LocalDate date) {
        return DAY.format(date);
    }

    String day(Instant instant) {
        return DAY.format(instant.atZone(zone).toLocalDate());
    }

    String minute(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    /** Years from the second birthday on, months from the first, days before that: as a clinic says it. */
    String age(LocalDate birth, LocalDate today) {
        var age = Period.between(birth, today);
        if (age.getYears() >= 2) {
            return texts.get("chart.age.years", age.getYears());
        }
        return age.toTotalMonths() >= 1 ? texts.get("chart.age.months", age.toTotalMonths())
                : texts.get("chart.age.days", ChronoUnit.DAYS.between(birth, today));
    }

    String sex(Sex sex) {
        return texts.get("chart.choice.sex." + sex);
    }

    /** What a code is called here: its kind's name, a known answer's name, or as it was recorded. */
    String name(Code code) {
        return kinds.of(code).map(this::name).orElseGet(() -> {
            var key = "chart.code." + code.code();
            return texts.has(key) ? texts.get(key) : code.display();
        });
    }

    String name(ObservationKind kind) {
        return texts.get("chart.kind." + kind.key());
    }

    /** The digits as they were recorded, without unit; an answer's name. */
    String value(Observation observation) {
        return switch (observation.value()) {
            case Value.Quantity(var amount, _) -> amount.toPlainString();
            case Value.Coded(var answer) -> name(answer);
        };
    }

    String unit(Observation observation) {
        return observation.quantity().map(quantity -> UnitSymbol.of(quantity.unit())).orElse("");
    }

    /** Value, unit, time and origin in one line. */
    String words(Entry<Observation> entry) {
        var observation = entry.fact();
        return texts.get("chart.observation.words", (value(observation) + " " + unit(observation)).strip(),
                minute(observation.effective()), origin(entry));
    }

    /** Where an observation came from. */
    String origin(Entry<Observation> entry) {
        return switch (entry.fact().origin()) {
            case Origin.Entered() -> texts.get("chart.origin.entered", entry.author());
            case Origin.Measured _ -> texts.get("chart.origin.measured", entry.author());
            case Origin.Computed(var by) -> texts.get("chart.origin.computed", by);
            case Origin.Imported(var source) -> texts.get("chart.origin.imported", source);
        };
    }

    String refusal(Refusal refusal) {
        var key = "chart.refusal." + refusal.reason();
        return refusal.allowed().map(range -> texts.get(key, range.lowest().toPlainString(),
                range.highest().toPlainString(), UnitSymbol.of(range.unit())).strip())
                .orElseGet(() -> texts.get(key));
    }

    /** A typed day: {@code 2026-03-02}, {@code 2026/3/2}, {@code 2026.3.2} or {@code 20260302}. */
    static Optional<LocalDate> readDay(String typed) {
        var match = TYPED_DAY.matcher(plain(typed));
        if (!match.matches()) {
            return Optional.empty();
        }
        int first = match.group(1) != null ? 1 : 4;
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(match.group(first)),
                    Integer.parseInt(match.group(first + 1)), Integer.parseInt(match.group(first + 2))));
        } catch (java.time.DateTimeException e) {
            return Optional.empty(); // the thirtieth of February
        }
    }

    /** A typed day and time, {@code 2026-03-02 08:30}. */
    Optional<Instant> readMinute(String typed) {
        try {
            return Optional.of(LocalDateTime.parse(plain(typed), MINUTE).atZone(zone).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A typed number with a decimal point. A comma is refused: it means different things in different places. */
    static Optional<BigDecimal> readNumber(String typed) {
        var text = plain(typed);
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** Full-width digits and signs of a Chinese input method mean the same as the narrow ones. */
    private static String plain(String typed) {
        return Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).replace('。', '.');
    }
}
