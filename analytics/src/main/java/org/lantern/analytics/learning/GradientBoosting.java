package org.lantern.analytics.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

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
    public Classifier fit(Table table, RandomGenerator random) {
        Learner.requireBothOutcomes(table);
        int count = table.size();
        var limits = new RegressionTree.Limits(depth, 1, table.features().size());
        int[] everybody = IntStream.range(0, count).toArray();
        double events = IntStream.range(0, count).filter(i -> table.outcomes()[i]).count();
        double start = Math.log(events / (count - events));
        var logOdds = new double[count];
        Arrays.fill(logOdds, start);
        List<RegressionTree> grown = new ArrayList<>(trees);
        var residuals = new double[count];
        for (int round = 0; round < trees; round++) {
            for (int i = 0; i < count; i++) {
                residuals[i] = (table.outcomes()[i] ? 1 : 0) - probability(logOdds[i]);
            }
            var tree = new RegressionTree(table.rows(), residuals, everybody, limits, random);
            setLeaves(tree, residuals, logOdds);
            for (int i = 0; i < count; i++) {
                logOdds[i] += learningRate * tree.predict(table.rows()[i]);
            }
            grown.add(tree);
        }
        return row -> {
            double sum = start;
            for (var tree : grown) {
                sum += learningRate * tree.predict(row);
            }
            return probability(sum);
        };
    }

    private static void setLeaves(RegressionTree tree, double[] residuals, double[] logOdds) {
        var gradient = new double[tree.nodeCount()];
        var curvature = new double[tree.nodeCount()];
        for (int i = 0; i < residuals.length; i++) {
            double probability = probability(logOdds[i]);
            gradient[tree.leaf(i)] += residuals[i];
            curvature[tree.leaf(i)] += probability * (1 - probability);
        }
        for (int node = 0; node < gradient.length; node++) {
            if (curvature[node] > 0) {
                tree.setValue(node, Math.abs(curvature[node]) < 1e-150 ? 0 : gradient[node] / curvature[node]);
            }
        }
    }

    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
