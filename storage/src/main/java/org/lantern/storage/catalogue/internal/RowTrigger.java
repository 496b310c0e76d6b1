package org.lantern.storage.catalogue.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import org.h2.tools.TriggerAdapter;

/**
 * Told by the database of every row that changes, whatever statement changes it. Outside of a transaction of the
 * catalogue (while a journal is replayed, or a copy is made) it does nothing.
 */
public final class RowTrigger extends TriggerAdapter {
    private static final String PREFIX = "journal_";

    @Override
    public void fire(Connection connection, ResultSet oldRow, ResultSet newRow) throws SQLException {
        if (RowChanges.CURRENT.isBound()) {
            RowChanges.CURRENT.get().note(tableName, oldRow, newRow);
        }
    }

    /** Sees to it that every table has its trigger. */
    static void install(Connection connection, Collection<TableShape> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (TableShape table : tables) {
                statement.execute("CREATE TRIGGER IF NOT EXISTS \"" + PREFIX + table.name()
                        + "\" AFTER INSERT, UPDATE, DELETE ON \"" + table.name() + "\" FOR EACH ROW CALL '"
                        + RowTrigger.class.getName() + "'");
            }
        }
    }
}
