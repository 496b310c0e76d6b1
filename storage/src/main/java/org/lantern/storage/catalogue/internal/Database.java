package org.lantern.storage.catalogue.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Key256;

/**
 * H2, opened on {@link SealedFiles} with the settings under which it keeps what it acknowledged: no delayed writes,
 * nothing overwritten, no compaction of its own, no trace file, no hook that closes it behind our back. Its password is
 * a random key, never something that a person typed: of those it keeps only the low byte of each character.
 */
public final class Database implements AutoCloseable {
    private static final String SETTINGS = ";CIPHER=AES;WRITE_DELAY=0;MAX_COMPACT_TIME=0;AUTO_COMPACT_FILL_RATE=0"
            + ";REUSE_SPACE=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0;DB_CLOSE_ON_EXIT=FALSE";

    private final SealedFiles files;
    private final String url;
    private final Key256 key;
    private final Connection connection;
    private final Handle handle;

    private Database(SealedFiles files, String url, Key256 key, Connection connection) {
        this.files = files;
        this.url = url;
        this.key = key;
        this.connection = connection;
        this.handle = Jdbi.open(connection);
    }

    /**
     * Opens the database {@code name}.
     *
     * @param files owned: closed with the database, or when it cannot be opened
     * @param key kept, not owned
     */
    public static Database open(SealedFiles files, String name, Key256 key, boolean create) throws SQLException {
        String url = "jdbc:h2:" + files.path(name) + SETTINGS + (create ? "" : ";IFEXISTS=TRUE");
        try {
            return new Database(files, url, key, connect(url, key));
        } catch (SQLException | RuntimeException failure) {
            files.close();
            throw failure;
        }
    }

    public Handle handle() {
        return handle;
    }

    /** What a failure of this database means. */
    public StorageException translate(Throwable failure) {
        return SqlFailure.translate(failure, files.lastFailure());
    }

    /** Further connections, for the migrations. */
    public Connections connections() {
        return new Connections(() -> connect(url, key));
    }

    /** Whether H2 closed itself, as it does after a failed write. */
    public boolean isBroken() {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT commit_number FROM catalogue_state");
            return false;
        } catch (SQLException _) {
            return true;
        }
    }

    /** Reads every row of every table, so that damage to any live block shows now. */
    public void readEverything() throws SQLException {
        for (String table : tables(connection)) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        rows.getObject(column);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            handle.close();
            connection.close();
        } finally {
            files.close();
        }
    }

    Connection connection() {
        return connection;
    }

    static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (var statement = connection.createStatement();
                var names = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE'")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }

    private static Connection connect(String url, Key256 key) throws SQLException {
        char[] digits = key.hex();
        char[] password = Arrays.copyOf(digits, digits.length + 2);
        password[digits.length] = ' ';
        password[digits.length + 1] = '-';
        Properties properties = new Properties();
        properties.put("user", "LANTERN");
        properties.put("password", password);
        try {
            return new Driver().connect(url, properties);
        } finally {
            Arrays.fill(digits, '\0');
            Arrays.fill(password, '\0');
        }
    }
}
