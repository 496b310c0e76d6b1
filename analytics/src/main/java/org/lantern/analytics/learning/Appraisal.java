package org.lantern.analytics.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.random.RandomGenerator;
import org.lantern.analytics.cohort.Unsuitable;

/**
 * The honest measure of a way to learn: every subject predicted by a model that has not seen them, preparation included.
 *
 * @param folds of each row
 * @param probabilities of each row
 * @param foldAucs area under the curve within each fold
 * @param pooled over all rows together
 * @param intervals of the pooled measures
 * @param recalibration the line that would mend the probabilities
 * @param recalibrated the measures after that, each fold by the line of the others
 * @param importance of each column, the largest first
 */
public record Appraisal(int[] folds, double[] probabilities, double[] foldAucs, Evaluation pooled,
        Bootstrap.Intervals intervals, Recalibration recalibration, Evaluation recalibrated,
        List<Importance> importance) {
    private static final int SAMPLES = 500;
    private static final int PERMUTATIONS = 3;
    /** A column's importance is steady on so many rows of a fold; more would only take time. */
    private static final int MOST_ROWS = 1500;

    /** How much the AUC falls when a column's values are dealt out at random. */
    public record Importance(String column, double aucLoss) {}

    /** Whoever asked no longer wants the answer. */
    public static final class Cancelled extends Exception {
        Cancelled() {
            super("cancelled");
        }
    }

    public double meanAuc() {
        return Arrays.stream(foldAucs).average().orElseThrow();
    }

    /**
     * @param folds the fold of each row, from 0; each must hold both outcomes
     * @param progress is given 0..1
     * @throws Unsuitable if a fold holds only one kind of outcome
     */
    public static Appraisal of(Study study, Training training, int[] folds, RandomGenerator random,
            DoubleConsumer progress, BooleanSupplier cancelled) throws Cancelled, Unsuitable {
        boolean[] outcomes = study.outcomes();
        int count = Arrays.stream(folds).max().orElseThrow() + 1;
        requireBothOutcomes(study, folds, count);
        var probabilities = new double[outcomes.length];
        var aucs = new double[count];
        var losses = new double[study.columns().size()];
        for (int fold = 0; fold < count; fold++) {
            if (cancelled.getAsBoolean()) {
                throw new Cancelled();
            }
            int[] inside = CrossValidation.inside(folds, fold);
            var fitted = training.fit(study.subset(CrossValidation.outside(folds, fold)), random);
            var test = study.subset(inside);
            double[][] rows = fitted.preparation().rows(test.data());
            boolean[] happened = test.outcomes();
            double[] predicted = Arrays.stream(rows).mapToDouble(fitted.classifier()::probability).toArray();
            for (int i = 0; i < inside.length; i++) {
                probabilities[inside[i]] = predicted[i];
            }
            aucs[fold] = Evaluation.auc(predicted, happened);
            addLosses(study, fitted, rows, happened, count, losses, random);
            progress.accept((fold + 1.0) / count);
        }
        var importance = new ArrayList<Importance>();
        for (int i = 0; i < losses.length; i++) {
            importance.add(new Importance(study.columns().get(i), losses[i]));
        }
        importance.sort(Comparator.comparingDouble(Importance::aucLoss).reversed());
        double[] moved = Recalibration.crossFitted(probabilities, outcomes, folds);
        return new Appraisal(folds, probabilities, aucs, Evaluation.of(probabilities, outcomes),
                Bootstrap.intervals(probabilities, outcomes, SAMPLES, random),
                Recalibration.fit(probabilities, outcomes), Evaluation.of(moved, outcomes), List.copyOf(importance));
    }

    private static void requireBothOutcomes(Study study, int[] folds, int count) throws Unsuitable {
        boolean[] outcomes = study.outcomes();
        for (int fold = 0; fold < count; fold++) {
            int[] inside = CrossValidation.inside(folds, fold);
            long events = Arrays.stream(inside).filter(row -> outcomes[row]).count();
            if (events == 0 || events == inside.length) {
                throw new Unsuitable(Unsuitable.Fault.TOO_FEW_ROWS, study.outcome());
            }
        }
    }

    private static void addLosses(Study study, Training.Fitted fitted, double[][] rows, boolean[] outcomes, int folds,
            double[] losses, RandomGenerator random) {
        int size = Math.min(rows.length, MOST_ROWS);
        var some = Arrays.copyOf(rows, size);
        var happened = Arrays.copyOf(outcomes, size);
        double[] predicted = Arrays.stream(some).mapToDouble(fitted.classifier()::probability).toArray();
        long events = Table.events(happened);
        if (events == 0 || events == size) {
            return;
        }
        double whole = Evaluation.auc(predicted, happened);
        int[] fieldOfFeature = fitted.preparation().fieldOfFeature();
        var fields = fitted.preparation().fields();
        for (int field = 0; field < fields.size(); field++) {
            double loss = 0;
            for (int round = 0; round < PERMUTATIONS; round++) {
                loss += whole - Evaluation.auc(shuffled(some, fieldOfFeature, field, fitted, random), happened);
            }
            losses[study.columns().indexOf(fields.get(field).name())] += loss / PERMUTATIONS / folds;
        }
    }

    private static double[] shuffled(double[][] rows, int[] fieldOfFeature, int field, Training.Fitted fitted,
            RandomGenerator random) {
        int[] other = new int[rows.length];
        for (int i = 0; i < other.length; i++) {
            int swap = random.nextInt(i + 1);
            other[i] = other[swap];
            other[swap] = i;
        }
        var predicted = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            var row = rows[i].clone();
            for (int feature = 0; feature < row.length; feature++) {
                if (fieldOfFeature[feature] == field) {
                    row[feature] = rows[other[i]][feature];
                }
            }
            predicted[i] = fitted.classifier().probability(row);
        }
        return predicted;
    }
}
