package org.lantern.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The JSON that commands write and read. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Json() {}

    /** An object whose members keep the order in which they are put. */
    static Members object() {
        return new Members();
    }

    static String pretty(Object value) throws JsonProcessingException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    static String line(Object value) throws JsonProcessingException {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** An object under construction: a value that is an empty {@link Optional} is null in the document. */
    static final class Members extends LinkedHashMap<String, Object> {
        Members with(String name, Object value) {
            put(name, value instanceof Optional<?> optional ? optional.orElse(null) : value);
            return this;
        }

        /** A copy of a map, in its order. */
        Members withAll(Map<String, ?> members) {
            members.forEach(this::with);
            return this;
        }
    }
}
