package org.lantern.analytics.learning;

import java.util.List;

/**
 * Complete numeric data with a yes-or-no outcome.
 *
 * @param features names of the columns
 * @param rows one row for each subject, finite numbers in the order of the features
 * @param outcomes whether the outcome happened
 */
public record Table(List<String> features, double[][] rows, boolean[] outcomes) {
    public Table {
        features = List.copyOf(features);
        if (rows.length != outcomes.length || rows.length == 0) {
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

    public int size() {
        return rows.length;
    }

    /** The rows of the given indexes, in their order. */
    public Table subset(int[] indexes) {
        var chosenRows = new double[indexes.length][];
        var chosenOutcomes = new boolean[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            chosenRows[i] = rows[indexes[i]];
            chosenOutcomes[i] = outcomes[indexes[i]];
        }
        return new Table(features, chosenRows, chosenOutcomes);
    }
}
