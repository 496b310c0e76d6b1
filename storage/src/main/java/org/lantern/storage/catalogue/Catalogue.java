package org.lantern.storage.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.lantern.storage.StorageException;
import org.lantern.storage.catalogue.internal.Anchor;
import org.lantern.storage.catalogue.internal.Compaction;
import org.lantern.storage.catalogue.internal.Database;
import org.lantern.storage.catalogue.internal.SealedFiles;
import org.lantern.storage.catalogue.internal.SqlFailure;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;
import org.lantern.storage.schema.Schema;

/**
 * The vault's database. Everything in it happens on one thread that nobody else has a reference to, so that no
 * interrupt ever reaches it: an interrupted thread inside H2 closes the database for everyone. A caller that is
 * interrupted while it waits goes on waiting and keeps its interrupt flag.
 */
public final class Catalogue implements AutoCloseable {
    private static final String NAME = "catalogue";

    private final Medium medium;
    private final Path folder;
    private final Entropy entropy;
    private final Key256 databaseKey;
    private final Key256 blockKey;
    private final Anchor anchor;
    private final ExecutorService thread;
    private Thread own;
    private Database database;
    private long commits;
    /** Something failed: before the next use it is asked whether the database still works. */
    private boolean suspect;

    private Catalogue(Medium medium, Path folder, Key256 vaultKey, Entropy entropy) throws IOException {
        this.medium = medium;
        this.folder = folder;
        this.entropy = entropy;
        this.databaseKey = vaultKey.derive("lantern/database/v1");
        this.blockKey = vaultKey.derive("lantern/blocks/v1");
        try (Key256 anchorKey = vaultKey.derive("lantern/anchor/v1")) {
            this.anchor = Anchor.open(medium, folder.resolve("anchor"), anchorKey.derive("lantern/anchor/commits"));
        }
        this.thread = Executors.newSingleThreadExecutor(task -> {
            own = new Thread(task, "lantern-catalogue");
            own.setDaemon(true);
            return own;
        });
    }

    /** Makes an empty catalogue in {@code folder}. */
    public static Catalogue create(Medium medium, Path folder, Key256 vaultKey, Entropy entropy)
            throws StorageException {
        Catalogue catalogue = of(medium, folder, vaultKey, entropy);
        catalogue.start(true);
        return catalogue;
    }

    /**
     * Opens a catalogue, brings its schema up to date, and after an unclean end reads all of it.
     *
     * @throws StorageException.Tampered if it is damaged, or older than its last commit
     */
    public static Catalogue open(Medium medium, Path folder, Key256 vaultKey, Entropy entropy)
            throws StorageException {
        Catalogue catalogue = of(medium, folder, vaultKey, entropy);
        catalogue.start(false);
        return catalogue;
    }

    /** Reads. The work may not change anything, and may not call the catalogue again. */
    public <T> T read(Work<T> work) throws StorageException {
        return onThread(() -> {
            try {
                return work.run(database().handle());
            } catch (JdbiException failure) {
                suspect = true;
                throw database.translate(failure);
            }
        });
    }

    /**
     * Changes all of what the work changes or nothing. When this returns, the change is on the medium. The work may not
     * call the catalogue again.
     */
    public <T> T inTransaction(Work<T> work) throws StorageException {
        return onThread(() -> {
            Handle handle = database().handle();
            try {
                handle.begin();
                T result = work.run(handle);
                handle.execute("UPDATE catalogue_state SET commit_number = ?", commits + 1);
                handle.commit();
                commits++;
                handle.execute("CHECKPOINT SYNC");
                anchor.write(commits);
                return result;
            } catch (JdbiException failure) {
                suspect = true;
                rollBack(handle);
                throw database.translate(failure);
            } catch (IOException failure) {
                throw StorageException.of("anchor", failure);
            } catch (StorageException | RuntimeException | Error failure) {
                rollBack(handle);
                throw failure;
            }
        });
    }

