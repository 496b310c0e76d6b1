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
     * Tries the allowed values of every missing input: each choice, and five numbers spread over a range.
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
        var candidates = new ArrayList<List<Object>>();
        long combinations = 1;
        for (var name : missing) {
            var values = candidates(model.input(name).orElseThrow());
            combinations *= values.size();
            if (combinations == 0 || combinations > MOST_COMBINATIONS) {
                return Optional.empty();
            }
            candidates.add(values);
        }
        var search = new Search(model, missing);
        for (long combination = 0; combination < combinations; combination++) {
            var inputs = new LinkedHashMap<>(given);
            long rest = combination;
            for (int i = 0; i < missing.size(); i++) {
                var values = candidates.get(i);
                inputs.put(missing.get(i), InputValue.of(values.get((int) (rest % values.size()))));
                rest /= values.size();
            }
            search.attempt(inputs);
        }
        return search.result();
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

    /** Remembers the extremes. Combinations that contradict themselves are no possible patients and do not count. */
    private static final class Search {
        private final RiskModel model;
        private final List<String> missing;
        private String output = "";
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;

        Search(RiskModel model, List<String> missing) {
            this.model = model;
            this.missing = missing;
        }

        void attempt(Map<String, InputValue> inputs) throws RiskException {
            try {
                var result = model.compute(inputs);
                if (result.outputs().get(result.primary()) instanceof Number value
                        && (output.isEmpty() || output.equals(result.primary()))) {
                    output = result.primary();
                    lowest = Math.min(lowest, value.doubleValue());
                    highest = Math.max(highest, value.doubleValue());
                }
            } catch (RiskException.OutsidePopulation | RiskException.MissingInputs _) {
                // Impossible together, or it makes yet another input necessary.
            }
        }

        Optional<RiskBounds> result() {
            return output.isEmpty() ? Optional.empty()
                    : Optional.of(new RiskBounds(output, lowest, highest, missing));
        }
    }
}
