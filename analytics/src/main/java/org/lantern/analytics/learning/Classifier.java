package org.lantern.analytics.learning;

/** A learned model. */
@FunctionalInterface
public interface Classifier {
    /**
     * The probability of the outcome, 0..1.
     *
     * @param row values in the order of the table's features
     */
    double probability(double[] row);
}
