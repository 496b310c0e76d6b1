package org.lantern.analytics.learning;

import java.util.List;

/**
 * Trees whose predictions are added.
 *
 * @param trees at least one
 * @param start what is added to the sum
 * @param share what each tree is multiplied by
 * @param scale whether the sum is a probability (a forest) or log odds (boosting)
 * @param width columns of the table
 */
public record TreeEnsemble(List<Tree> trees, double start, double share, Scale scale, int width)
        implements
            Classifier {
    public TreeEnsemble {
        trees = List.copyOf(trees);
    }

    @Override
    public double probability(double[] row) {
        double sum = 0;
        for (var tree : trees) {
            sum += tree.predict(row);
        }
        double total = start + share * sum;
        return scale == Scale.PROBABILITY ? Math.clamp(total, 0, 1) : Sigmoid.of(total);
    }

    @Override
    public double[] contributions(double[] row) {
        var parts = new double[width + 1];
        parts[width] = start;
        for (var tree : trees) {
            tree.addContributions(row, share, parts);
            parts[width] += share * tree.value()[0];
        }
        return parts;
    }

    /** Questions and leaves of all trees together. */
    public long nodeCount() {
        return trees.stream().mapToLong(Tree::nodeCount).sum();
    }
}
