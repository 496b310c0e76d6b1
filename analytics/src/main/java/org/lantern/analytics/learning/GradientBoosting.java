package org.lantern.analytics.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Gradient boosting of shallow trees for log loss (Friedman, Ann Stat 2001;29:1189): each tree fits what the ones before
 * left over, and its leaves take one Newton step.
 *
 * @param trees how many
 * @param depth of each
 * @param learningRate by which each tree is shrunk, 0..1
 */
public record GradientBoosting(int trees, int depth, double learningRate) implements Learner {
    public GradientBoosting {
        if (trees < 1 || depth < 1 || !(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("trees and depth are positive, the learning rate is in 0..1");
        }
    }

    @Override
    public TreeEnsemble fit(Table table, RandomGenerator random) {
        Learner.requireBothOutcomes(table);
        int count = table.size();
        var limits = new TreeGrower.Limits(depth, 1, table.features().size());
        var columns = new Columns(table.rows());
        double[] targets = Learner.targets(table);
        double events = 0;
        double total = 0;
        for (int i = 0; i < count; i++) {
            events += table.weights()[i] * targets[i];
            total += table.weights()[i];
        }
        double start = Math.log(events / (total - events));
        var logOdds = new double[count];
        Arrays.fill(logOdds, start);
        List<Tree> grown = new ArrayList<>(trees);
        var residuals = new double[count];
        for (int round = 0; round < trees; round++) {
            for (int i = 0; i < count; i++) {
                residuals[i] = targets[i] - Sigmoid.of(logOdds[i]);
            }
            var grower = new TreeGrower(columns, table.weights(), residuals, limits, random);
            var tree = grower.grow();
            setValues(tree, grower.leafOfRow, table.weights(), residuals, logOdds);
            for (int i = 0; i < count; i++) {
                logOdds[i] += learningRate * tree.value[grower.leafOfRow[i]];
            }
            grown.add(tree.done());
        }
        return new TreeEnsemble(grown, start, learningRate, Classifier.Scale.LOG_ODDS, table.features().size());
    }

    /** A leaf's value is its Newton step; an inner node's is that of its rows together, for contributions. */
    private static void setValues(Tree.Growing tree, int[] leafOfRow, double[] weights, double[] residuals,
            double[] logOdds) {
        var gradient = new double[tree.count];
        var curvature = new double[tree.count];
        for (int i = 0; i < residuals.length; i++) {
            double probability = Sigmoid.of(logOdds[i]);
            gradient[leafOfRow[i]] += weights[i] * residuals[i];
            curvature[leafOfRow[i]] += weights[i] * probability * (1 - probability);
        }
        for (int node = tree.count - 1; node >= 0; node--) {
            if (tree.feature[node] >= 0) {
                gradient[node] = gradient[node + 1] + gradient[tree.right[node]];
                curvature[node] = curvature[node + 1] + curvature[tree.right[node]];
            }
            tree.value[node] = curvature[node] < 1e-150 ? 0 : gradient[node] / curvature[node];
        }
    }
}
