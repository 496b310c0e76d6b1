package org.lantern.analytics.survival;

/** Factor of a symmetric positive definite matrix, for the handful of covariates a clinical model has. */
final class Cholesky {
    private final double[][] lower;

    /** @throws ArithmeticException if the matrix is not positive definite: covariates that depend on each other */
    Cholesky(double[][] matrix) {
        int size = matrix.length;
        lower = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = matrix[row][column];
                for (int k = 0; k < column; k++) {
                    sum -= lower[row][k] * lower[column][k];
                }
                if (row != column) {
                    lower[row][column] = sum / lower[column][column];
                } else if (sum > 1e-12 * Math.abs(matrix[row][row])) {
                    lower[row][row] = Math.sqrt(sum);
                } else {
                    throw new ArithmeticException("column " + row + " depends on the ones before it");
                }
            }
        }
    }

    double[] solve(double[] right) {
        int size = right.length;
        var result = right.clone();
        for (int row = 0; row < size; row++) {
            for (int k = 0; k < row; k++) {
                result[row] -= lower[row][k] * result[k];
            }
            result[row] /= lower[row][row];
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int k = row + 1; k < size; k++) {
                result[row] -= lower[k][row] * result[k];
            }
            result[row] /= lower[row][row];
        }
        return result;
    }

    double[][] inverse() {
        int size = lower.length;
        var inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            var unit = new double[size];
            unit[i] = 1;
            inverse[i] = solve(unit);
        }
        return inverse;
    }

    static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }
}
