package org.lantern.analytics.risk;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model with the vectors that show that it is computed rightly: what a publisher signs. A JSON object with
 * {@code model}, a file of the catalogue, and {@code vectors}, each with {@code inputs}, {@code expected} and
 * {@code tolerance}. It brings no code: a formula of its own must be one that is here already.
 */
public final class ModelPackage {
    /** Fewer vectors show nothing. */
    public static final int FEWEST_VECTORS = 3;
    private static final int MOST_BYTES = 4_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final RiskModel model;
    private final JsonNode vectors;

    private ModelPackage(RiskModel model, JsonNode vectors) {
        this.model = model;
        this.vectors = vectors;
    }

    /** A package that is not understood whole. */
    public static final class Unreadable extends Exception {
        Unreadable(String technical, Throwable cause) {
            super(technical, cause);
        }
    }

    /** @throws Unreadable saying what is wrong with it */
    public static ModelPackage read(byte[] content) throws Unreadable {
        if (content.length > MOST_BYTES) {
            throw new Unreadable("larger than " + MOST_BYTES + " bytes", null);
        }
        try {
            var node = MAPPER.readTree(new String(content, StandardCharsets.UTF_8));
            ModelReader.checkKeys(node, java.util.Set.of("model", "vectors"));
            var model = RiskModel.of(node.required("model").toString());
            if (!model.id().matches("[a-z][a-z0-9_]{0,63}") || model.version().length() > 40
                    || !RiskCatalogue.PUBLISHED_GROUPS.contains(model.group())) {
                throw new Unreadable("id, version or group is not allowed", null);
            }
            if (node.required("vectors").size() < FEWEST_VECTORS) {
                throw new Unreadable("fewer than " + FEWEST_VECTORS + " vectors", null);
            }
            return new ModelPackage(model, node.get("vectors"));
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreadable(e.getMessage(), e);
        }
    }

    public RiskModel model() {
        return model;
    }

    public int vectorCount() {
        return vectors.size();
    }

    /** Computes every vector here; empty if all agree, otherwise a line for each fault. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        for (int i = 0; i < vectors.size(); i++) {
            var vector = vectors.get(i);
            var name = "vector " + (i + 1);
            try {
                var result = model.compute(
                        new InputParser(model, InputValue.ENTERED).json(vector.required("inputs").toString()));
                if (vector.required("expected").isEmpty()) {
                    faults.add(name + " expects nothing");
                }
                for (var expected : vector.get("expected").properties()) {
                    if (!agrees(expected, result.outputs(), vector.path("tolerance").asDouble(0))) {
                        faults.add(name + ": " + expected.getKey());
                    }
                }
            } catch (RiskException | IllegalArgumentException e) {
                faults.add(name + ": " + e.getClass().getSimpleName());
            }
        }
        return faults;
    }

    private static boolean agrees(Map.Entry<String, JsonNode> expected, Map<String, Object> outputs,
            double tolerance) {
        var value = outputs.get(expected.getKey());
        if (value instanceof Number number && expected.getValue().isNumber()) {
            return Math.abs(number.doubleValue() - expected.getValue().doubleValue()) <= tolerance
                    + 1e-12 * Math.abs(number.doubleValue());
        }
        return value != null && value.toString().equals(expected.getValue().asText());
    }
}
