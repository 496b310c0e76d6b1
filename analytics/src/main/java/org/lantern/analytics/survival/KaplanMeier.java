package org.lantern.analytics.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The product-limit estimate of survival (Kaplan and Meier, J Am Stat Assoc 1958;53:457) with Greenwood's variance.
 * Confidence intervals agree with R's {@code survfit}.
 */
public final class KaplanMeier {
    /** The scale on which the confidence interval is symmetric. */
    public enum Interval {
        PLAIN, LOG, LOG_LOG
    }

    /**
     * The curve from one time to the next.
     *
     * @param time at which something happened: events, censorings, or both
     * @param atRisk subjects under observation just before
     * @param survival just after, 0..1
     * @param standardError of survival; empty once nobody is left
     * @param lower limit of the confidence interval; empty where the scale has none
     */
    public record Step(double time, int atRisk, int events, int censored, double survival,
            OptionalDouble standardError, OptionalDouble lower, OptionalDouble upper) {}

    /** An estimate with its confidence interval; a limit that the curve does not reach is empty. */
    public record Estimate(OptionalDouble value, OptionalDouble lower, OptionalDouble upper) {}

    /** Mean survival time up to a horizon. */
    public record RestrictedMean(double mean, double standardError) {}

    private final List<Step> steps;

    private KaplanMeier(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * @param normalQuantile of the confidence level, 1.959963984540054 for 95 %
     */
    public static KaplanMeier estimate(FollowUp followUp, Interval interval, double normalQuantile) {
        int[] order = followUp.order();
        var steps = new ArrayList<Step>();
        double survival = 1;
        double greenwood = 0;
        for (int i = 0; i < order.length;) {
            double time = followUp.times()[order[i]];
            int atRisk = order.length - i;
            int events = 0;
            int leaving = 0;
            for (; i < order.length && followUp.times()[order[i]] == time; i++) {
                leaving++;
                events += followUp.events()[order[i]] ? 1 : 0;
            }
            survival *= 1 - (double) events / atRisk;
            greenwood += events == atRisk ? Double.POSITIVE_INFINITY
                    : events / ((double) atRisk * (atRisk - events));
            steps.add(step(time, atRisk, events, leaving - events, survival, greenwood, interval, normalQuantile));
        }
        return new KaplanMeier(steps);
    }

    private static Step step(double time, int atRisk, int events, int censored, double survival, double greenwood,
            Interval interval, double quantile) {
        if (survival == 0) {
            return new Step(time, atRisk, events, censored, 0, OptionalDouble.empty(), OptionalDouble.empty(),
                    OptionalDouble.empty());
        }
        double logError = Math.sqrt(greenwood);
        double lower;
        double upper;
        switch (interval) {
            case PLAIN -> {
                lower = survival - quantile * logError * survival;
                upper = survival + quantile * logError * survival;
            }
            case LOG -> {
                lower = survival * Math.exp(-quantile * logError);
                upper = survival * Math.exp(quantile * logError);
            }
            default -> {
                double cumulative = -Math.log(survival);
                double spread = cumulative == 0 ? 0 : quantile * logError / cumulative;
                lower = Math.exp(-cumulative * Math.exp(spread));
                upper = Math.exp(-cumulative * Math.exp(-spread));
            }
        }
        return new Step(time, atRisk, events, censored, survival, OptionalDouble.of(survival * logError),
                OptionalDouble.of(Math.max(0, lower)), OptionalDouble.of(Math.min(1, upper)));
    }

    /** The steps by rising time. */
    public List<Step> steps() {
        return steps;
    }

    /** The step that holds at a time; empty before the first. */
    public Optional<Step> at(double time) {
        Step last = null;
        for (var step : steps) {
            if (step.time() > time) {
                break;
            }
            last = step;
        }
        return Optional.ofNullable(last);
    }

    /** How many subjects are observed at a time or later. */
    public int atRisk(double time) {
        return steps.stream().filter(step -> step.time() >= time).mapToInt(Step::atRisk).findFirst().orElse(0);
    }

    /**
     * The time by which the given share of subjects had the event, with the interval that comes from the curves of the
     * confidence limits (Brookmeyer and Crowley). Where a curve is flat at exactly that height, the middle of the flat
     * part counts.
     *
     * @param share between 0 and 1, 0.5 for the median
     */
    public Estimate quantile(double share) {
        double height = 1 - share;
        return new Estimate(crossing(height, step -> OptionalDouble.of(step.survival())),
                crossing(height, Step::lower), crossing(height, Step::upper));
    }

    private OptionalDouble crossing(double height, java.util.function.Function<Step, OptionalDouble> curve) {
        final double tolerance = 1e-9;
        OptionalDouble touched = OptionalDouble.empty();
        for (var step : steps) {
            var value = curve.apply(step);
            if (value.isEmpty()) {
                continue;
            }
            if (value.getAsDouble() < height - tolerance) {
                return OptionalDouble.of(touched.isPresent() ? (touched.getAsDouble() + step.time()) / 2 : step.time());
            }
            if (touched.isEmpty() && value.getAsDouble() <= height + tolerance) {
                touched = OptionalDouble.of(step.time());
            }
        }
        return touched;
    }

    /** The area under the curve up to a horizon; the last height is carried on if the horizon lies beyond. */
    public RestrictedMean restrictedMean(double horizon) {
        double area = 0;
        double variance = 0;
        double rightEnd = horizon;
        for (int i = steps.size() - 1; i >= 0; i--) {
            var step = steps.get(i);
            if (step.time() >= horizon) {
                continue;
            }
            area += step.survival() * (rightEnd - step.time());
            rightEnd = step.time();
            if (step.events() > 0 && step.atRisk() > step.events()) {
                variance += area * area * step.events() / ((double) step.atRisk() * (step.atRisk() - step.events()));
            }
        }
        return new RestrictedMean(area + rightEnd, Math.sqrt(variance));
    }
}
