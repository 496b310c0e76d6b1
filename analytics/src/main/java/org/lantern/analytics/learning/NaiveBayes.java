package org.lantern.analytics.learning;

import java.util.random.RandomGenerator;

/**
 * Naive Bayes: columns are taken as independent given the outcome. A column of zeros and ones is counted (with one
 * subject added to each cell), any other is taken as normal within each outcome.
 */
public record NaiveBayes() implements Learner {
    /** Share of the largest variance that is added to all, so that a constant column does no harm. */
    private static final double SMOOTHING = 1e-9;

    /**
     * The fitted model; first index 0 without, 1 with the outcome.
     *
     * @param priorLogOdds log odds before anything is known
     * @param counted which columns hold only zeros and ones
     * @param means of normal columns, shares of ones of counted columns
     * @param variances of normal columns
     */
    public record Model(double priorLogOdds, boolean[] counted, double[][] means, double[][] variances)
            implements
                Classifier {
        @Override
        public double probability(double[] row) {
            double sum = 0;
            for (double part : contributions(row)) {
                sum += part;
            }
            return Sigmoid.of(sum);
        }

        @Override
        public Scale scale() {
            return Scale.LOG_ODDS;
        }

        @Override
        public double[] contributions(double[] row) {
            var parts = new double[counted.length + 1];
            for (int i = 0; i < counted.length; i++) {
                parts[i] = logDensity(1, i, row[i]) - logDensity(0, i, row[i]);
            }
            parts[counted.length] = priorLogOdds;
            return parts;
        }

        private double logDensity(int outcome, int column, double value) {
            double mean = means[outcome][column];
            if (counted[column]) {
                return Math.log(value >= 0.5 ? mean : 1 - mean);
            }
            double variance = variances[outcome][column];
            return -0.5 * (Math.log(variance) + (value - mean) * (value - mean) / variance);
        }
    }

    @Override
    public Model fit(Table table, RandomGenerator random) {
        Learner.requireBothOutcomes(table);
        int width = table.features().size();
        var counted = new boolean[width];
        for (int column = 0; column < width; column++) {
            counted[column] = true;
            for (var row : table.rows()) {
                counted[column] &= row[column] == 0 || row[column] == 1;
            }
        }
        var means = new double[2][width];
        var variances = new double[2][width];
        var weights = new double[2];
        for (int i = 0; i < table.size(); i++) {
            int outcome = table.outcomes()[i] ? 1 : 0;
            weights[outcome] += table.weights()[i];
            for (int column = 0; column < width; column++) {
                means[outcome][column] += table.weights()[i] * table.rows()[i][column];
            }
        }
        for (int outcome = 0; outcome < 2; outcome++) {
            for (int column = 0; column < width; column++) {
                means[outcome][column] = counted[column]
                        ? (means[outcome][column] + 1) / (weights[outcome] + 2)
                        : means[outcome][column] / weights[outcome];
            }
        }
        spread(table, means, variances, weights);
        return new Model(Math.log(weights[1] / weights[0]), counted, means, variances);
    }

    private static void spread(Table table, double[][] means, double[][] variances, double[] weights) {
        for (int i = 0; i < table.size(); i++) {
            int outcome = table.outcomes()[i] ? 1 : 0;
            for (int column = 0; column < variances[0].length; column++) {
                double difference = table.rows()[i][column] - means[outcome][column];
                variances[outcome][column] += table.weights()[i] * difference * difference / weights[outcome];
            }
        }
        var columnMeans = new double[variances[0].length];
        var deviations = new double[variances[0].length];
        LogisticRegression.standardise(table.rows(), columnMeans, deviations);
        double largest = 0;
        for (double deviation : deviations) {
            largest = Math.max(largest, deviation * deviation);
        }
        for (var ofOutcome : variances) {
            for (int column = 0; column < ofOutcome.length; column++) {
                ofOutcome[column] += SMOOTHING * largest;
            }
        }
    }
}
