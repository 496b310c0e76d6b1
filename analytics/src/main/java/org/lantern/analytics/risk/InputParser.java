package org.lantern.analytics.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns what a person types, or a JSON document holds, into values for a model. The model's inputs decide how a text is
 * read: {@code 5.2 mmol/L} is a number with a unit for a number, and no choice at all.
 */
public final class InputParser {
    private static final Pattern NUMBER = Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*(.*)");
    private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "yes", true, "y", true, "1", true, "是",
            true, "false", false, "no", false, "n", false, "0", false, "否", false);

    private final RiskModel model;
    private final String origin;
    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @param origin given to every value, see {@link InputValue#origin()} */
    public InputParser(RiskModel model, String origin) {
        this.model = model;
        this.origin = origin;
    }

    /**
     * Reads {@code name=value} texts. A value may be plain ({@code 58}, {@code 5.2 mmol/L}, {@code yes},
     * {@code female}, {@code 2026-03-02}, {@code none,punctate}) or JSON. Later ones replace earlier ones.
     */
    public Map<String, InputValue> assignments(List<String> texts) throws RiskException {
        var values = new LinkedHashMap<String, InputValue>();
        for (var text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new RiskException.Unreadable("name=value is expected");
            }
            String name = text.substring(0, equals).strip();
            values.put(name, text(name, text.substring(equals + 1).strip()));
        }
        return values;
    }

    /**
     * Reads a JSON object from input name to value. A value may be an object {@code {"value": 5.2, "unit": "mmol/L",
     * "origin": "…"}}; the last two are optional. {@code null} means not given.
     */
    public Map<String, InputValue> json(String document) throws RiskException {
        var values = new LinkedHashMap<String, InputValue>();
        var object = tree(document);
        if (!object.isObject()) {
            throw new RiskException.Unreadable("a JSON object of inputs is expected");
        }
        for (var property : object.properties()) {
            if (!property.getValue().isNull()) {
                values.put(property.getKey(), node(input(property.getKey()), property.getValue()));
            }
        }
        return values;
    }

    /** Reads the text of one input. */
    public InputValue text(String name, String text) throws RiskException {
        var input = input(name);
        if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
            return node(input, tree(text));
        }
        return switch (input.kind()) {
            case NUMBER, INTEGER -> number(input, text);
            case BOOLEAN -> plain(truth(input, text));
            case CHOICE, DATE -> plain(text);
            case LIST -> plain(List.of(text.split("\\s*,\\s*")));
        };
    }

    private RiskInput input(String name) throws RiskException {
        return model.input(name).orElseThrow(() -> new RiskException.UnknownInput(name));
    }

    private InputValue number(RiskInput input, String text) throws RiskException {
        var matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw new RiskException.NotAllowed(input.name(), List.of("number"));
        }
        String unit = matcher.group(2).strip();
        return new InputValue(new BigDecimal(matcher.group(1)), unit.isEmpty() ? Optional.empty() : Optional.of(unit),
                origin);
    }

    private static boolean truth(RiskInput input, String text) throws RiskException {
        var truth = TRUTHS.get(text.toLowerCase(java.util.Locale.ROOT));
        if (truth == null) {
            throw new RiskException.NotAllowed(input.name(), List.of("true", "false"));
        }
        return truth;
    }

    private InputValue node(RiskInput input, JsonNode node) throws RiskException {
        if (node.isObject() && node.has("value")) {
            var inner = node.get("value");
            var value = inner.isTextual() ? text(input.name(), inner.asText()) : node(input, inner);
            var unit = node.hasNonNull("unit") ? Optional.of(node.get("unit").asText()) : value.unit();
            return new InputValue(value.value(), unit, node.path("origin").asText(origin));
        }
        return switch (node.getNodeType()) {
            case STRING -> input.kind() == RiskInput.Kind.CHOICE ? plain(node.asText())
                    : text(input.name(), node.asText());
            case NUMBER -> plain(node.decimalValue());
            case BOOLEAN -> plain(node.booleanValue());
            case ARRAY -> plain(mapper.convertValue(node, List.class));
            default -> throw new RiskException.NotAllowed(input.name(),
                    List.of(input.kind().name().toLowerCase(java.util.Locale.ROOT)));
        };
    }

    private InputValue plain(Object value) {
        return new InputValue(value, Optional.empty(), origin);
    }

    private JsonNode tree(String json) throws RiskException {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new RiskException.Unreadable("broken JSON at line " + e.getLocation().getLineNr() + " column "
                    + e.getLocation().getColumnNr());
        }
    }
}
