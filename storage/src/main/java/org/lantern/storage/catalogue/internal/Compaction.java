package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;

/**
 * Makes a database small again that was only ever appended to: everything is copied, statement by statement and in
 * memory, into a new file under a new key; the copy is compared with the original row by row; only then it takes the
 * original's place, at once. H2's own compaction works in the file that it is to save, and has lost data.
 */
public record Compaction(Medium medium, Path folder, Key256 blockKey, Key256 databaseKey, Entropy entropy) {
    private static final String COPY = "copy";
    /** Smaller files are left alone. */
    private static final long LEAST_BYTES = 8 << 20;
    /** Of the bytes in the file, how many hundredths are alive when a copy is worth its time. */
    private static final int MOST_LIVE_PERCENT = 40;

    /** Whether there is enough to win. */
    public boolean isWorthwhile(Database database, String name) throws SQLException {
        if (folder.resolve(name + ".mv.db").toFile().length() < LEAST_BYTES) {
            return false;
        }
        try (Statement statement = database.connection().createStatement();
                ResultSet rate = statement.executeQuery("SELECT setting_value FROM information_schema.settings"
                        + " WHERE setting_name = 'info.CHUNKS_FILL_RATE'")) {
            return rate.next() && rate.getInt(1) < MOST_LIVE_PERCENT;
        }
    }

    /**
     * Writes the copy and compares it.
     *
     * @return the file to put in the original's place, once that is closed
     */
    public Path copy(Database original) throws SQLException, IOException {
        Path file = folder.resolve(COPY + ".mv.db");
        medium.delete(file);
        SealedFiles files = new SealedFiles(medium, folder, blockKey, entropy, false);
        try (Database copy = Database.open(files, COPY, databaseKey, true)) {
            copyStatements(original.connection(), copy.connection());
            if (!digests(original.connection()).equals(digests(copy.connection()))) {
                throw new SQLException("copy differs");
            }
            try (Statement statement = copy.connection().createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        } catch (SQLException | RuntimeException failure) {
            medium.delete(file);
            throw failure;
        }
        return file;
    }

    private static void copyStatements(Connection from, Connection to) throws SQLException {
        try (Statement source = from.createStatement();
                ResultSet script = source.executeQuery("SCRIPT NOPASSWORDS NOSETTINGS");
                Statement target = to.createStatement()) {
            while (script.next()) {
                String sql = script.getString(1);
                if (!sql.startsWith("--") && !sql.startsWith("CREATE USER")) {
                    target.execute(sql);
                }
            }
        }
    }

    /** For each table the number of rows and a sum over all values that does not depend on their order. */
    private static Map<String, List<Long>> digests(Connection connection) throws SQLException {
        Map<String, List<Long>> digests = new HashMap<>();
        for (String table : Database.tables(connection)) {
            long count = 0;
            long sum = 0;
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    long row = 17;
                    for (int column = 1; column <= columns; column++) {
                        row = 0x9e3779b97f4a7c15L * (row ^ row >>> 29) + hash(rows.getString(column));
                    }
                    sum += row ^ row >>> 32;
                    count++;
                }
            }
            digests.put(table, List.of(count, sum));
        }
        return digests;
    }

    private static long hash(String value) {
        long hash = value == null ? 3 : 5;
        for (int i = 0; value != null && i < value.length(); i++) {
            hash = hash * 1_099_511_628_211L + value.charAt(i);
        }
        return hash;
    }
}
