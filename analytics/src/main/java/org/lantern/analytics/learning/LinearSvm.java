package org.lantern.analytics.learning;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Linear support vector machine on standardised columns: hinge loss and L2 regularisation, fitted by dual coordinate
 * descent (Hsieh and others, ICML 2008). Its margin becomes a probability by Platt's sigmoid, which is fitted on margins
 * of rows that the machine had not seen.
 *
 * @param cost C; larger means less regularisation
 */
public record LinearSvm(double cost) implements Learner {
    private static final int MOST_ROUNDS = 1000;
    private static final double TOLERANCE = 1e-4;
    private static final int PLATT_FOLDS = 3;

    public LinearSvm {
        if (!(cost > 0)) {
            throw new IllegalArgumentException("the cost must be positive");
        }
    }

    /**
     * The fitted machine.
     *
     * @param coefficients of standardised columns, already times the sigmoid's slope, so that they are log odds
     * @param means subtracted from each column
     * @param deviations by which each column is then divided
     */
    public record Model(double intercept, double[] coefficients, double[] means, double[] deviations)
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
            var parts = new double[coefficients.length + 1];
            for (int i = 0; i < coefficients.length; i++) {
                parts[i] = coefficients[i] * (row[i] - means[i]) / deviations[i];
            }
            parts[coefficients.length] = intercept;
            return parts;
        }
    }

    @Override
    public Model fit(Table table, RandomGenerator random) {
        Learner.requireBothOutcomes(table);
        var machine = machine(table, random);
        var margins = new double[table.size()][1];
        int events = table.events();
        if (Math.min(events, table.size() - events) < PLATT_FOLDS) {
            for (int i = 0; i < margins.length; i++) {
                margins[i][0] = machine.margin(table.rows()[i]);
            }
        } else {
            int[] folds = CrossValidation.stratifiedFolds(table.outcomes(), PLATT_FOLDS, random);
            for (int fold = 0; fold < PLATT_FOLDS; fold++) {
                var unseen = machine(table.subset(CrossValidation.outside(folds, fold)), random);
                for (int row : CrossValidation.inside(folds, fold)) {
                    margins[row][0] = unseen.margin(table.rows()[row]);
                }
            }
        }
        // Slightly regularised: separable margins would otherwise want an infinite slope.
        var sigmoid = new LogisticRegression(10).fit(
                new Table(List.of("margin"), margins, table.outcomes(), table.weights()));
        double slope = sigmoid.coefficients()[0] / sigmoid.deviations()[0];
        var coefficients = machine.weights.clone();
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] *= slope;
        }
        double shift = sigmoid.intercept() - slope * sigmoid.means()[0];
        return new Model(shift + slope * machine.bias, coefficients, machine.means, machine.deviations);
    }

    private record Machine(double[] weights, double bias, double[] means, double[] deviations) {
        double margin(double[] row) {
            double sum = bias;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * (row[i] - means[i]) / deviations[i];
            }
            return sum;
        }
    }

    private Machine machine(Table table, RandomGenerator random) {
        int width = table.features().size();
        var means = new double[width];
        var deviations = new double[width];
        double[][] rows = LogisticRegression.standardise(table.rows(), means, deviations);
        var weights = new double[width + 1]; // the last is the bias, a column of ones
        var multipliers = new double[rows.length];
        var order = new int[rows.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double largest = 0;
            for (int last = order.length - 1; last > 0; last--) {
                int swap = random.nextInt(last + 1);
                int kept = order[last];
                order[last] = order[swap];
                order[swap] = kept;
            }
            for (int row : order) {
                largest = Math.max(largest, step(rows[row], table.outcomes()[row] ? 1 : -1,
                        cost * table.weights()[row], row, multipliers, weights));
            }
            if (largest < TOLERANCE) {
                break;
            }
        }
        return new Machine(java.util.Arrays.copyOf(weights, width), weights[width], means, deviations);
    }

    /** Moves one multiplier to its best place; returns how far the gradient was from zero. */
    private static double step(double[] row, int sign, double most, int index, double[] multipliers,
            double[] weights) {
        int width = row.length;
        double margin = weights[width];
        double square = 1;
        for (int i = 0; i < width; i++) {
            margin += weights[i] * row[i];
            square += row[i] * row[i];
        }
        double gradient = sign * margin - 1;
        double before = multipliers[index];
        double projected = before <= 0 ? Math.min(gradient, 0) : before >= most ? Math.max(gradient, 0) : gradient;
        if (projected == 0) {
            return 0;
        }
        multipliers[index] = Math.clamp(before - gradient / square, 0, most);
        double change = (multipliers[index] - before) * sign;
        for (int i = 0; i < width; i++) {
            weights[i] += change * row[i];
        }
        weights[width] += change;
        return Math.abs(projected);
    }
}
