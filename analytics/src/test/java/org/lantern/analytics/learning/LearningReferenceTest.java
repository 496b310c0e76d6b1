package org.lantern.analytics.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the same folds of the same data, our learners are as good as scikit-learn's. */
class LearningReferenceTest {
    private static final Path FOLDER = Path.of(System.getProperty("lantern.shared", "absent"), "risk", "tabular");

    private Table table;
    private int[] folds;
    private JsonNode expected;

    @BeforeEach
    void read() throws Exception {
        assumeTrue(Files.isDirectory(FOLDER), "the reference data are not here");
        var lines = Files.readAllLines(FOLDER.resolve("breast_cancer.csv"));
        var header = List.of(lines.getFirst().split(","));
        int width = header.size() - 1;
        var cells = lines.stream().skip(1)
                .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray()).toList();
        expected = new ObjectMapper().readTree(Files.readString(FOLDER.resolve("expected.json"))).get("breast_cancer");
        long ones = cells.stream().filter(row -> row[width] == 1).count();
        boolean oneIsMalignant = ones == expected.get("positives").asInt();
        var outcomes = new boolean[cells.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = cells.get(i)[width] == 1 == oneIsMalignant;
        }
        table = new Table(header.subList(0, width),
                cells.stream().map(row -> Arrays.copyOf(row, width)).toArray(double[][]::new), outcomes);
        folds = new int[table.size()];
        Files.readAllLines(FOLDER.resolve("breast_cancer_folds.csv")).stream().skip(1).forEach(line -> {
            String[] rowAndFold = line.split(",");
            folds[Integer.parseInt(rowAndFold[0])] = Integer.parseInt(rowAndFold[1]);
        });
    }

    private CrossValidation validate(Learner learner) {
        return CrossValidation.run(learner, table, folds, RandomGeneratorFactory.of("L64X128MixRandom").create(7));
    }

    @Test
    void logistic_regression_gives_the_same_coefficients_and_the_same_cross_validation() {
        var model = new LogisticRegression(1).fit(table);
        var full = expected.get("full_fit_logistic_C1");
        assertEquals(full.get("intercept").asDouble(), model.intercept(), 2e-3);
        for (int i = 0; i < table.features().size(); i++) {
            assertEquals(full.get("coef").get(table.features().get(i)).asDouble(), model.coefficients()[i], 2e-3,
                    table.features().get(i));
        }
        var reference = expected.get("cv").get(0);
        var validation = validate(new LogisticRegression(1));
        assertEquals(reference.get("mean_auc").asDouble(), validation.meanAuc(), 1e-4);
        assertEquals(reference.get("pooled_auc").asDouble(), validation.pooled().auc(), 1e-4);
        assertEquals(reference.get("brier").asDouble(), validation.pooled().brier(), 1e-4);
        assertEquals(reference.get("log_loss").asDouble(), validation.pooled().logLoss(), 5e-4);
        var confusion = Evaluation.Confusion.at(0.5, validation.probabilities(), table.outcomes());
        assertEquals(reference.get("confusion_at_0.5").get("tp").asInt(), confusion.truePositives());
        assertEquals(reference.get("accuracy").asDouble(), confusion.accuracy(), 1e-12);
    }

    @Test
    void forest_and_boosting_reach_the_same_area_within_the_stated_band() {
        var forest = validate(new RandomForest(300, 1));
        assertEquals(expected.get("cv").get(1).get("mean_auc").asDouble(), forest.meanAuc(), 0.005);
        assertEquals(expected.get("cv").get(1).get("brier").asDouble(), forest.pooled().brier(), 0.004);
        var boosting = validate(new GradientBoosting(100, 3, 0.1));
        assertEquals(expected.get("cv").get(2).get("mean_auc").asDouble(), boosting.meanAuc(), 0.005);
        assertEquals(expected.get("cv").get(2).get("brier").asDouble(), boosting.pooled().brier(), 0.004);
        assertTrue(boosting.pooled().calibrationSlope() > 0);
    }
}
