package org.lantern.storage.chart;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * How one kind of fact lies in its table. Every table begins with the columns of {@link Entry}; the rows of one id are
 * its versions and are only ever added to.
 *
 * @param <T> the kind of fact
 * @param name the table
 * @param columns the fact's own columns
 * @param values the fact's own values in the order of {@code columns}; null where there is none
 * @param reader reads the fact's own columns
 */
record FactTable<T extends Fact>(String name, List<String> columns, Function<T, List<Object>> values,
        Reader<T> reader) {
    private static final List<String> ENTRY = List.of("id", "version", "patient_key", "author", "recorded_at",
            "change_reason", "retracted");
    /** A row is the newest of its id if no row has the next version. */
    private static final String NEWEST = "NOT EXISTS (SELECT 1 FROM %1$s n WHERE n.id = f.id AND n.version = f.version + 1)";

    /** Reads a fact from the current row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    void insert(Handle handle, long patient, Entry<T> entry) {
        var all = Stream.concat(ENTRY.stream(), columns.stream()).toList();
        var update = handle.createUpdate("INSERT INTO %s (%s) VALUES (%s)".formatted(name, String.join(", ", all),
                all.stream().map(_ -> "?").collect(Collectors.joining(", "))));
        int at = 0;
        update.bind(at++, entry.id()).bind(at++, entry.version()).bind(at++, patient).bind(at++, entry.author())
                .bind(at++, OffsetDateTime.ofInstant(entry.recordedAt(), ZoneOffset.UTC))
                .bind(at++, entry.change().orElse(null)).bind(at++, entry.retracted());
        for (var value : values.apply(entry.fact())) {
            update.bind(at++, value);
        }
        update.execute();
    }

    /** What the chart says now, without what was withdrawn, newest entry first. */
    List<Entry<T>> current(Handle handle, long patient) {
        return handle.createQuery(
                "SELECT * FROM %1$s f WHERE f.patient_key = ? AND NOT f.retracted AND ".formatted(name)
                        + NEWEST.formatted(name) + " ORDER BY f.id DESC")
                .bind(0, patient).map(mapper()).list();
    }

    /** As {@link #current}, restricted and ordered by the fact's own columns. */
    List<Entry<T>> current(Handle handle, long patient, String condition, String order, int limit,
            Object... arguments) {
        var query = handle.createQuery(
                "SELECT * FROM %1$s f WHERE f.patient_key = ? AND NOT f.retracted AND %2$s AND ".formatted(name,
                        condition) + NEWEST.formatted(name) + " ORDER BY " + order + " LIMIT ?");
        int at = 0;
        query.bind(at++, patient);
        for (var argument : arguments) {
            query.bind(at++, argument);
        }
        return query.bind(at, limit).map(mapper()).list();
    }

    /** The newest version of one fact of a patient; 0 if there is no such fact. */
    int newestVersion(Handle handle, long patient, long id) {
        return handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM %s WHERE id = ? AND patient_key = ?"
                .formatted(name)).bind(0, id).bind(1, patient).mapTo(Integer.class).one();
    }

    /** Every version of one fact, oldest first; empty if there is no such fact. */
    List<Entry<T>> history(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM %s f WHERE f.id = ? ORDER BY f.version".formatted(name)).bind(0, id)
                .map(mapper()).list();
    }

    private RowMapper<Entry<T>> mapper() {
        return (row, _) -> new Entry<>(row.getLong("id"), row.getInt("version"), row.getString("author"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("change_reason")), row.getBoolean("retracted"), reader.read(row));
    }
}
