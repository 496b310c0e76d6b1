package org.lantern.analytics.learning;

import java.util.random.RandomGenerator;

/** A way to learn from a table. Whatever it does to the data (scaling) it learns from that table alone. */
public sealed interface Learner permits LogisticRegression, RandomForest, GradientBoosting {
    /**
     * @param random the only source of chance, so that a seed reproduces the model
     * @throws IllegalArgumentException if the table holds only one kind of outcome
     */
    Classifier fit(Table table, RandomGenerator random);

    /** Refuses a table from which nothing can be learned. */
    static void requireBothOutcomes(Table table) {
        boolean first = table.outcomes()[0];
        for (boolean outcome : table.outcomes()) {
            if (outcome != first) {
                return;
            }
        }
        throw new IllegalArgumentException("all outcomes are the same");
    }
}
