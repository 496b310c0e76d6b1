package org.lantern.analytics.learning;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Random forest (Breiman, Mach Learn 2001;45:5): trees on bootstrap samples, a random selection of features tried at
 * each split, probabilities averaged. Trees are grown side by side; each has a seed of its own, so that the order in
 * which they are done does not matter.
 *
 * @param trees how many
 * @param leafSize smallest number of different rows in a leaf
 */
public record RandomForest(int trees, int leafSize) implements Learner {
    public RandomForest {
        if (trees < 1 || leafSize < 1) {
            throw new IllegalArgumentException("a forest has trees, and a leaf has rows");
        }
    }

    @Override
    public TreeEnsemble fit(Table table, RandomGenerator random) {
        Learner.requireBothOutcomes(table);
        int tried = Math.max(1, (int) Math.sqrt(table.features().size()));
        var limits = new TreeGrower.Limits(Integer.MAX_VALUE, leafSize, tried);
        var columns = new Columns(table.rows());
        double[] targets = Learner.targets(table);
        long[] seeds = random.longs(trees).toArray();
        var grown = IntStream.range(0, trees).parallel()
                .mapToObj(tree -> grow(table, columns, targets, limits, seeds[tree])).toList();
        return new TreeEnsemble(grown, 0, 1.0 / trees, Classifier.Scale.PROBABILITY, table.features().size());
    }

    private static Tree grow(Table table, Columns columns, double[] targets, TreeGrower.Limits limits, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var weights = new double[targets.length];
        for (int draw = 0; draw < weights.length; draw++) {
            int row = random.nextInt(weights.length);
            weights[row] += table.weights()[row];
        }
        return new TreeGrower(columns, weights, targets, limits, random).grow().done();
    }
}
