package org.lantern.storage.catalogue.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/** The files that databases lie in: opened, copied, put in each other's place. */
final class DatabaseFiles implements AutoCloseable {
    static final String SUFFIX = ".mv.db";
    /** What there was before the tables were changed. */
    private static final String BEFORE = "before-migration" + SUFFIX;

    private final Medium medium;
    private final Path folder;
    private final Entropy entropy;
    private final Key256 databaseKey;
    private final Key256 blockKey;

    DatabaseFiles(Medium medium, Path folder, Key256 vaultKey, Entropy entropy) {
        this.medium = medium;
        this.folder = folder;
        this.entropy = entropy;
        this.databaseKey = vaultKey.derive("lantern/database/v1");
        this.blockKey = vaultKey.derive("lantern/blocks/v1");
    }

    Database open(String name, boolean forgiving, boolean create) throws StorageException {
        try {
            return Database.open(new SealedFiles(medium, folder, blockKey, entropy, forgiving), name, databaseKey,
                    create);
        } catch (SQLException | RuntimeException | OutOfMemoryError failure) {
            throw create ? SqlFailure.translate(failure) : SqlFailure.ofOpening(failure);
        }
    }

    /** Lets H2 fall back to its last whole version. */
    void closeForgiving(String name) throws StorageException {
        try {
            open(name, true, false).close();
        } catch (SQLException failure) {
            throw SqlFailure.translate(failure);
        }
    }

    /**
     * Closes a database, and puts a smaller copy in its place if that is worth it.
     *
     * @param always copies whatever there is to win
     * @return whether it was copied
     */
    boolean closeSmall(Database database, String name, boolean always) throws SQLException, IOException {
        Optional<Path> smaller = smaller(database, name, always);
        database.close();
        if (smaller.isPresent()) {
            replace(smaller.get(), name);
        }
        return smaller.isPresent();
    }

    /** Puts a file in the place of a closed database. */
    void replace(Path file, String name) throws IOException {
        medium.move(file, folder.resolve(name + SUFFIX));
        medium.syncFolder(folder);
    }

    /** Keeps a copy of a closed database, until {@link #removeCopies}. */
    void keepCopy(String name) throws IOException {
        Path fresh = folder.resolve(BEFORE + ".new");
        try (OpenFile from = medium.read(folder.resolve(name + SUFFIX)); OpenFile to = medium.write(fresh)) {
            to.truncate(0);
            byte[] buffer = new byte[1 << 20];
            for (long at = 0; at < from.size(); at += buffer.length) {
                int length = (int) Math.min(buffer.length, from.size() - at);
                from.read(at, buffer, 0, length);
                to.write(at, buffer, 0, length);
            }
            to.sync();
        } catch (EOFException failure) {
            throw new IOException("catalogue changes while it is copied", failure);
        }
        medium.move(fresh, folder.resolve(BEFORE));
        medium.syncFolder(folder);
    }

    void removeCopies() throws IOException {
        medium.delete(folder.resolve(BEFORE));
    }

    @Override
    public void close() {
        databaseKey.close();
        blockKey.close();
    }

    private Optional<Path> smaller(Database database, String name, boolean always) {
        Compaction compaction = new Compaction(medium, folder, blockKey, databaseKey, entropy);
        try {
            return always || compaction.isWorthwhile(database, name) ? Optional.of(compaction.copy(database))
                    : Optional.empty();
        } catch (SQLException | IOException | RuntimeException _) {
            return Optional.empty();
        }
    }
}