    public Versions versions() throws StorageException {
        return read(handle -> handle.createQuery("SELECT \"version\" FROM \"flyway_schema_history\""
                + " WHERE \"version\" IS NOT NULL ORDER BY \"installed_rank\" DESC FETCH FIRST 1 ROW ONLY")
                .mapTo(String.class).map(schema -> new Versions(schema, org.h2.engine.Constants.VERSION, commits))
                .one());
    }

    @Override
    public void close() throws StorageException {
        if (thread.isShutdown()) {
            return;
        }
        try {
            onThread(() -> {
                stop();
                return null;
            });
        } finally {
            thread.shutdown();
            databaseKey.close();
            blockKey.close();
        }
    }

    private static Catalogue of(Medium medium, Path folder, Key256 vaultKey, Entropy entropy)
            throws StorageException {
        try {
            return new Catalogue(medium, folder, vaultKey, entropy);
        } catch (IOException failure) {
            throw StorageException.of("catalogue", failure);
        }
    }

    private void start(boolean create) throws StorageException {
        try {
            onThread(() -> {
                if (create) {
                    markOpen();
                    database = openDatabase(false, true);
                    migrate();
                    writeAnchor();
                } else {
                    openChecked();
                }
                return null;
            });
        } catch (StorageException | RuntimeException | Error failure) {
            abandon();
            throw failure;
        }
    }

    /** Lets go of everything after an opening that failed. */
    private void abandon() throws StorageException {
        onThread(() -> {
            if (database != null) {
                closeQuietly(database);
            }
            try {
                anchor.close();
            } catch (IOException _) {
                // nothing was written to it
            }
            return null;
        });
        thread.shutdown();
        databaseKey.close();
        blockKey.close();
    }

    /** The database, opened anew if H2 closed itself after a failed write. */
    private Database database() throws StorageException {
        if (suspect && database != null && database.isBroken()) {
            closeQuietly(database);
            database = null;
        }
        suspect = false;
        if (database == null) {
            openChecked();
        }
        return database;
    }

    /**
     * Opens strictly: any damaged block is an error. After an unclean end everything is read; only if that meets damage,
     * the torn tail of the file is cut and H2 lets fall back to its last whole version, and then everything is read
     * strictly once more. Either way the last commit must be there.
     */
    private void openChecked() throws StorageException {
        boolean unclean = Files.exists(mark());
        if (!Files.exists(folder.resolve(NAME + ".mv.db"))) {
            throw new StorageException.Tampered("catalogue is missing");
        }
        markOpen();
        try {
            openStrictly(unclean);
        } catch (StorageException.Tampered failure) {
            if (!unclean) {
                unmark();
                throw failure;
            }
            closeForgiving();
            openStrictly(true);
        }
        migrate();
    }

    private void openStrictly(boolean readEverything) throws StorageException {
        Database opened = openDatabase(false, false);
        try {
            commits = opened.handle().createQuery("SELECT commit_number FROM catalogue_state").mapTo(Long.class).one();
            if (commits < anchor.read()) {
                throw new StorageException.Tampered("catalogue is older than its last commit");
            }
            if (readEverything) {
                opened.readEverything();
            }
            database = opened;
        } catch (IOException failure) {
            closeQuietly(opened);
            throw StorageException.of("anchor", failure);
        } catch (SQLException | JdbiException failure) {
            closeQuietly(opened);
            throw opened.translate(failure);
        } catch (StorageException | RuntimeException | Error failure) {
            closeQuietly(opened);
            throw failure;
        }
    }

    private void closeForgiving() throws StorageException {
        try {
            openDatabase(true, false).close();
        } catch (SQLException failure) {
            throw SqlFailure.translate(failure);
        }
    }

    private Database openDatabase(boolean forgiving, boolean create) throws StorageException {
        try {
            return Database.open(new SealedFiles(medium, folder, blockKey, entropy, forgiving), NAME, databaseKey,
                    create);
        } catch (SQLException | RuntimeException | OutOfMemoryError failure) {
            throw create ? SqlFailure.translate(failure) : SqlFailure.ofOpening(failure);
        }
    }

