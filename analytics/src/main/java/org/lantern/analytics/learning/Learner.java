package org.lantern.analytics.learning;

import java.util.random.RandomGenerator;

/** A way to learn from a table. Whatever it does to the data (scaling) it learns from that table alone. */
public sealed interface Learner
        permits
        LogisticRegression,
        RandomForest,
        GradientBoosting,
        LinearSvm,
        NaiveBayes,
        DecisionTree {
    /**
     * @param random the only source of chance, so that a seed reproduces the model
     * @throws IllegalArgumentException if the table holds only one kind of outcome
     */
    Classifier fit(Table table, RandomGenerator random);

    /** Refuses a table from which nothing can be learned. */
    static void requireBothOutcomes(Table table) {
        int events = table.events();
        if (events == 0 || events == table.size()) {
            throw new IllegalArgumentException("all outcomes are the same");
        }
    }

    /** Outcomes as numbers, 1 where it happened. */
    static double[] targets(Table table) {
        var targets = new double[table.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = table.outcomes()[i] ? 1 : 0;
        }
        return targets;
    }
}
