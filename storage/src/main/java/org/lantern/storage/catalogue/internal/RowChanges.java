package org.lantern.storage.catalogue.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a transaction changed, row by row: for each row that was touched its last state, or that it is gone, in the order
 * in which rows were first touched. Filled by {@link RowTrigger} while the transaction's work runs.
 */
final class RowChanges {
    /** The changes of the transaction that runs on this thread. */
    static final ScopedValue<RowChanges> CURRENT = ScopedValue.newInstance();

    private final Map<String, TableShape> shapes;
    private final Map<RowKey, Change> changes = new LinkedHashMap<>();

    RowChanges(Map<String, TableShape> shapes) {
        this.shapes = shapes;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    List<Change> all() {
        return List.copyOf(changes.values());
    }

    /** @param oldRow null for a new row; {@code newRow} null for one that is gone */
    void note(String table, ResultSet oldRow, ResultSet newRow) throws SQLException {
        TableShape shape = shapes.get(table);
        if (shape == null) {
            return;
        }
        List<Object> before = oldRow == null ? null : key(shape, values(shape, oldRow));
        if (newRow == null) {
            changes.remove(new RowKey(table, before));
            changes.put(new RowKey(table, before), new Change(shape, before, true));
            return;
        }
        List<Object> row = values(shape, newRow);
        List<Object> key = key(shape, row);
        if (before != null && !before.equals(key)) {
            changes.remove(new RowKey(table, before));
            changes.put(new RowKey(table, before), new Change(shape, before, true));
        }
        changes.put(new RowKey(table, key), new Change(shape, row, false));
    }

    /** A row's values in the order of the columns: text, bytes (as a list) or null. */
    static List<Object> values(TableShape shape, ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>(shape.columns().size());
        for (int i = 0; i < shape.columns().size(); i++) {
            if (shape.binary().get(i)) {
                byte[] bytes = row.getBytes(i + 1);
                values.add(bytes == null ? null : new Bytes(bytes));
            } else {
                values.add(row.getString(i + 1));
            }
        }
        return values;
    }

    private static List<Object> key(TableShape shape, List<Object> row) {
        List<Object> key = new ArrayList<>(shape.key().size());
        for (int place : shape.key()) {
            key.add(row.get(place));
        }
        return key;
    }

    /**
     * One row.
     *
     * @param values all of its values, or only its key if it is gone
     */
    record Change(TableShape shape, List<Object> values, boolean gone) {}

    /** Bytes that are equal by content. */
    record Bytes(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes(byte[] others) && java.util.Arrays.equals(bytes, others);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(bytes);
        }
    }

    private record RowKey(String table, List<Object> key) {}
}
