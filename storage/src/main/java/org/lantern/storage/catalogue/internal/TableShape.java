package org.lantern.storage.catalogue.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The columns of a table as the journal needs them.
 *
 * @param name of the table
 * @param columns in the table's order
 * @param key places of the primary key's columns in {@code columns}, from 0
 * @param binary whether the values of a column are bytes and not text
 */
record TableShape(String name, List<String> columns, List<Integer> key, List<Boolean> binary) {
    /** The one table that has no key and is no fact: where the journal stands. */
    static final String STATE = "catalogue_state";
    private static final String HISTORY = "flyway_schema_history";

    TableShape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        binary = List.copyOf(binary);
    }

    /** All tables whose rows are facts. Each needs a primary key. */
    static Map<String, TableShape> all(Connection connection) throws SQLException {
        Map<String, TableShape> shapes = new LinkedHashMap<>();
        for (String table : Database.tables(connection).stream().sorted().toList()) {
            if (!table.equalsIgnoreCase(STATE) && !table.equalsIgnoreCase(HISTORY)) {
                shapes.put(table, of(connection, table));
            }
        }
        return shapes;
    }

    String selectAll() {
        return "SELECT " + quoted(columns) + " FROM \"" + name + "\"";
    }

    String insert() {
        return "INSERT INTO \"" + name + "\" (" + quoted(columns) + ") OVERRIDING SYSTEM VALUE VALUES ("
                + columns.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")";
    }

    String update() {
        List<String> values = valueColumns();
        return "UPDATE \"" + name + "\" SET "
                + values.stream().map(column -> "\"" + column + "\" = ?").collect(Collectors.joining(", "))
                + " WHERE " + keyCondition();
    }

    String delete() {
        return "DELETE FROM \"" + name + "\" WHERE " + keyCondition();
    }

    String count() {
        return "SELECT COUNT(*) FROM \"" + name + "\" WHERE " + keyCondition();
    }

    /** Columns that are not part of the key. */
    List<Integer> values() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!key.contains(i)) {
                all.add(i);
            }
        }
        return all;
    }

    private List<String> valueColumns() {
        return values().stream().map(columns::get).toList();
    }

    private String keyCondition() {
        return key.stream().map(place -> "\"" + columns.get(place) + "\" = ?").collect(Collectors.joining(" AND "));
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(column -> "\"" + column + "\"").collect(Collectors.joining(", "));
    }

    private static TableShape of(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<Boolean> binary = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, "PUBLIC", escaped(table), "%")) {
            while (found.next()) {
                columns.add(found.getString("COLUMN_NAME"));
                String type = found.getString("TYPE_NAME");
                binary.add(type.startsWith("BINARY"));
            }
        }
        Map<Integer, Integer> key = new java.util.TreeMap<>();
        try (ResultSet found = connection.getMetaData().getPrimaryKeys(null, "PUBLIC", table)) {
            while (found.next()) {
                key.put(found.getInt("KEY_SEQ"), columns.indexOf(found.getString("COLUMN_NAME")));
            }
        }
        if (key.isEmpty()) {
            throw new SQLException("table without a primary key: " + table);
        }
        return new TableShape(table, columns, List.copyOf(key.values()), binary);
    }

    private static String escaped(String table) {
        return table.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }
}
