package org.lantern.storage.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/** A backup that is read. Opened without a key; everything but the key file needs one. */
public final class BackupReader implements AutoCloseable {
    /** Label of the key that seals backups. */
    public static final String KEY = "lantern/backup/v1";
    private static final Pattern FILES = Pattern
            .compile(
                    "keys\\.json|catalogue/journal|packs/study\\.keys|attempts(\\.copy)?\\.json|audit/\\d{4}\\.(head|trail)|packs/\\d{8}\\.pack");

    private final Medium medium;
    private final BackupFile file;

    private BackupReader(Medium medium, BackupFile file) {
        this.medium = medium;
        this.file = file;
    }

    /** @throws StorageException.NotABackup if it is none, or none that was ever whole */
    public static BackupReader open(Medium medium, Path path) throws StorageException {
        try {
            return new BackupReader(medium, BackupFile.open(medium, path));
        } catch (BrokenSealException _) {
            throw new StorageException.NotABackup();
        } catch (java.nio.file.NoSuchFileException _) {
            throw new StorageException.NotFound("backup");
        } catch (IOException failure) {
            throw StorageException.of("backup", failure);
        }
    }

    /** The vault's key file, from which the vault key is to be had. */
    public byte[] keyFile() throws StorageException {
        try {
            return file.keyFile();
        } catch (IOException failure) {
            throw StorageException.of("backup", failure);
        }
    }

    /**
     * Writes the vault's files into an empty folder, each part only if it is what was backed up.
     *
     * @throws StorageException.Tampered if any part is not
     */
    public Extracted extract(Path folder, Key256 vaultKey, DoubleConsumer progress) throws StorageException {
        try (Key256 key = vaultKey.derive(KEY)) {
            Manifest manifest = file.manifest(file.whole().orElseThrow(), key);
            long done = 0;
            for (String name : manifest.files()) {
                List<Segment> parts = manifest.of(name);
                if (parts.isEmpty() || !FILES.matcher(name).matches()) {
                    throw new StorageException.Tampered("backup");
                }
                Path target = folder.resolve(name);
                Files.createDirectories(target.getParent());
                try (OpenFile out = medium.write(target)) {
                    out.truncate(0);
                    for (Segment part : parts) {
                        byte[] content = file.content(part, key);
                        out.write(part.from(), content, 0, content.length);
                        done += content.length;
                        progress.accept(Math.min(1, (double) done / Math.max(1, manifest.bytes())));
                    }
                    out.sync();
                }
                medium.syncFolder(target.getParent());
            }
            return new Extracted(manifest.generation(), manifest.created(), manifest.commits(), done);
        } catch (IOException failure) {
            throw StorageException.of("backup", failure);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException _) {
            // it was only read
        }
    }

    /**
     * What was in the backup.
     *
     * @param created when it was begun: it holds the state of that moment
     */
    public record Extracted(long generation, Instant created, long commits, long bytes) {}
}
