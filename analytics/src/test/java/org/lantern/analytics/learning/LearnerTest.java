package org.lantern.analytics.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearnerTest {
    static Stream<Learner> learners() {
        return Stream.of(new LogisticRegression(1), new RandomForest(50, 3), new GradientBoosting(50, 2, 0.1),
                new LinearSvm(1), new NaiveBayes(), new DecisionTree(3, 20));
    }

    private static RandomGenerator seed(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** The outcome follows the first column; the second is noise, the third never changes. */
    private static Table table(int size) {
        var random = seed(3);
        var rows = new double[size][];
        var outcomes = new boolean[size];
        for (int i = 0; i < size; i++) {
            rows[i] = new double[]{random.nextGaussian(), random.nextGaussian(), 5};
            outcomes[i] = random.nextDouble() < 1 / (1 + Math.exp(-2 * rows[i][0]));
        }
        return new Table(List.of("signal", "noise", "constant"), rows, outcomes);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void a_signal_is_found_and_a_seed_reproduces_the_model(Learner learner) {
        var table = table(400);
        int[] folds = CrossValidation.stratifiedFolds(table.outcomes(), 5, seed(1));
        var first = CrossValidation.run(learner, table, folds, seed(9));
        var second = CrossValidation.run(learner, table, folds, seed(9));
        assertTrue(first.meanAuc() > 0.78, "auc " + first.meanAuc());
        assertArrayEquals(first.probabilities(), second.probabilities());
        for (double probability : first.probabilities()) {
            assertTrue(probability >= 0 && probability <= 1);
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void contributions_add_up_to_the_prediction(Learner learner) {
        var table = table(300);
        var model = learner.fit(table, seed(4));
        for (int i = 0; i < 20; i++) {
            double sum = Arrays.stream(model.contributions(table.rows()[i])).sum();
            double probability = model.scale() == Classifier.Scale.PROBABILITY ? sum : 1 / (1 + Math.exp(-sum));
            assertEquals(model.probability(table.rows()[i]), probability, 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void balanced_weights_move_the_probabilities_of_a_rare_outcome_to_the_middle(Learner learner) {
        var all = table(2000);
        var kept = java.util.stream.IntStream.range(0, all.size()).filter(i -> !all.outcomes()[i] || i % 8 == 0)
                .toArray();
        var rare = all.subset(kept);
        assertEquals((double) rare.events() / rare.size(), mean(learner.fit(rare, seed(1)), rare), 0.03);
        var balanced = rare.balanced();
        assertEquals(0.5, mean(learner.fit(balanced, seed(1)), balanced), 0.1);
    }

    private static double mean(Classifier model, Table table) {
        double sum = 0;
        for (int i = 0; i < table.size(); i++) {
            sum += table.weights()[i] * model.probability(table.rows()[i]);
        }
        return sum / Arrays.stream(table.weights()).sum();
    }

    @ParameterizedTest
    @MethodSource("learners")
    void nothing_is_learned_from_one_kind_of_outcome(Learner learner) {
        var table = new Table(List.of("x"), new double[][]{{1}, {2}}, new boolean[]{true, true});
        assertThrows(IllegalArgumentException.class, () -> learner.fit(table, seed(1)));
    }

    @Test
    void folds_hold_the_outcome_as_often_as_the_whole() {
        var outcomes = new boolean[103];
        Arrays.fill(outcomes, 0, 20, true);
        int[] folds = CrossValidation.stratifiedFolds(outcomes, 5, seed(2));
        for (int fold = 0; fold < 5; fold++) {
            int events = 0;
            int members = 0;
            for (int i = 0; i < folds.length; i++) {
                members += folds[i] == fold ? 1 : 0;
                events += folds[i] == fold && outcomes[i] ? 1 : 0;
            }
            assertEquals(4, events);
            assertTrue(members == 20 || members == 21);
        }
    }

    @Test
    void measures_agree_with_counting_by_hand() {
        double[] probabilities = {0.1, 0.4, 0.35, 0.8};
        boolean[] outcomes = {false, false, true, true};
        assertEquals(0.75, Evaluation.auc(probabilities, outcomes));
        assertEquals(0.5, Evaluation.auc(new double[]{0.3, 0.3, 0.3, 0.3}, outcomes));
        assertEquals((0.01 + 0.16 + 0.4225 + 0.04) / 4, Evaluation.of(probabilities, outcomes).brier(), 1e-12);
        assertEquals(new Evaluation.Confusion(1, 0, 2, 1), Evaluation.Confusion.at(0.5, probabilities, outcomes));
        assertThrows(IllegalArgumentException.class, () -> Evaluation.auc(new double[]{0.1}, new boolean[]{true}));
    }

    @Test
    void too_extreme_probabilities_have_a_slope_below_one() {
        var table = table(4000);
        var honest = new double[table.size()];
        var extreme = new double[table.size()];
        for (int i = 0; i < honest.length; i++) {
            honest[i] = 1 / (1 + Math.exp(-2 * table.rows()[i][0]));
            extreme[i] = 1 / (1 + Math.exp(-4 * table.rows()[i][0]));
        }
        assertEquals(1, Evaluation.of(honest, table.outcomes()).calibrationSlope(), 0.1);
        assertEquals(0.5, Evaluation.of(extreme, table.outcomes()).calibrationSlope(), 0.05);
    }

    @Test
    void tables_with_gaps_are_refused() {
        assertThrows(IllegalArgumentException.class,
                () -> new Table(List.of("x"), new double[][]{{Double.NaN}}, new boolean[]{true}));
        assertThrows(IllegalArgumentException.class,
                () -> new Table(List.of("x", "y"), new double[][]{{1}}, new boolean[]{true}));
    }
}
