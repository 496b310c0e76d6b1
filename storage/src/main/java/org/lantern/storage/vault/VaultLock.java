package org.lantern.storage.vault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lantern.storage.StorageException;

/**
 * Keeps a second process out of a vault. The operating system holds the lock, so that none is left behind by a process
 * that was killed; the file beside it only says who holds it.
 */
final class VaultLock implements AutoCloseable {
    private final RandomAccessFile file;
    private final FileLock lock;

    private VaultLock(RandomAccessFile file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    static VaultLock take(Path path, Clock clock) throws StorageException {
        try {
            if (!Files.isWritable(Files.exists(path) ? path : path.getParent())) {
                throw new AccessDeniedException(path.getFileName().toString());
            }
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            try {
                FileLock lock = tryLock(file);
                if (lock == null) {
                    throw new StorageException.VaultInUse(holder(path));
                }
                Files.writeString(holderFile(path), describe(clock), StandardCharsets.UTF_8);
                return new VaultLock(file, lock);
            } catch (IOException | StorageException failure) {
                file.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw StorageException.of("vault lock", failure);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        file.close();
    }

    private static FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static Optional<String> holder(Path path) {
        try {
            String text = Files.readString(holderFile(path), StandardCharsets.UTF_8);
            return text.isBlank() || text.length() > 200 ? Optional.empty() : Optional.of(text.strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Path holderFile(Path path) {
        return path.resolveSibling(path.getFileName() + ".holder");
    }

    private static String describe(Clock clock) {
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return "process " + ProcessHandle.current().pid() + " since " + since;
    }
}
