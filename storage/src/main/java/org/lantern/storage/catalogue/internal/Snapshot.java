package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.lantern.storage.catalogue.internal.RowChanges.Change;
import org.lantern.storage.journal.Journal;
import org.lantern.storage.journal.JournalPosition;
import org.lantern.storage.journal.JournalRecord;
import org.lantern.storage.journal.JournalRecord.Kind;

/** Everything that a catalogue holds, as the first records of a journal. */
final class Snapshot {
    private static final int ROWS_PER_RECORD = 2000;

    private Snapshot() {}

    /**
     * Writes and syncs a snapshot.
     *
     * @param versions the migrations that made the tables
     * @return the position before the last record
     */
    static JournalPosition write(Journal journal, Connection connection, Collection<TableShape> tables,
            Collection<String> versions, long sequence) throws SQLException, IOException {
        journal.append(new JournalRecord(Kind.SNAPSHOT_BEGIN, sequence,
                String.join(" ", versions).getBytes(StandardCharsets.UTF_8)));
        for (TableShape table : tables) {
            List<Change> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet all = statement.executeQuery(table.selectAll())) {
                while (all.next()) {
                    rows.add(new Change(table, RowChanges.values(table, all), false));
                    if (rows.size() == ROWS_PER_RECORD) {
                        journal.append(new JournalRecord(Kind.SNAPSHOT_ROWS, sequence, RowCodec.encode(rows)));
                        rows.clear();
                    }
                }
            }
            if (!rows.isEmpty()) {
                journal.append(new JournalRecord(Kind.SNAPSHOT_ROWS, sequence, RowCodec.encode(rows)));
            }
        }
        JournalPosition last = journal.append(new JournalRecord(Kind.SNAPSHOT_END, sequence, new byte[0]));
        journal.sync();
        return last;
    }

    static List<String> versions(JournalRecord begin) {
        return List.of(new String(begin.payload(), StandardCharsets.UTF_8).split(" "));
    }
}
