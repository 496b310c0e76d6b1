package org.lantern.analytics.survival;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether groups differ in survival: the log-rank test and its weighted forms (Harrington and Fleming 1982; weight
 * S(t-)^rho, so rho 0 is the log-rank and rho 1 the Peto test).
 *
 * @param counts subjects in each group
 * @param observed weighted events in each group
 * @param expected weighted events in each group if there were no difference
 * @param variance covariance of observed minus expected
 * @param chiSquared with one degree of freedom less than groups
 * @param probability of at least that much difference by chance
 */
public record LogRank(int[] counts, double[] observed, double[] expected, double[][] variance, double chiSquared,
        int degreesOfFreedom, double probability) {

    /**
     * @param groups the group of each subject, 0 to groupCount - 1, none empty
     * @param rho exponent of the weight
     */
    public static LogRank test(FollowUp followUp, int[] groups, int groupCount, double rho) {
        return test(followUp, groups, groupCount, rho, new int[groups.length]);
    }

    /**
     * The test within strata: only subjects of one stratum are compared with each other.
     *
     * @param strata the stratum of each subject, any numbers
     */
    public static LogRank test(FollowUp followUp, int[] groups, int groupCount, double rho, int[] strata) {
        if (groups.length != followUp.size() || strata.length != followUp.size() || groupCount < 2) {
            throw new IllegalArgumentException("each subject needs a group and a stratum, and groups are two or more");
        }
        var tally = new Tally(groupCount);
        for (int stratum : Arrays.stream(strata).distinct().toArray()) {
            int[] members = IntStream.range(0, strata.length).filter(i -> strata[i] == stratum).toArray();
            tally.add(followUp.subset(members), Arrays.stream(members).map(i -> groups[i]).toArray(), rho);
        }
        var counts = new int[groupCount];
        for (int group : groups) {
            counts[group]++;
        }
        int freedom = groupCount - 1;
        var difference = new double[freedom];
        var reduced = new double[freedom][];
        for (int i = 0; i < freedom; i++) {
            difference[i] = tally.observed[i] - tally.expected[i];
            reduced[i] = Arrays.copyOf(tally.variance[i], freedom);
        }
        double chiSquared = Cholesky.dot(difference, new Cholesky(reduced).solve(difference));
        return new LogRank(counts, tally.observed, tally.expected, tally.variance, chiSquared, freedom,
                ChiSquared.upperTail(chiSquared, freedom));
    }

    private static final class Tally {
        private final double[] observed;
        private final double[] expected;
        private final double[][] variance;

        Tally(int groupCount) {
            observed = new double[groupCount];
            expected = new double[groupCount];
            variance = new double[groupCount][groupCount];
        }

        void add(FollowUp followUp, int[] groups, double rho) {
            int[] order = followUp.order();
            var atRisk = new double[observed.length];
            for (int group : groups) {
                atRisk[group]++;
            }
            double survival = 1;
            for (int i = 0; i < order.length;) {
                double time = followUp.times()[order[i]];
                double total = order.length - i;
                var events = new double[observed.length];
                var leaving = new double[observed.length];
                for (; i < order.length && followUp.times()[order[i]] == time; i++) {
                    leaving[groups[order[i]]]++;
                    events[groups[order[i]]] += followUp.events()[order[i]] ? 1 : 0;
                }
                double eventCount = Arrays.stream(events).sum();
                if (eventCount > 0) {
                    addTime(events, atRisk, eventCount, total, Math.pow(survival, rho));
                    survival *= 1 - eventCount / total;
                }
                for (int group = 0; group < atRisk.length; group++) {
                    atRisk[group] -= leaving[group];
                }
            }
        }

        private void addTime(double[] events, double[] atRisk, double eventCount, double total, double weight) {
            double spread = total > 1 ? eventCount * (total - eventCount) / (total - 1) : 0;
            for (int group = 0; group < events.length; group++) {
                observed[group] += weight * events[group];
                expected[group] += weight * eventCount * atRisk[group] / total;
                for (int other = 0; other < events.length; other++) {
                    double share = atRisk[group] / total * ((group == other ? 1 : 0) - atRisk[other] / total);
                    variance[group][other] += weight * weight * spread * share;
                }
            }
        }
    }
}
