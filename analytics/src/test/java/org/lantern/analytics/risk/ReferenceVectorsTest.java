package org.lantern.analytics.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every reference result of other people's calculators, charts and papers is met within its tolerance. */
class ReferenceVectorsTest {
    private static final RiskCatalogue CATALOGUE = RiskCatalogue.bundled();
    private final ObjectMapper mapper = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> each_model_meets_the_collected_vectors() throws Exception {
        var file = Path.of(System.getProperty("lantern.shared", "absent"), "risk", "vectors.json");
        assumeTrue(Files.exists(file), "the collected vectors are not here");
        return tests(mapper.readTree(Files.readString(file)));
    }

    @TestFactory
    Stream<DynamicTest> each_model_meets_the_vectors_kept_here() throws Exception {
        try (var in = ReferenceVectorsTest.class.getResourceAsStream("vectors.json")) {
            return tests(mapper.readTree(in)).toList().stream();
        }
    }

    @Test
    void every_model_has_at_least_one_vector_here() throws Exception {
        try (var in = ReferenceVectorsTest.class.getResourceAsStream("vectors.json")) {
            var vectors = mapper.readTree(in);
            for (var model : CATALOGUE.models()) {
                assertTrue(vectors.has(model.id()), model.id());
            }
        }
    }

    private static Stream<DynamicTest> tests(JsonNode models) {
        return models.properties().stream()
                .map(model -> dynamicTest(model.getKey(), () -> {
                    var faults = new ArrayList<String>();
                    for (var vector : model.getValue()) {
                        check(model.getKey(), vector, faults);
                    }
                    assertEquals(List.of(), faults);
                }));
    }

    private static void check(String id, JsonNode vector, List<String> faults) {
        var model = CATALOGUE.find(id).orElseThrow(() -> new AssertionError("no model " + id));
        try {
            var inputs = new InputParser(model, "vector").json(vector.get("inputs").toString());
            var result = model.compute(inputs);
            for (var expected : vector.get("expected").properties()) {
                var actual = result.outputs().get(expected.getKey());
                if (!agrees(expected.getValue(), actual, vector.get("tolerance").asDouble())) {
                    faults.add(vector.get("id").asText() + " " + expected + " but is " + actual);
                }
            }
        } catch (RiskException e) {
            faults.add(vector.get("id").asText() + " " + e.getMessage());
        }
    }

    private static boolean agrees(JsonNode expected, Object actual, double tolerance) {
        return switch (actual) {
            case null -> false;
            case Number number -> expected.isNumber()
                    && Math.abs(number.doubleValue() - expected.asDouble()) <= tolerance + 1e-12;
            case Boolean truth -> expected.isBoolean() && expected.asBoolean() == truth;
            default -> expected.isTextual() && expected.asText().equals(actual);
        };
    }
}
