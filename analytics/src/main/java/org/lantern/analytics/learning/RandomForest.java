package org.lantern.analytics.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random forest (Breiman, Mach Learn 2001;45:5): trees on bootstrap samples, a random selection of features tried at
 * each split, probabilities averaged.
 *
 * @param trees how many
 * @param leafSize smallest number of rows in a leaf
 */
public record RandomForest(int trees, int leafSize) implements Learner {
    public RandomForest {
        if (trees < 1 || leafSize < 1) {
            throw new IllegalArgumentException("a forest has trees, and a leaf has rows");
        }
    }

    @Override
    public Classifier fit(Table table, RandomGenerator random) {
        Learner.requireBothOutcomes(table);
        int tried = Math.max(1, (int) Math.sqrt(table.features().size()));
        var limits = new RegressionTree.Limits(Integer.MAX_VALUE, leafSize, tried);
        double[] targets = new double[table.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = table.outcomes()[i] ? 1 : 0;
        }
        List<RegressionTree> grown = new ArrayList<>(trees);
        for (int tree = 0; tree < trees; tree++) {
            int[] sample = random.ints(table.size(), 0, table.size()).toArray();
            grown.add(new RegressionTree(table.rows(), targets, sample, limits, random));
        }
        return row -> {
            double sum = 0;
            for (var tree : grown) {
                sum += tree.predict(row);
            }
            return sum / grown.size();
        };
    }
}
