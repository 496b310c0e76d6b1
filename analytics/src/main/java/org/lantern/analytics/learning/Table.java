package org.lantern.analytics.learning;

import java.util.Arrays;
import java.util.List;

/**
 * Complete numeric data with a yes-or-no outcome.
 *
 * @param features names of the columns
 * @param rows one row for each subject, finite numbers in the order of the features
 * @param outcomes whether the outcome happened
 * @param weights how much each row counts, positive; 1 for an ordinary row
 */
public record Table(List<String> features, double[][] rows, boolean[] outcomes, double[] weights) {
    public Table {
        features = List.copyOf(features);
        if (rows.length != outcomes.length || rows.length != weights.length || rows.length == 0) {
            throw new IllegalArgumentException("as many rows as outcomes are needed, and at least one");
        }
        for (var row : rows) {
            if (row.length != features.size()) {
                throw new IllegalArgumentException("a row has another number of values than there are features");
            }
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("a value is missing or not finite");
                }
            }
        }
    }

    /** Rows that all count the same. */
    public Table(List<String> features, double[][] rows, boolean[] outcomes) {
        this(features, rows, outcomes, ones(rows.length));
    }

    private static double[] ones(int count) {
        var ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    public int size() {
        return rows.length;
    }

    /** How many rows have the outcome. */
    public int events() {
        return events(outcomes);
    }

    static int events(boolean[] outcomes) {
        int events = 0;
        for (boolean outcome : outcomes) {
            events += outcome ? 1 : 0;
        }
        return events;
    }

    /** The same rows, weighted so that both outcomes count the same on the whole, as for a rare outcome. */
    public Table balanced() {
        var balanced = new double[size()];
        int events = events();
        for (int i = 0; i < balanced.length; i++) {
            balanced[i] = size() / (2.0 * (outcomes[i] ? events : size() - events));
        }
        return new Table(features, rows, outcomes, balanced);
    }

    /** The rows of the given indexes, in their order. */
    public Table subset(int[] indexes) {
        var chosenRows = new double[indexes.length][];
        var chosenOutcomes = new boolean[indexes.length];
        var chosenWeights = new double[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            chosenRows[i] = rows[indexes[i]];
            chosenOutcomes[i] = outcomes[indexes[i]];
            chosenWeights[i] = weights[indexes[i]];
        }
        return new Table(features, chosenRows, chosenOutcomes, chosenWeights);
    }
}
