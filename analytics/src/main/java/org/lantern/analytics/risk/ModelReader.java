package org.lantern.analytics.risk;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.lantern.analytics.risk.formula.Expression;
import org.lantern.analytics.risk.formula.Formula;

/**
 * Reads a model's file. The module's README describes the format. Whatever is not understood is refused: a misspelt
 * key must not silently change a model.
 */
final class ModelReader {
    private static final Set<String> KEYS = Set.of("id", "version", "verified", "name", "group", "source", "year",
            "population", "caveats", "licence", "inputs", "refusals", "fallback", "constants", "formula", "define",
            "sums", "outputs", "scales", "notices");
    private static final Set<String> INPUT_KEYS = Set.of("name", "kind", "unit", "quantity", "min", "max", "below",
            "allowed", "fields", "requiredWhen", "optional", "default", "loinc", "source");

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * @param formula used instead of the class that the file names, if present
     * @throws IllegalArgumentException saying what is wrong with the file
     */
    RiskModel read(String json, Optional<Formula> formula) {
        JsonNode file;
        try {
            file = mapper.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        checkKeys(file, KEYS);
        var description = new RiskModel.Description(text(file, "id"), text(file, "version"),
                file.path("verified").asBoolean(true), text(file, "name"), text(file, "group"), text(file, "source"),
                file.required("year").asInt(), text(file, "population"), texts(file.path("caveats")),
                text(file, "licence"));
        var inputs = new ArrayList<RiskInput>();
        for (var node : file.required("inputs")) {
            inputs.add(input(node));
        }
        var compiler = new PlanCompiler(inputs, formula);
        var plan = compiler.compile(file);
        var requiredWhen = new ArrayList<Optional<Expression>>();
        for (var node : file.required("inputs")) {
            requiredWhen.add(node.has("requiredWhen") ? Optional.of(compiler.expression(text(node, "requiredWhen")))
                    : Optional.empty());
        }
        return new RiskModel(description, inputs, requiredWhen, plan);
    }

    private static RiskInput input(JsonNode node) {
        checkKeys(node, INPUT_KEYS);
        Optional<Range> range = Optional.empty();
        if (node.has("min")) {
            boolean open = node.has("below");
            range = Optional.of(new Range(node.get("min").asDouble(), node.required(open ? "below" : "max").asDouble(),
                    open));
        }
        var fields = new ArrayList<RiskInput.Field>();
        node.path("fields").properties().forEach(field -> fields.add(new RiskInput.Field(field.getKey(),
                new Range(field.getValue().get(0).asDouble(), field.getValue().get(1).asDouble(), false))));
        boolean required = !node.has("default") && !node.has("optional") && !node.has("requiredWhen");
        return new RiskInput(text(node, "name"),
                RiskInput.Kind.valueOf(text(node, "kind").toUpperCase(java.util.Locale.ROOT)),
                optional(node, "unit"), optional(node, "quantity"), range, texts(node.path("allowed")), fields,
                required, Optional.ofNullable(node.get("default")).map(ModelReader::standard),
                texts(node.path("loinc")), optional(node, "source"));
    }

    private static Object standard(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.doubleValue();
            case STRING -> node.textValue();
            default -> throw new IllegalArgumentException("a default is a truth value, a number or a word");
        };
    }

    static void checkKeys(JsonNode node, Set<String> known) {
        var unknown = new TreeSet<String>();
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown keys " + unknown);
        }
    }

    static String text(JsonNode node, String key) {
        return node.required(key).asText();
    }

    static Optional<String> optional(JsonNode node, String key) {
        return node.has(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
    }

    static OptionalDouble number(JsonNode node, String key) {
        return node.has(key) ? OptionalDouble.of(node.get(key).asDouble()) : OptionalDouble.empty();
    }

    static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(entry -> texts.add(entry.asText()));
        return List.copyOf(texts);
    }
}
