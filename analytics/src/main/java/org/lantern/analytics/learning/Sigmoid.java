package org.lantern.analytics.learning;

/** From log odds to a probability and back. */
final class Sigmoid {
    /** Keeps log odds of a probability of 0 or 1 finite. */
    private static final double CLOSEST = 1e-12;

    private Sigmoid() {}

    static double of(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    static double logOdds(double probability) {
        double p = Math.clamp(probability, CLOSEST, 1 - CLOSEST);
        return Math.log(p / (1 - p));
    }
}
