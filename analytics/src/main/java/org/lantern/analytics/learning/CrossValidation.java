package org.lantern.analytics.learning;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Each row predicted by a model that has not seen it. Everything that is learned, scaling included, is learned from the
 * other folds only.
 *
 * @param probabilities of each row
 * @param foldAucs area under the curve within each fold
 * @param pooled over all rows together
 */
public record CrossValidation(double[] probabilities, double[] foldAucs, Evaluation pooled) {
    /**
     * @param folds the fold of each row, 0 to foldCount - 1
     * @throws IllegalArgumentException if a fold holds only one kind of outcome
     */
    public static CrossValidation run(Learner learner, Table table, int[] folds, RandomGenerator random) {
        int foldCount = Arrays.stream(folds).max().orElseThrow() + 1;
        var probabilities = new double[table.size()];
        var aucs = new double[foldCount];
        for (int fold = 0; fold < foldCount; fold++) {
            int[] inside = inside(folds, fold);
            var model = learner.fit(table.subset(outside(folds, fold)), random);
            var test = table.subset(inside);
            var predicted = new double[inside.length];
            for (int i = 0; i < inside.length; i++) {
                predicted[i] = model.probability(test.rows()[i]);
                probabilities[inside[i]] = predicted[i];
            }
            aucs[fold] = Evaluation.auc(predicted, test.outcomes());
        }
        return new CrossValidation(probabilities, aucs, Evaluation.of(probabilities, table.outcomes()));
    }

    /** The rows of a fold. */
    static int[] inside(int[] folds, int fold) {
        return IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
    }

    /** The rows of all other folds. */
    static int[] outside(int[] folds, int fold) {
        return IntStream.range(0, folds.length).filter(i -> folds[i] != fold).toArray();
    }

    /** Random folds in which the outcome is as frequent as in the whole, as far as counts allow. */
    public static int[] stratifiedFolds(boolean[] outcomes, int foldCount, RandomGenerator random) {
        var folds = new int[outcomes.length];
        int next = 0;
        for (boolean kind : new boolean[]{true, false}) {
            int[] members = IntStream.range(0, outcomes.length).filter(i -> outcomes[i] == kind).toArray();
            for (int last = members.length - 1; last >= 0; last--) {
                int chosen = random.nextInt(last + 1);
                folds[members[chosen]] = next++ % foldCount;
                members[chosen] = members[last];
            }
        }
        return folds;
    }

    public double meanAuc() {
        return Arrays.stream(foldAucs).average().orElseThrow();
    }
}
