package org.lantern.analytics.learning;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** What chance in the choice of subjects does to a measure. */
public final class Bootstrap {
    private Bootstrap() {}

    /** A measure with its 95 % interval. */
    public record Interval(double lower, double upper) {}

    /** Two intervals from the same samples. */
    public record Intervals(Interval auc, Interval brier) {}

    /**
     * How much better a model looks on the rows it was made from than on new ones (Harrell 1996).
     *
     * @param apparent AUC on its own rows
     * @param optimism mean excess over samples
     */
    public record Optimism(double apparent, double optimism) {
        public double corrected() {
            return apparent - optimism;
        }
    }

    /** Intervals of AUC and Brier score by drawing subjects with replacement. */
    public static Intervals intervals(double[] probabilities, boolean[] outcomes, int samples, RandomGenerator random) {
        var aucs = new double[samples];
        var briers = new double[samples];
        int count = outcomes.length;
        for (int sample = 0; sample < samples;) {
            var drawn = new double[count];
            var happened = new boolean[count];
            int events = 0;
            double brier = 0;
            for (int i = 0; i < count; i++) {
                int row = random.nextInt(count);
                drawn[i] = probabilities[row];
                happened[i] = outcomes[row];
                events += happened[i] ? 1 : 0;
                brier += Math.pow(drawn[i] - (happened[i] ? 1 : 0), 2) / count;
            }
            if (events > 0 && events < count) {
                aucs[sample] = Evaluation.auc(drawn, happened);
                briers[sample++] = brier;
            }
        }
        return new Intervals(interval(aucs), interval(briers));
    }

    private static Interval interval(double[] values) {
        Arrays.sort(values);
        return new Interval(values[(int) Math.floor(0.025 * (values.length - 1))],
                values[(int) Math.ceil(0.975 * (values.length - 1))]);
    }

    /** Makes the model anew on each sample and compares its AUC there with that on all rows. */
    public static Optimism optimism(Study study, Training training, int samples, RandomGenerator random,
            BooleanSupplier cancelled) {
        boolean[] outcomes = study.outcomes();
        double apparent = auc(training.fit(study, random), study);
        double excess = 0;
        int count = 0;
        while (count < samples && !cancelled.getAsBoolean()) {
            int[] drawn = random.ints(outcomes.length, 0, outcomes.length).toArray();
            long events = Arrays.stream(drawn).filter(row -> outcomes[row]).count();
            if (events > 0 && events < drawn.length) {
                var sample = study.subset(drawn);
                var fitted = training.fit(sample, random);
                excess += auc(fitted, sample) - auc(fitted, study);
                count++;
            }
        }
        return new Optimism(apparent, count == 0 ? 0 : excess / count);
    }

    private static double auc(Training.Fitted fitted, Study study) {
        double[][] rows = fitted.preparation().rows(study.data());
        return Evaluation.auc(Arrays.stream(rows).mapToDouble(fitted.classifier()::probability).toArray(),
                study.outcomes());
    }
}
