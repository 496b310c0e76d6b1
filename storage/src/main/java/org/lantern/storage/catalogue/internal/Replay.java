package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lantern.storage.catalogue.internal.RowChanges.Bytes;
import org.lantern.storage.catalogue.internal.RowChanges.Change;

/**
 * Makes in a database the changes that a journal holds. Doing it twice does no harm: each change says what a row is, not
 * how it became so.
 */
final class Replay implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private long rows;

    Replay(Connection connection) {
        this.connection = connection;
    }

    /** How many changes were made. */
    long rows() {
        return rows;
    }

    /** @param fresh whether no row of these is there yet, so that nobody need look */
    void apply(byte[] payload, boolean fresh) throws SQLException, IOException {
        for (Change change : RowCodec.decode(payload)) {
            TableShape shape = change.shape();
            List<Object> values = change.values();
            if (change.gone()) {
                PreparedStatement delete = prepared(shape.delete());
                bind(delete, 1, values);
                delete.executeUpdate();
            } else if (fresh || !update(shape, values)) {
                PreparedStatement insert = prepared(shape.insert());
                bind(insert, 1, values);
                insert.executeUpdate();
            }
            rows++;
        }
    }

    /** Lets every identity column go on behind its highest value. */
    void restartIdentities() throws SQLException {
        try (Statement statement = connection.createStatement();
                Statement change = connection.createStatement();
                ResultSet identities = statement.executeQuery("SELECT table_name, column_name FROM"
                        + " information_schema.columns WHERE table_schema = 'PUBLIC' AND is_identity = 'YES'")) {
            while (identities.next()) {
                String table = identities.getString(1);
                String column = identities.getString(2);
                try (ResultSet highest = change
                        .executeQuery("SELECT COALESCE(MAX(\"" + column + "\"), 0) FROM \"" + table + "\"")) {
                    highest.next();
                    long next = highest.getLong(1) + 1;
                    change.execute("ALTER TABLE \"" + table + "\" ALTER COLUMN \"" + column + "\" RESTART WITH "
                            + next);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }

    /** False if there is no such row. */
    private boolean update(TableShape shape, List<Object> values) throws SQLException {
        List<Object> key = shape.key().stream().map(values::get).toList();
        if (shape.values().isEmpty()) {
            PreparedStatement count = prepared(shape.count());
            bind(count, 1, key);
            try (ResultSet found = count.executeQuery()) {
                return found.next() && found.getInt(1) > 0;
            }
        }
        PreparedStatement update = prepared(shape.update());
        int next = 1;
        for (int place : shape.values()) {
            bind(update, next++, values.get(place));
        }
        bind(update, next, key);
        return update.executeUpdate() > 0;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int first, List<Object> values) throws SQLException {
        int next = first;
        for (Object value : values) {
            bind(statement, next++, value);
        }
    }

    private static void bind(PreparedStatement statement, int place, Object value) throws SQLException {
        if (value instanceof Bytes(byte[] bytes)) {
            statement.setBytes(place, bytes);
        } else {
            statement.setString(place, (String) value);
        }
    }
}