    private void migrate() throws StorageException {
        try {
            switch (Schema.state(appliedMigrations(database.handle()))) {
                case CURRENT -> {
                    return;
                }
                case TOO_NEW -> throw new StorageException.TooNew("tables");
                case OLD -> Schema.migrate(database.connections());
            }
            commits = database.handle().createQuery("SELECT commit_number FROM catalogue_state").mapTo(Long.class)
                    .one();
        } catch (FlywayException | JdbiException failure) {
            throw SqlFailure.translate(failure);
        }
    }

    private static List<String> appliedMigrations(Handle handle) {
        boolean any = handle.createQuery("SELECT COUNT(*) FROM information_schema.tables"
                + " WHERE table_name = 'flyway_schema_history'").mapTo(Integer.class).one() > 0;
        return any ? handle.createQuery("SELECT \"version\" FROM \"flyway_schema_history\""
                + " WHERE \"success\" AND \"version\" IS NOT NULL").mapTo(String.class).list() : List.of();
    }

    private void stop() throws StorageException {
        try {
            if (database != null && !database.isBroken()) {
                Optional<Path> smaller = compacted();
                database.close();
                database = null;
                if (smaller.isPresent()) {
                    medium.move(smaller.get(), folder.resolve(NAME + ".mv.db"));
                    medium.syncFolder(folder);
                }
                anchor.sync();
                medium.delete(mark());
                medium.syncFolder(folder);
            }
            anchor.close();
        } catch (SQLException failure) {
            throw SqlFailure.translate(failure);
        } catch (IOException failure) {
            throw StorageException.of("catalogue", failure);
        }
    }

    /** A smaller copy, if that is worth it and succeeds; without one the catalogue stays as it is. */
    private Optional<Path> compacted() {
        Compaction compaction = new Compaction(medium, folder, blockKey, databaseKey, entropy);
        try {
            return compaction.isWorthwhile(database, NAME) ? Optional.of(compaction.copy(database))
                    : Optional.empty();
        } catch (SQLException | IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private void writeAnchor() throws StorageException {
        try {
            anchor.write(commits);
            anchor.sync();
        } catch (IOException failure) {
            throw StorageException.of("anchor", failure);
        }
    }

    /** There while the catalogue is open: if it is there before, the last end was not a clean one. */
    private Path mark() {
        return folder.resolve("open");
    }

    private void markOpen() throws StorageException {
        try (OpenFile file = medium.write(mark())) {
            file.sync();
            medium.syncFolder(folder);
        } catch (IOException failure) {
            throw StorageException.of("catalogue", failure);
        }
    }

    /** Damage that was met after a clean end must not count as an unclean one the next time. */
    private void unmark() throws StorageException {
        try {
            medium.delete(mark());
        } catch (IOException failure) {
            throw StorageException.of("catalogue", failure);
        }
    }

    private static void rollBack(Handle handle) {
        try {
            handle.rollback();
        } catch (JdbiException _) {
            // the database closed itself; it is opened anew at the next call
        }
    }

    private static void closeQuietly(Database database) {
        try {
            database.close();
        } catch (SQLException | RuntimeException _) {
            // it was broken before
        }
    }

    private <T> T onThread(Step<T> step) throws StorageException {
        if (Thread.currentThread() == own) {
            throw new IllegalStateException("work inside the catalogue may not call it again");
        }
        Future<T> result;
        try {
            result = thread.submit(step::run);
        } catch (RejectedExecutionException _) {
            throw new StorageException.Closed();
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    throw rethrown(failure.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static StorageException rethrown(Throwable cause) {
        return switch (cause) {
            case StorageException storage -> storage;
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            default -> new StorageException.Io("catalogue: " + cause.getClass().getName(), null);
        };
    }

    /**
     * @param schema number of the migration that was applied last
     * @param database version of H2
     * @param commits how many transactions were ever committed
     */
    public record Versions(String schema, String database, long commits) {}

    /** What is done with the database, on its thread. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Handle handle) throws StorageException;
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws StorageException;
    }
}
