package org.lantern.analytics.risk;

import java.util.List;
import java.util.Optional;

/**
 * One output of a model.
 *
 * @param unit unit of a number, such as {@code %} or {@code mL/min/{1.73_m2}}; empty for scores and other kinds
 * @param decimals how many decimals the source prints, for display; results are not rounded to it
 * @param values the words a {@link Kind#CATEGORY} can have, in order
 */
public record RiskOutput(String name, Kind kind, Optional<String> unit, int decimals, List<String> values) {
    /** What a result holds: Double, Long, Boolean, String, String of {@code yyyy-MM-dd}. */
    public enum Kind {
        NUMBER, INTEGER, BOOLEAN, CATEGORY, DATE
    }

    public RiskOutput {
        values = List.copyOf(values);
    }
}
