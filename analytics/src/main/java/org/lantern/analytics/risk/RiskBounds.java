package org.lantern.analytics.risk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Between which values a result lies when some inputs are not known.
 *
 * @param output the primary output
 * @param lowest smallest value found
 * @param highest largest value found
 * @param unknown the inputs that were varied
 */
public record RiskBounds(String output, double lowest, double highest, List<String> unknown) {
    /** More combinations than this are not tried: it has to stay quick while somebody types. */
    private static final int MOST_COMBINATIONS = 20_000;
    /** Numbers are tried at both limits and between, because some models have their extreme inside the range. */
    private static final int STEPS = 4;

    public RiskBounds {
        unknown = List.copyOf(unknown);
    }

    /**
     * Tries the allowed values of every missing input: each choice, and five numbers spread over a range. Where a
     * value makes another input necessary, that one is varied as well.
     *
     * @param given what is known
     * @return empty if nothing is missing, if a missing input has no range, if there are too many, or if no
     *         combination gives a numeric result
     * @throws RiskException if a given value is refused by itself
     */
    public static Optional<RiskBounds> of(RiskModel model, Map<String, InputValue> given) throws RiskException {
        var missing = model.missing(given);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        var search = new Search(model);
        boolean complete = search.vary(new LinkedHashMap<>(given));
        return complete && !search.output.isEmpty()
                ? Optional.of(new RiskBounds(search.output, search.lowest, search.highest, missing))
                : Optional.empty();
    }

    private static List<Object> candidates(RiskInput input) {
        return switch (input.kind()) {
            case BOOLEAN -> List.of(false, true);
            case CHOICE -> List.copyOf(input.allowed());
            case NUMBER, INTEGER -> input.range().map(range -> numbers(input, range)).orElse(List.of());
            case LIST, DATE -> List.of();
        };
    }

    private static List<Object> numbers(RiskInput input, Range range) {
        var numbers = new ArrayList<Object>();
        double highest = range.open() ? Math.nextDown(range.maximum()) : range.maximum();
        for (int step = 0; step <= STEPS; step++) {
            double value = range.minimum() + (highest - range.minimum()) * step / STEPS;
            numbers.add(input.kind() == RiskInput.Kind.INTEGER ? Math.rint(value) : value);
        }
        return numbers;
    }

    /** Walks over the combinations and remembers the extremes. */
    private static final class Search {
        private final RiskModel model;
        private String output = "";
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;
        private int attempts;

        Search(RiskModel model) {
            this.model = model;
        }

        /** Returns false if the combinations cannot all be tried. */
        boolean vary(Map<String, InputValue> inputs) throws RiskException {
            if (++attempts > MOST_COMBINATIONS) {
                return false;
            }
            try {
                var result = model.compute(inputs);
                if (result.outputs().get(result.primary()) instanceof Number value
                        && (output.isEmpty() || output.equals(result.primary()))) {
                    output = result.primary();
                    lowest = Math.min(lowest, value.doubleValue());
                    highest = Math.max(highest, value.doubleValue());
                }
                return true;
            } catch (RiskException.OutsidePopulation _) {
                return true; // The values contradict: no possible patient.
            } catch (RiskException.MissingInputs e) {
                return varyFirst(e.names().getFirst(), inputs);
            }
        }

        private boolean varyFirst(String name, Map<String, InputValue> inputs) throws RiskException {
            var values = model.input(name).map(RiskBounds::candidates).orElse(List.of());
            for (var value : values) {
                inputs.put(name, InputValue.of(value));
                if (!vary(inputs)) {
                    return false;
                }
            }
            inputs.remove(name);
            return !values.isEmpty();
        }
    }
}
