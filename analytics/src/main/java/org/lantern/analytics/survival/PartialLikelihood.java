package org.lantern.analytics.survival;

import java.util.List;

/**
 * Cox's log partial likelihood with its gradient and the negative of its second derivatives.
 */
record PartialLikelihood(double value, double[] gradient, double[][] information) {

    static PartialLikelihood at(List<RiskSets> parts, double[] coefficients, CoxModel.Ties ties) {
        var sums = new Sums(coefficients.length);
        for (var part : parts) {
            sums.add(part, coefficients, ties);
        }
        return new PartialLikelihood(sums.value, sums.gradient, sums.information);
    }

    /** Zeroth, first and second moment of covariates, weighted by exp(predictor). */
    private static final class Moments {
        private double weight;
        private final double[] first;
        private final double[][] second;

        Moments(int width) {
            first = new double[width];
            second = new double[width][width];
        }

        void add(double[] row, double rowWeight) {
            weight += rowWeight;
            for (int i = 0; i < row.length; i++) {
                first[i] += rowWeight * row[i];
                for (int j = 0; j <= i; j++) {
                    second[i][j] += rowWeight * row[i] * row[j];
                }
            }
        }
    }

    private static final class Sums {
        private final int width;
        private double value;
        private final double[] gradient;
        private final double[][] information;

        Sums(int width) {
            this.width = width;
            gradient = new double[width];
            information = new double[width][width];
        }

        void add(RiskSets part, double[] coefficients, CoxModel.Ties ties) {
            double[] predictor = part.predictor(coefficients);
            var atRisk = new Moments(width);
            for (var moment : part.moments()) {
                for (int i = moment.from(); i < moment.to(); i++) {
                    atRisk.add(part.rows()[i], Math.exp(predictor[i]));
                }
                int count = moment.failing().size();
                if (count == 0) {
                    continue;
                }
                var failing = new Moments(width);
                for (int i : moment.failing()) {
                    failing.add(part.rows()[i], Math.exp(predictor[i]));
                    value += predictor[i];
                    for (int k = 0; k < width; k++) {
                        gradient[k] += part.rows()[i][k];
                    }
                }
                if (ties == CoxModel.Ties.EXACT && count > 1) {
                    subtractExact(part.rows(), predictor, moment.to(), count);
                    continue;
                }
                for (int k = 0; k < count; k++) {
                    subtract(atRisk, failing, ties == CoxModel.Ties.EFRON ? (double) k / count : 0);
                }
            }
        }

        private void subtract(Moments atRisk, Moments failing, double share) {
            double weight = atRisk.weight - share * failing.weight;
            value -= Math.log(weight);
            var mean = new double[width];
            for (int i = 0; i < width; i++) {
                mean[i] = (atRisk.first[i] - share * failing.first[i]) / weight;
                gradient[i] -= mean[i];
                for (int j = 0; j <= i; j++) {
                    double square = (atRisk.second[i][j] - share * failing.second[i][j]) / weight;
                    addInformation(i, j, square - mean[i] * mean[j]);
                }
            }
        }

        private void addInformation(int i, int j, double amount) {
            information[i][j] += amount;
            if (i != j) {
                information[j][i] += amount;
            }
        }

        /**
         * Subtracts the logarithm of the sum over all sets of {@code count} subjects at risk, which is the elementary
         * symmetric polynomial of their weights; it and its derivatives are built up subject by subject.
         */
        private void subtractExact(double[][] rows, double[] predictor, int atRisk, int count) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < atRisk; i++) {
                largest = Math.max(largest, predictor[i]);
            }
            var polynomial = new double[count + 1];
            var first = new double[count + 1][width];
            var second = new double[count + 1][width][width];
            polynomial[0] = 1;
            for (int subject = 0; subject < atRisk; subject++) {
                double weight = Math.exp(predictor[subject] - largest);
                double[] row = rows[subject];
                for (int size = Math.min(count, subject + 1); size >= 1; size--) {
                    for (int i = 0; i < width; i++) {
                        for (int j = 0; j <= i; j++) {
                            second[size][i][j] += weight * (second[size - 1][i][j] + first[size - 1][i] * row[j]
                                    + first[size - 1][j] * row[i] + polynomial[size - 1] * row[i] * row[j]);
                        }
                    }
                    for (int i = 0; i < width; i++) {
                        first[size][i] += weight * (first[size - 1][i] + polynomial[size - 1] * row[i]);
                    }
                    polynomial[size] += weight * polynomial[size - 1];
                }
            }
            value -= Math.log(polynomial[count]) + count * largest;
            for (int i = 0; i < width; i++) {
                double mean = first[count][i] / polynomial[count];
                gradient[i] -= mean;
                for (int j = 0; j <= i; j++) {
                    addInformation(i, j,
                            second[count][i][j] / polynomial[count] - mean * first[count][j] / polynomial[count]);
                }
            }
        }
    }
}
