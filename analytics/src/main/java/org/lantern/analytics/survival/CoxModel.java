package org.lantern.analytics.survival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Proportional hazards regression (Cox, J R Stat Soc B 1972;34:187), fitted by Newton's method on the partial
 * likelihood. Agrees with R's {@code coxph}.
 *
 * @param coefficients log hazard ratios, in the order of the covariates
 * @param covariance of the coefficients
 * @param logLikelihoodNull with all coefficients 0
 * @param logLikelihood at the maximum
 * @param score score test statistic at 0
 * @param wald Wald test statistic
 * @param iterations Newton steps taken
 * @param concordance share of comparable pairs that the model orders rightly
 * @param means mean of each covariate, to which the baseline hazard belongs
 * @param baseline cumulative hazard at the means, for each stratum in rising order
 */
public record CoxModel(double[] coefficients, double[][] covariance, double logLikelihoodNull, double logLikelihood,
        double score, double wald, int iterations, double concordance, double[] means, List<BaselineHazard> baseline) {
    /** What to do with events at the same time. */
    public enum Ties {
        /** Breslow's approximation. */
        BRESLOW,
        /** Efron's approximation. */
        EFRON,
        /** The exact partial likelihood of discrete time; the effort grows with the number of ties. */
        EXACT
    }

    /**
     * Cumulative hazard of a subject whose covariates are the means. (At covariates 0 it would overflow for an age.)
     *
     * @param times event times, rising
     * @param hazards cumulative hazard from each time on
     */
    public record BaselineHazard(double[] times, double[] hazards) {
        public double at(double time) {
            int index = Arrays.binarySearch(times, time);
            index = index >= 0 ? index : -index - 2;
            return index < 0 ? 0 : hazards[index];
        }
    }

    private static final int MOST_ITERATIONS = 50;

    /** Fits without strata. */
    public static CoxModel fit(FollowUp followUp, double[][] covariates, Ties ties) {
        return fit(followUp, covariates, ties, new int[followUp.size()]);
    }

    /**
     * @param covariates one row for each subject
     * @param strata the stratum of each subject, any numbers; each has a baseline hazard of its own
     * @throws IllegalArgumentException if the sizes differ or a covariate is not finite
     * @throws ArithmeticException if a covariate depends on others, or the likelihood has no maximum (a covariate
     *             separates events from survivors)
     */
    public static CoxModel fit(FollowUp followUp, double[][] covariates, Ties ties, int[] strata) {
        if (covariates.length != followUp.size() || strata.length != followUp.size()) {
            throw new IllegalArgumentException("each subject needs covariates and a stratum");
        }
        double[] means = means(covariates);
        int width = means.length;
        var parts = new ArrayList<RiskSets>();
        for (int stratum : Arrays.stream(strata).distinct().sorted().toArray()) {
            int[] members = IntStream.range(0, strata.length).filter(i -> strata[i] == stratum).toArray();
            parts.add(new RiskSets(followUp, covariates, means, members));
        }
        var coefficients = new double[width];
        var likelihood = PartialLikelihood.at(parts, coefficients, ties);
        double nullValue = likelihood.value();
        double score = Cholesky.dot(likelihood.gradient(),
                new Cholesky(likelihood.information()).solve(likelihood.gradient()));
        int iteration = 0;
        while (true) {
            if (++iteration > MOST_ITERATIONS) {
                throw new ArithmeticException("the likelihood has no maximum within " + MOST_ITERATIONS + " steps");
            }
            double[] step = new Cholesky(likelihood.information()).solve(likelihood.gradient());
            PartialLikelihood next = move(parts, coefficients, step, ties, likelihood.value());
            double gain = next.value() - likelihood.value();
            likelihood = next;
            if (Math.abs(gain) <= 1e-13 * Math.abs(next.value()) && largest(step) < 1e-9) {
                break;
            }
        }
        double wald = quadratic(likelihood.information(), coefficients);
        var baseline = new ArrayList<BaselineHazard>();
        for (var part : parts) {
            baseline.add(part.baseline(coefficients, ties == Ties.EFRON));
        }
        return new CoxModel(coefficients, new Cholesky(likelihood.information()).inverse(), nullValue,
                likelihood.value(), score, wald, iteration, Concordance.of(followUp, covariates, coefficients, strata),
                means, baseline);
    }

    /** Adds the step to the coefficients; halves it while it makes the likelihood smaller. */
    private static PartialLikelihood move(List<RiskSets> parts, double[] coefficients, double[] step, Ties ties,
            double before) {
        for (double share = 1; share > 1e-6; share /= 2) {
            var attempt = coefficients.clone();
            for (int i = 0; i < attempt.length; i++) {
                attempt[i] += share * step[i];
            }
            var likelihood = PartialLikelihood.at(parts, attempt, ties);
            if (likelihood.value() >= before - 1e-10 * Math.abs(before)) {
                System.arraycopy(attempt, 0, coefficients, 0, attempt.length);
                return likelihood;
            }
        }
        throw new ArithmeticException("no step makes the likelihood larger");
    }

    private static double[] means(double[][] covariates) {
        var means = new double[covariates[0].length];
        for (var row : covariates) {
            if (row.length != means.length) {
                throw new IllegalArgumentException("rows of covariates differ in length");
            }
            for (int i = 0; i < means.length; i++) {
                if (!Double.isFinite(row[i])) {
                    throw new IllegalArgumentException("covariate " + i + " is not a finite number");
                }
                means[i] += row[i] / covariates.length;
            }
        }
        return means;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    private static double quadratic(double[][] matrix, double[] vector) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += vector[i] * Cholesky.dot(matrix[i], vector);
        }
        return sum;
    }

    /** Standard error of a coefficient. */
    public double standardError(int covariate) {
        return Math.sqrt(covariance[covariate][covariate]);
    }

    /** Two-sided probability that a coefficient is this far from 0 by chance. */
    public double probability(int covariate) {
        double z = coefficients[covariate] / standardError(covariate);
        return ChiSquared.upperTail(z * z, 1);
    }

    /** Likelihood ratio test statistic, with as many degrees of freedom as covariates. */
    public double likelihoodRatio() {
        return 2 * (logLikelihood - logLikelihoodNull);
    }

    /**
     * The probability to be free of the event up to a time.
     *
     * @param stratum index into {@link #baseline()}
     */
    public double survival(double[] covariates, int stratum, double time) {
        double predictor = 0;
        for (int i = 0; i < covariates.length; i++) {
            predictor += coefficients[i] * (covariates[i] - means[i]);
        }
        return Math.exp(-baseline.get(stratum).at(time) * Math.exp(predictor));
    }
}
