package org.lantern.storage.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.lantern.storage.annotation.Annotation.Place;
import org.lantern.storage.annotation.Annotation.Point;
import org.lantern.storage.annotation.Annotation.Quantity;

/** How annotations and series views lie in their tables. */
final class AnnotationRows {
    private static final JsonMapper MAPPER = new JsonMapper();

    private AnnotationRows() {}

    static void insert(Handle handle, long patient, Drawn drawn) {
        var annotation = drawn.annotation();
        handle.createUpdate("""
                INSERT INTO annotation (id, version, patient_key, author, recorded_at, retracted, sop_uid, frame, kind,
                points, in_patient, words, known_mm, calibration, quantities, in_chart)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""").bind(0, drawn.id())
                .bind(1, drawn.version()).bind(2, patient).bind(3, drawn.author())
                .bind(4, OffsetDateTime.ofInstant(drawn.recordedAt(), ZoneOffset.UTC)).bind(5, drawn.retracted())
                .bind(6, annotation.sopInstanceUid()).bind(7, annotation.frame()).bind(8, annotation.kind())
                .bind(9, points(annotation.points())).bind(10, places(annotation.inPatient()))
                .bind(11, annotation.words())
                .bind(12, annotation.knownMm().isPresent() ? (Double) annotation.knownMm().getAsDouble() : null)
                .bind(13, annotation.calibration()).bind(14, quantities(annotation.quantities()))
                .bind(15, annotation.inChart()).execute();
    }

    static Drawn drawn(ResultSet row) throws SQLException {
        double known = row.getDouble("known_mm");
        var knownMm = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(known);
        return new Drawn(row.getLong("id"), row.getInt("version"), row.getString("author"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(), row.getBoolean("retracted"),
                new Annotation(row.getString("sop_uid"), row.getInt("frame"), row.getString("kind"),
                        list(row.getString("points"), node -> new Point(at(node, 0), at(node, 1))),
                        list(row.getString("in_patient"), node -> new Place(at(node, 0), at(node, 1), at(node, 2))),
                        row.getString("words"), knownMm, row.getString("calibration"),
                        list(row.getString("quantities"), node -> new Quantity(node.path("name").asText(),
                                node.path("value").asDouble(), node.path("unit").asText())),
                        row.getBoolean("in_chart")));
    }

    static SeriesView view(ResultSet row) throws SQLException {
        return new SeriesView(row.getString("series_uid"), row.getString("shown_as"), row.getString("recipe"),
                row.getBoolean("inverted"));
    }

    private static String points(List<Point> points) {
        var array = JsonNodeFactory.instance.arrayNode();
        points.forEach(point -> array.addArray().add(point.column()).add(point.row()));
        return array.toString();
    }

    private static String places(List<Place> places) {
        var array = JsonNodeFactory.instance.arrayNode();
        places.forEach(place -> array.addArray().add(place.leftMm()).add(place.posteriorMm())
                .add(place.superiorMm()));
        return array.toString();
    }

    private static String quantities(List<Quantity> quantities) {
        var array = JsonNodeFactory.instance.arrayNode();
        quantities.forEach(quantity -> array.addObject().put("name", quantity.name()).put("value", quantity.value())
                .put("unit", quantity.unit()));
        return array.toString();
    }

    private static double at(JsonNode array, int index) {
        return array.path(index).asDouble();
    }

    private static <T> List<T> list(String json, Function<JsonNode, T> fromNode) {
        try {
            var list = new ArrayList<T>();
            MAPPER.readTree(json).forEach(node -> list.add(fromNode.apply(node)));
            return list;
        } catch (JsonProcessingException e) {
            // The column is written here alone and its block is authenticated: this is a fault in the program. The
            // cause is dropped because its message quotes the text.
            throw new IllegalStateException("an annotation column does not hold JSON");
        }
    }
}
