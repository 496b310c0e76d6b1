package org.lantern.storage.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lantern.storage.chart.RiskRecord.Input;
import org.lantern.storage.chart.RiskRecord.Output;

/** The parts of facts that have a shape of their own and lie in one column as JSON. */
final class FactJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FactJson() {}

    static String write(Origin origin) {
        var node = NODES.objectNode();
        switch (origin) {
            case Origin.Entered() -> node.put("kind", "entered");
            case Origin.Computed(var by) -> node.put("kind", "computed").put("by", by);
            case Origin.Imported(var source) -> node.put("kind", "imported").put("source", source);
            case Origin.Measured(var sop, var frame, var drawn, var calibration, var points) -> {
                node.put("kind", "measured").put("sopInstanceUid", sop).put("frame", frame).put("drawn", drawn)
                        .put("calibration", calibration);
                var array = node.putArray("points");
                points.forEach(point -> array.addArray().add(point.column()).add(point.row()));
            }
        }
        return node.toString();
    }

    static Origin origin(String json) {
        var node = read(json);
        return switch (node.path("kind").asText()) {
            case "entered" -> new Origin.Entered();
            case "computed" -> new Origin.Computed(node.path("by").asText());
            case "imported" -> new Origin.Imported(node.path("source").asText());
            case "measured" -> new Origin.Measured(node.path("sopInstanceUid").asText(), node.path("frame").asInt(),
                    node.path("drawn").asText(), node.path("calibration").asText(),
                    list(node.path("points"), point -> new Origin.Point(point.get(0).asDouble(),
                            point.get(1).asDouble())));
            default -> throw new IllegalStateException("an origin of a kind that this version does not know");
        };
    }

    static String writeInputs(List<Input> inputs) {
        return array(inputs, input -> {
            var node = NODES.objectNode().put("name", input.name()).put("value", input.value())
                    .put("unit", input.unit()).put("origin", input.origin());
            input.observation().ifPresent(source -> node.put("id", source.id()).put("version", source.version()));
            return node;
        });
    }

    static List<Input> inputs(String json) {
        return list(read(json), node -> new Input(node.path("name").asText(), node.path("value").asText(),
                node.path("unit").asText(), node.path("origin").asText(), node.has("id")
                        ? Optional.of(new RiskRecord.Source(node.get("id").asLong(), node.get("version").asInt()))
                        : Optional.empty()));
    }

    static String writeOutputs(List<Output> outputs) {
        return array(outputs, output -> NODES.objectNode().put("name", output.name()).put("value", output.value()));
    }

    static List<Output> outputs(String json) {
        return list(read(json), node -> new Output(node.path("name").asText(), node.path("value").asText()));
    }

    static String writeTexts(List<String> texts) {
        return array(texts, NODES::textNode);
    }

    static List<String> texts(String json) {
        return list(read(json), JsonNode::asText);
    }

    static String writeFields(Map<String, String> fields) {
        var node = NODES.objectNode();
        fields.forEach(node::put);
        return node.toString();
    }

    static Map<String, String> fields(String json) {
        var fields = new LinkedHashMap<String, String>();
        read(json).properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    private static <T> String array(List<T> values, Function<T, ? extends JsonNode> toNode) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(toNode.apply(value)));
        return array.toString();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> fromNode) {
        var list = new ArrayList<T>();
        array.forEach(node -> list.add(fromNode.apply(node)));
        return list;
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // The column is written here alone and its block is authenticated: this is a fault in the program. The
            // cause is dropped because its message quotes the text.
            throw new IllegalStateException("a chart column does not hold JSON");
        }
    }
}
