package org.lantern.analytics.risk;

import java.util.List;
import java.util.Optional;

/**
 * One input of a model.
 *
 * @param name as in formulas, on the command line and in stored results
 * @param unit unit of the range and of the formula; empty for pure numbers and other kinds
 * @param quantity what is measured, if units of it can be converted (see {@link Units})
 * @param range accepted numbers
 * @param allowed the choices of {@link Kind#CHOICE} and of {@link Kind#LIST} of choices
 * @param fields the numbers that each entry of a {@link Kind#LIST} of entries must have; empty for other inputs
 * @param required whether there is no result without it. An input may also be required only for some values of
 *            others (the solid part of a part-solid nodule); {@link RiskModel#missing} tells for given values
 * @param standard what is assumed if it is not given: {@code false} for a finding that nobody mentioned
 * @param loinc LOINC codes under which a chart may hold it, the preferred one first
 * @param source where a workstation may take it from without asking: {@code patient.age-years},
 *            {@code patient.age-days}, {@code patient.sex}, {@code measure.length-mm}, {@code measure.angle-deg},
 *            {@code measure.calcium-score}; empty: from the chart by code, or asked
 */
public record RiskInput(String name, Kind kind, Optional<String> unit, Optional<String> quantity,
        Optional<Range> range, List<String> allowed, List<Field> fields, boolean required,
        Optional<Object> standard, List<String> loinc, Optional<String> source) {
    /** What sort of value an input takes. */
    public enum Kind {
        /** A decimal number. */
        NUMBER,
        /** A number without a fraction: a count, or a graded component. */
        INTEGER,
        /** True or false; 1 and 0 are understood as well. */
        BOOLEAN,
        /** One of the allowed words or numbers. */
        CHOICE,
        /** Several of the allowed words, or entries with numeric fields. */
        LIST,
        /** A calendar day. */
        DATE
    }

    /** A number in each entry of a list. */
    public record Field(String name, Range range) {}

    public RiskInput {
        allowed = List.copyOf(allowed);
        fields = List.copyOf(fields);
        loinc = List.copyOf(loinc);
    }
}
