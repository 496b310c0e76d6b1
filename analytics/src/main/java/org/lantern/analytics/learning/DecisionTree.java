package org.lantern.analytics.learning;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One tree (CART), small enough to be read.
 *
 * @param depth most questions from root to leaf
 * @param leafSize fewest rows in a leaf
 */
public record DecisionTree(int depth, int leafSize) implements Learner {
    public DecisionTree {
        if (depth < 1 || leafSize < 1) {
            throw new IllegalArgumentException("a tree asks something, and a leaf has rows");
        }
    }

    @Override
    public TreeEnsemble fit(Table table, RandomGenerator random) {
        Learner.requireBothOutcomes(table);
        var limits = new TreeGrower.Limits(depth, leafSize, table.features().size());
        var tree = new TreeGrower(new Columns(table.rows()), table.weights(), Learner.targets(table), limits, random)
                .grow().done();
        return new TreeEnsemble(List.of(tree), 0, 1, Classifier.Scale.PROBABILITY, table.features().size());
    }
}
