package org.lantern.analytics.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well probabilities agree with what happened.
 *
 * @param auc area under the receiver operating curve: how often a subject with the outcome has the higher probability
 * @param brier mean squared difference of probability and outcome
 * @param logLoss mean negative log likelihood
 * @param calibrationSlope 1 if the log odds are neither too extreme (below 1) nor too timid
 * @param calibrationIntercept 0 if probabilities are right on the whole, given the slope
 * @param calibration groups of rising probability
 */
public record Evaluation(double auc, double brier, double logLoss, double calibrationSlope, double calibrationIntercept,
        List<CalibrationGroup> calibration) {
    /** Subjects of similar probability: what was predicted, and what happened. */
    public record CalibrationGroup(int count, double meanProbability, double observedShare) {}

    /** Counts at a threshold: a probability of at least that much counts as positive. */
    public record Confusion(int truePositives, int falsePositives, int trueNegatives, int falseNegatives) {
        public static Confusion at(double threshold, double[] probabilities, boolean[] outcomes) {
            int[] counts = new int[4];
            for (int i = 0; i < outcomes.length; i++) {
                boolean positive = probabilities[i] >= threshold;
                counts[(positive ? 0 : 2) + (outcomes[i] == positive ? 0 : 1)]++;
            }
            return new Confusion(counts[0], counts[1], counts[2], counts[3]);
        }

        public double accuracy() {
            return (double) (truePositives + trueNegatives)
                    / (truePositives + trueNegatives + falsePositives + falseNegatives);
        }
    }

    private static final int GROUPS = 10;
    /** Keeps the log loss of a probability of 0 or 1 finite, as is usual. */
    private static final double CLOSEST = 1e-15;

    /** @throws IllegalArgumentException if sizes differ or all outcomes are the same */
    public static Evaluation of(double[] probabilities, boolean[] outcomes) {
        if (probabilities.length != outcomes.length) {
            throw new IllegalArgumentException("as many probabilities as outcomes are needed");
        }
        double brier = 0;
        double logLoss = 0;
        var logOdds = new double[outcomes.length][1];
        for (int i = 0; i < outcomes.length; i++) {
            double p = Math.clamp(probabilities[i], CLOSEST, 1 - CLOSEST);
            brier += (probabilities[i] - (outcomes[i] ? 1 : 0)) * (probabilities[i] - (outcomes[i] ? 1 : 0));
            logLoss -= Math.log(outcomes[i] ? p : 1 - p);
            logOdds[i][0] = Math.log(p / (1 - p));
        }
        var line = new LogisticRegression(1e6).fit(new Table(List.of("log odds"), logOdds, outcomes));
        double slope = line.coefficients()[0] / line.deviations()[0];
        return new Evaluation(auc(probabilities, outcomes), brier / outcomes.length, logLoss / outcomes.length, slope,
                line.intercept() - slope * line.means()[0], groups(probabilities, outcomes));
    }

    /** By ranks; equal probabilities count half. */
    public static double auc(double[] probabilities, boolean[] outcomes) {
        int[] order = order(probabilities);
        double rankSum = 0;
        double positives = 0;
        for (int from = 0; from < order.length;) {
            int to = from;
            while (to < order.length && probabilities[order[to]] == probabilities[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                if (outcomes[order[i]]) {
                    rankSum += (from + 1 + to) / 2.0;
                    positives++;
                }
            }
            from = to;
        }
        double negatives = outcomes.length - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("all outcomes are the same");
        }
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
    }

    private static List<CalibrationGroup> groups(double[] probabilities, boolean[] outcomes) {
        int[] order = order(probabilities);
        var groups = new ArrayList<CalibrationGroup>();
        for (int group = 0; group < GROUPS; group++) {
            int from = group * order.length / GROUPS;
            int to = (group + 1) * order.length / GROUPS;
            if (to > from) {
                int[] members = Arrays.copyOfRange(order, from, to);
                groups.add(new CalibrationGroup(members.length,
                        Arrays.stream(members).mapToDouble(i -> probabilities[i]).average().orElseThrow(),
                        Arrays.stream(members).filter(i -> outcomes[i]).count() / (double) members.length));
            }
        }
        return List.copyOf(groups);
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue).toArray();
    }
}
