package org.lantern.storage.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.lantern.storage.StorageException;
import org.lantern.storage.catalogue.internal.DurableDatabase;
import org.lantern.storage.catalogue.internal.DurableDatabase.Mark;
import org.lantern.storage.catalogue.internal.Rebuild;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;

/**
 * The vault's database. Everything in it happens on one thread that nobody else has a reference to, so that no
 * interrupt ever reaches it: an interrupted thread inside H2 closes the database for everyone. A caller that is
 * interrupted while it waits goes on waiting and keeps its interrupt flag.
 *
 * <p>What a transaction changed is written to a sealed journal, row by row, before it is acknowledged; the database can
 * be made anew from it.
 */
public final class Catalogue implements AutoCloseable {
    private final DurableDatabase database;
    private final ExecutorService thread;
    private Thread own;

    private Catalogue(DurableDatabase database) {
        this.database = database;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            own = new Thread(task, "lantern-catalogue");
            own.setDaemon(true);
            return own;
        });
    }

    /** Makes an empty catalogue in {@code folder}. */
    public static Catalogue create(Medium medium, Path folder, Key256 vaultKey, Entropy entropy)
            throws StorageException {
        return started(medium, folder, vaultKey, entropy, DurableDatabase::create);
    }

    /**
     * Opens a catalogue and brings its schema up to date. After an unclean end all of it is read, and what it lacks is
     * taken from the journal.
     *
     * @throws StorageException.Tampered if it is damaged, or older than its last commit
     */
    public static Catalogue open(Medium medium, Path folder, Key256 vaultKey, Entropy entropy)
            throws StorageException {
        return started(medium, folder, vaultKey, entropy, DurableDatabase::openChecked);
    }

    /**
     * Makes the catalogue anew from its journal, whatever state it is in. A journal that is not whole gives what it has
     * up to the damage; if not even its first part is whole, the journal is made anew from the catalogue.
     *
     * @throws StorageException.Tampered if neither is whole
     */
    public static Rebuilt rebuild(Medium medium, Path folder, Key256 vaultKey, Entropy entropy)
            throws StorageException {
        Rebuilt[] rebuilt = new Rebuilt[1];
        started(medium, folder, vaultKey, entropy, database -> {
            long anchored = database.anchored();
            Rebuild.Result result = database.rebuild();
            database.acceptAsIs();
            rebuilt[0] = new Rebuilt(result.rows(), result.commits(), Math.max(0, anchored - result.commits()));
        }).close();
        return rebuilt[0];
    }

    /** Reads. The work may not change anything, and may not call the catalogue again. */
    public <T> T read(Work<T> work) throws StorageException {
        return onThread(() -> {
            try {
                return work.run(database.database().handle());
            } catch (JdbiException failure) {
                throw database.suspect(failure);
            }
        });
    }

    /**
     * Changes all of what the work changes or nothing. When this returns, the change is on the medium. The work may not
     * call the catalogue again.
     */
    public <T> T inTransaction(Work<T> work) throws StorageException {
        return onThread(() -> database.commit(work::run));
    }

    /** Reads, and says what point in time it read at. */
    public <T> Marked<T> readMarked(Work<T> work) throws StorageException {
        return onThread(() -> {
            try {
                T value = work.run(database.database().handle());
                Mark mark = database.mark();
                return new Marked<>(value, mark.commits(), mark.journal(), mark.journalBytes());
            } catch (JdbiException failure) {
                throw database.suspect(failure);
            }
        });
    }

    /**
     * Sees to it that nothing of what was removed stays readable with the vault's key: the journal is written anew now,
     * the database when the catalogue is closed.
     */
    public void forgetRemoved() throws StorageException {
        onThread(() -> {
            database.shrinkAtClose();
            database.rewriteJournal();
            return null;
        });
    }

    /** Reads all of the database and of the journal; returns what is not whole. */
    public List<String> verify() throws StorageException {
        return onThread(database::verify);
    }

    /** How many transactions had been committed when it was opened. */
    public long commitsAtOpening() {
        return database.commitsAtOpening();
    }

    /** Whether the last end was a clean one. */
    public boolean wasClosed() {
        return database.wasClosed();
    }

    public Versions versions() throws StorageException {
        return read(handle -> handle.createQuery("SELECT \"version\" FROM \"flyway_schema_history\""
                + " WHERE \"version\" IS NOT NULL ORDER BY \"installed_rank\" DESC FETCH FIRST 1 ROW ONLY")
                .mapTo(String.class)
                .map(schema -> new Versions(schema, org.h2.engine.Constants.VERSION, database.commits())).one());
    }

    @Override
    public void close() throws StorageException {
        if (thread.isShutdown()) {
            return;
        }
        try {
            onThread(() -> {
                database.close();
                return null;
            });
        } finally {
            thread.shutdown();
        }
    }

    private static Catalogue started(Medium medium, Path folder, Key256 vaultKey, Entropy entropy, Start start)
            throws StorageException {
        Catalogue catalogue;
        try {
            catalogue = new Catalogue(new DurableDatabase(medium, folder, vaultKey, entropy));
        } catch (IOException failure) {
            throw StorageException.of("catalogue", failure);
        }
        try {
            catalogue.onThread(() -> {
                start.run(catalogue.database);
                return null;
            });
            return catalogue;
        } catch (StorageException | RuntimeException | Error failure) {
            catalogue.onThread(() -> {
                catalogue.database.abandon();
                return null;
            });
            catalogue.thread.shutdown();
            throw failure;
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

    /**
     * What was read, and when.
     *
     * @param commits how many transactions had been committed
     * @param journal which journal, 32 hexadecimal digits
     * @param journalBytes how long it was
     */
    public record Marked<T>(T value, long commits, String journal, long journalBytes) {}

    /**
     * What a rebuild found.
     *
     * @param changes of rows that the journal held
     * @param commits number of the last commit that is there now
     * @param lost how many commits after that are known to have been acknowledged
     */
    public record Rebuilt(long changes, long commits, long lost) {}

    /** What is done with the database, on its thread. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Handle handle) throws StorageException;
    }

    @FunctionalInterface
    private interface Start {
        void run(DurableDatabase database) throws StorageException;
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws StorageException;
    }
}
