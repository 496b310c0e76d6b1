package org.lantern.analytics.learning;

import java.util.random.RandomGenerator;

/**
 * Logistic regression with ridge (L2) regularisation on standardised columns: minimises |w|²/2 + C · log loss, the
 * intercept not being regularised. Fitted by Newton's method.
 *
 * @param inverseRegularisation C; larger means less regularisation
 */
public record LogisticRegression(double inverseRegularisation) implements Learner {
    private static final int MOST_ITERATIONS = 100;

    public LogisticRegression {
        if (!(inverseRegularisation > 0)) {
            throw new IllegalArgumentException("the inverse regularisation must be positive");
        }
    }

    /**
     * The fitted model.
     *
     * @param coefficients for standardised columns
     * @param means subtracted from each column
     * @param deviations by which each column is then divided; 1 for a column that never changes
     */
    public record Model(double intercept, double[] coefficients, double[] means, double[] deviations)
            implements
                Classifier {
        @Override
        public double probability(double[] row) {
            double sum = intercept;
            for (int i = 0; i < coefficients.length; i++) {
                sum += contribution(row, i);
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
                parts[i] = contribution(row, i);
            }
            parts[coefficients.length] = intercept;
            return parts;
        }

        /** What a column adds to the log odds, compared with its mean. */
        public double contribution(double[] row, int column) {
            return coefficients[column] * (row[column] - means[column]) / deviations[column];
        }
    }

    @Override
    public Model fit(Table table, RandomGenerator random) {
        return fit(table);
    }

    /** Fits without chance: there is one best model. */
    public Model fit(Table table) {
        Learner.requireBothOutcomes(table);
        int width = table.features().size();
        var means = new double[width];
        var deviations = new double[width];
        double[][] scaled = standardise(table.rows(), means, deviations);
        var weights = new double[width + 1];
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double[] step = newtonStep(scaled, table, weights);
            double before = loss(scaled, table, weights);
            double share = 1;
            var attempt = moved(weights, step, share);
            while (loss(scaled, table, attempt) > before + 1e-12 * Math.abs(before) && share > 1e-10) {
                share /= 2;
                attempt = moved(weights, step, share);
            }
            weights = attempt;
            double largest = 0;
            for (double part : step) {
                largest = Math.max(largest, Math.abs(part));
            }
            if (largest < 1e-10) {
                break;
            }
        }
        var coefficients = new double[width];
        System.arraycopy(weights, 1, coefficients, 0, width);
        return new Model(weights[0], coefficients, means, deviations);
    }

    /** Subtracts the mean of each column and divides by its deviation; fills both arrays. */
    static double[][] standardise(double[][] rows, double[] means, double[] deviations) {
        int count = rows.length;
        var scaled = new double[count][means.length];
        for (int column = 0; column < means.length; column++) {
            double sum = 0;
            for (var row : rows) {
                sum += row[column];
            }
            means[column] = sum / count;
            double squares = 0;
            for (var row : rows) {
                squares += (row[column] - means[column]) * (row[column] - means[column]);
            }
            deviations[column] = squares == 0 ? 1 : Math.sqrt(squares / count);
            for (int i = 0; i < count; i++) {
                scaled[i][column] = (rows[i][column] - means[column]) / deviations[column];
            }
        }
        return scaled;
    }

    private static double[] moved(double[] weights, double[] step, double share) {
        var moved = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] -= share * step[i];
        }
        return moved;
    }

    private static double predictor(double[] row, double[] weights) {
        double sum = weights[0];
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * weights[i + 1];
        }
        return sum;
    }

    private double loss(double[][] rows, Table table, double[] weights) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double predictor = predictor(rows[i], weights);
            double margin = table.outcomes()[i] ? predictor : -predictor;
            sum += table.weights()[i]
                    * (margin > 0 ? Math.log1p(Math.exp(-margin)) : -margin + Math.log1p(Math.exp(margin)));
        }
        double penalty = 0;
        for (int i = 1; i < weights.length; i++) {
            penalty += weights[i] * weights[i] / 2;
        }
        return penalty + inverseRegularisation * sum;
    }

    private double[] newtonStep(double[][] rows, Table table, double[] weights) {
        int size = weights.length;
        var system = new double[size][size + 1];
        for (int i = 1; i < size; i++) {
            system[i][i] = 1;
            system[i][size] = weights[i];
        }
        var extended = new double[size];
        extended[0] = 1;
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, extended, 1, size - 1);
            double probability = Sigmoid.of(predictor(rows[i], weights));
            double strength = inverseRegularisation * table.weights()[i];
            double error = strength * (probability - (table.outcomes()[i] ? 1 : 0));
            double curvature = strength * Math.max(probability * (1 - probability), 1e-12);
            for (int j = 0; j < size; j++) {
                system[j][size] += error * extended[j];
                for (int k = 0; k < size; k++) {
                    system[j][k] += curvature * extended[j] * extended[k];
                }
            }
        }
        return solve(system);
    }

    /** Gaussian elimination; the matrix is positive definite, so no pivoting is needed. */
    private static double[] solve(double[][] system) {
        int size = system.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = system[row][pivot] / system[pivot][pivot];
                for (int column = pivot; column <= size; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        var solution = new double[size];
        for (int row = size - 1; row >= 0; row--) {
            double sum = system[row][size];
            for (int column = row + 1; column < size; column++) {
                sum -= system[row][column] * solution[column];
            }
            solution[row] = sum / system[row][row];
        }
        return solution;
    }
}
