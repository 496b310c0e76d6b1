package org.lantern.analytics.survival;

/** Harrell's concordance of a linear predictor with follow-up, within strata. */
final class Concordance {
    private Concordance() {}

    static double of(FollowUp followUp, double[][] covariates, double[] coefficients, int[] strata) {
        var predictor = new double[covariates.length];
        for (int i = 0; i < predictor.length; i++) {
            predictor[i] = Cholesky.dot(covariates[i], coefficients);
        }
        double pairs = 0;
        double concordant = 0;
        for (int i = 0; i < predictor.length; i++) {
            if (!followUp.events()[i]) {
                continue;
            }
            for (int j = 0; j < predictor.length; j++) {
                boolean outlived = followUp.times()[j] > followUp.times()[i]
                        || followUp.times()[j] == followUp.times()[i] && !followUp.events()[j];
                if (outlived && strata[i] == strata[j]) {
                    pairs++;
                    concordant += predictor[i] > predictor[j] ? 1 : predictor[i] == predictor[j] ? 0.5 : 0;
                }
            }
        }
        return concordant / pairs;
    }
}
