package org.lantern.analytics.learning;

import java.util.List;

/**
 * Moves probabilities so that they agree with what happened: a straight line through the log odds.
 *
 * @param intercept 0 changes nothing
 * @param slope 1 changes nothing
 */
public record Recalibration(double intercept, double slope) {
    /** Leaves probabilities as they are. */
    public static final Recalibration NONE = new Recalibration(0, 1);

    /** The line that fits best (Cox 1958). */
    public static Recalibration fit(double[] probabilities, boolean[] outcomes) {
        var logOdds = new double[probabilities.length][1];
        for (int i = 0; i < logOdds.length; i++) {
            logOdds[i][0] = Sigmoid.logOdds(probabilities[i]);
        }
        var line = new LogisticRegression(1e6).fit(new Table(List.of("log odds"), logOdds, outcomes));
        double slope = line.coefficients()[0] / line.deviations()[0];
        return new Recalibration(line.intercept() - slope * line.means()[0], slope);
    }

    public double of(double probability) {
        return slope == 1 && intercept == 0 ? probability
                : Sigmoid.of(intercept + slope * Sigmoid.logOdds(probability));
    }

    /** Each fold's probabilities moved by the line of the other folds: what recalibration is worth on new subjects. */
    public static double[] crossFitted(double[] probabilities, boolean[] outcomes, int[] folds) {
        var moved = new double[probabilities.length];
        int count = java.util.Arrays.stream(folds).max().orElseThrow() + 1;
        for (int fold = 0; fold < count; fold++) {
            int[] others = CrossValidation.outside(folds, fold);
            var theirs = new double[others.length];
            var happened = new boolean[others.length];
            for (int i = 0; i < others.length; i++) {
                theirs[i] = probabilities[others[i]];
                happened[i] = outcomes[others[i]];
            }
            var line = fit(theirs, happened);
            for (int row : CrossValidation.inside(folds, fold)) {
                moved[row] = line.of(probabilities[row]);
            }
        }
        return moved;
    }
}
