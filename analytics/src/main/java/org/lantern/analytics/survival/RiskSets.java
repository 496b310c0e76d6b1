package org.lantern.analytics.survival;

import java.util.ArrayList;
import java.util.List;

/** The subjects of one stratum from the longest follow-up to the shortest, with centred covariates. */
final class RiskSets {
    private final double[] times;
    private final boolean[] events;
    private final double[][] rows;

    RiskSets(FollowUp followUp, double[][] covariates, double[] means, int[] members) {
        int[] order = followUp.subset(members).order();
        times = new double[order.length];
        events = new boolean[order.length];
        rows = new double[order.length][means.length];
        for (int i = 0; i < order.length; i++) {
            int subject = members[order[order.length - 1 - i]];
            times[i] = followUp.times()[subject];
            events[i] = followUp.events()[subject];
            for (int k = 0; k < means.length; k++) {
                rows[i][k] = covariates[subject][k] - means[k];
            }
        }
    }

    double[][] rows() {
        return rows;
    }

    double[] predictor(double[] coefficients) {
        var predictor = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            predictor[i] = Cholesky.dot(rows[i], coefficients);
        }
        return predictor;
    }

    /**
     * The subjects of one time: those from {@code from} to before {@code to} leave then, all before {@code to} are at
     * risk.
     */
    record Moment(int from, int to, List<Integer> failing) {}

    /** From the last time to the first. */
    List<Moment> moments() {
        var moments = new ArrayList<Moment>();
        for (int from = 0; from < times.length;) {
            int to = from;
            var failing = new ArrayList<Integer>();
            for (; to < times.length && times[to] == times[from]; to++) {
                if (events[to]) {
                    failing.add(to);
                }
            }
            moments.add(new Moment(from, to, failing));
            from = to;
        }
        return moments;
    }

    /** Nelson–Aalen–Breslow hazard at the mean covariates, or with Efron's share for tied events. */
    CoxModel.BaselineHazard baseline(double[] coefficients, boolean efron) {
        double[] predictor = predictor(coefficients);
        var moments = moments();
        var at = new ArrayList<Double>();
        var jumps = new ArrayList<Double>();
        double atRisk = 0;
        for (var moment : moments) {
            for (int i = moment.from(); i < moment.to(); i++) {
                atRisk += Math.exp(predictor[i]);
            }
            if (moment.failing().isEmpty()) {
                continue;
            }
            double failing = moment.failing().stream().mapToDouble(i -> Math.exp(predictor[i])).sum();
            double jump = 0;
            int count = moment.failing().size();
            for (int k = 0; k < count; k++) {
                jump += 1 / (atRisk - (efron ? failing * k / count : 0));
            }
            at.add(times[moment.from()]);
            jumps.add(jump);
        }
        var eventTimes = new double[at.size()];
        var hazards = new double[at.size()];
        double sum = 0;
        for (int i = 0; i < eventTimes.length; i++) {
            eventTimes[i] = at.get(eventTimes.length - 1 - i);
            sum += jumps.get(eventTimes.length - 1 - i);
            hazards[i] = sum;
        }
        return new CoxModel.BaselineHazard(eventTimes, hazards);
    }
}
