package org.lantern.storage.backup;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/** Writes one generation of a backup: what the file does not have yet. */
final class BackupWriter {
    static final String KEYS = "keys.json";
    static final String JOURNAL = "catalogue/journal";
    private static final String AUDIT = "audit";
    static final String STUDY_KEYS = "packs/study.keys";

    private static final int PART_BYTES = 8 << 20;
    /** After so many bytes an interrupted backup can be gone on with. */
    private static final long CHECKPOINT_BYTES = 256L << 20;
    private static final int MARK_BYTES = 64;
    /** A file of which more than this share is of no use any more is written anew. */
    private static final int MOST_DEAD_PERCENT = 50;

    private final Medium medium;
    private final Path vault;
    private final byte[] vaultId;
    private final Key256 key;
    private final Entropy entropy;

    /** @param key kept, not owned */
    BackupWriter(Medium medium, Path vault, byte[] vaultId, Key256 key, Entropy entropy) {
        this.medium = medium;
        this.vault = vault;
        this.vaultId = vaultId;
        this.key = key;
        this.entropy = entropy;
    }

    /**
     * Writes, reads back, and names the new generation.
     *
     * @param lengths of the files that are only appended to, by path
     * @return empty if it was cancelled; what was written until then is used the next time
     */
    Optional<Written> write(Path target, Map<String, Long> lengths, long commits, int erased, Instant now,
            DoubleConsumer progress, BooleanSupplier cancelled) throws IOException, StorageException {
        boolean extend = Files.exists(target) && canExtend(target, erased);
        Path path = extend ? target : target.resolveSibling(target.getFileName() + ".unfinished");
        if (!extend && Files.exists(path) && !isOurs(path, erased)) {
            medium.delete(path);
        }
        Written written;
        try (BackupFile file = BackupFile.write(medium, path)) {
            List<Manifest> known = manifests(file);
            long generation = file.whole().map(BackupFile.Slot::generation).orElse(0L) + 1;
            Run run = new Run(file, known, generation, commits, erased, now, progress, cancelled);
            demandRoom(path, run.missing(lengths));
            if (!run.copy(lengths)) {
                return Optional.empty();
            }
            written = run.finish();
        }
        if (!extend) {
            medium.move(path, target);
            medium.syncFolder(target.toAbsolutePath().getParent());
        }
        return Optional.of(written);
    }

    /** @throws StorageException.NotABackup if there is something else that must not be lost */
    private boolean canExtend(Path target, int erased) throws IOException, StorageException {
        try (BackupFile file = BackupFile.open(medium, target)) {
            BackupFile.Slot slot = file.whole().orElseThrow();
            if (!Arrays.equals(slot.vaultId(), vaultId)) {
                throw new StorageException.NotABackup();
            }
            Manifest manifest = file.manifest(slot, key);
            return manifest.erased() == erased
                    && manifest.bytes() * 100 >= file.bytes() * (100 - MOST_DEAD_PERCENT);
        } catch (BrokenSealException _) {
            throw new StorageException.NotABackup();
        }
    }

    private boolean isOurs(Path unfinished, int erased) throws IOException {
        try (BackupFile file = BackupFile.write(medium, unfinished)) {
            List<Manifest> known = manifests(file);
            return !known.isEmpty() && known.stream().allMatch(manifest -> manifest.erased() == erased);
        }
    }

    private List<Manifest> manifests(BackupFile file) throws IOException {
        List<Manifest> known = new ArrayList<>();
        for (Optional<BackupFile.Slot> slot : List.of(file.whole(), file.unfinished())) {
            if (slot.isPresent() && Arrays.equals(slot.get().vaultId(), vaultId)) {
                try {
                    known.add(file.manifest(slot.get(), key));
                } catch (BrokenSealException _) {
                    // what it names is written again
                }
            }
        }
        return known;
    }

    private List<String> smallFiles() throws IOException {
        List<String> names = new ArrayList<>(audit(".head").keySet());
        for (String name : List.of("attempts.json", "attempts.copy.json")) {
            if (Files.exists(vault.resolve(name))) {
                names.add(name);
            }
        }
        return names;
    }

    private Map<String, Long> trails() throws IOException {
        return audit(".trail");
    }

    private Map<String, Long> audit(String suffix) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        if (Files.isDirectory(vault.resolve(AUDIT))) {
            try (var files = Files.list(vault.resolve(AUDIT))) {
                for (Path file : files.filter(path -> path.toString().endsWith(suffix)).toList()) {
                    found.put(AUDIT + "/" + file.getFileName(), Files.size(file));
                }
            }
        }
        return found;
    }

    private static void demandRoom(Path path, long bytes) throws IOException, StorageException {
        long room = Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace();
        if (room < bytes + (bytes >> 6) + PART_BYTES) {
            throw new StorageException.NoSpace(null);
        }
    }

    /** One generation in the making. */
    private final class Run {
        private final BackupFile file;
        private final Map<String, List<Segment>> known = new TreeMap<>();
        private final List<Segment> all = new ArrayList<>();
        private final List<Segment> fresh = new ArrayList<>();
        private final Instant now;
        private final long generation;
        private final long commits;
        private final int erased;
        private final DoubleConsumer progress;
        private final BooleanSupplier cancelled;
        private Segment keys;
        private long at;
        private long done;
        private long toDo;
        private long sinceCheckpoint;

        Run(BackupFile file, List<Manifest> manifests, long generation, long commits, int erased, Instant now,
                DoubleConsumer progress, BooleanSupplier cancelled) {
            this.file = file;
            this.at = file.free(manifests);
            this.generation = generation;
            this.commits = commits;
            this.erased = erased;
            this.now = now;
            this.progress = progress;
            this.cancelled = cancelled;
            for (Manifest manifest : manifests) {
                manifest.files().forEach(name -> {
                    List<Segment> parts = manifest.of(name);
                    if (end(parts) >= end(known.getOrDefault(name, List.of()))) {
                        known.put(name, parts);
                    }
                });
            }
        }

        /** How many bytes the file does not have yet. */
        long missing(Map<String, Long> lengths) throws IOException {
            long bytes = 0;
            for (Map.Entry<String, Long> source : lengths.entrySet()) {
                try (OpenFile from = medium.read(vault.resolve(source.getKey()))) {
                    bytes += source.getValue() - Math.min(source.getValue(), end(usable(source.getKey(), from)));
                }
            }
            toDo = bytes;
            return bytes;
        }

        /** False if it was cancelled. */
        boolean copy(Map<String, Long> lengths) throws IOException {
            // heads of audit trails before the trails: what a trail has more than its head is not an entry yet
            keys = whole(KEYS);
            for (String small : smallFiles()) {
                whole(small);
            }
            lengths.putAll(trails());
            for (Map.Entry<String, Long> source : lengths.entrySet()) {
                try (OpenFile from = medium.read(vault.resolve(source.getKey()))) {
                    if (!copy(source.getKey(), from, source.getValue())) {
                        checkpoint();
                        return false;
                    }
                }
            }
            whole(STUDY_KEYS);
            return true;
        }

        Written finish() throws IOException {
            file.sync();
            for (Segment segment : fresh) {
                file.content(segment, key);
            }
            Manifest manifest = new Manifest(generation, now, commits, erased, all);
            long end = file.publish(vaultId, manifest, keys, at, true, key, entropy);
            progress.accept(1);
            return new Written(generation, end, fresh.stream().mapToLong(Segment::bytes).sum());
        }

        private boolean copy(String name, OpenFile from, long length) throws IOException {
            List<Segment> have = usable(name, from).stream().filter(part -> part.end() <= length).toList();
            all.addAll(have);
            String source = source(from);
            for (long position = end(have); position < length; position += PART_BYTES) {
                if (cancelled.getAsBoolean()) {
                    return false;
                }
                byte[] part = new byte[(int) Math.min(PART_BYTES, length - position)];
                try {
                    from.read(position, part, 0, part.length);
                } catch (EOFException failure) {
                    throw new BrokenSealException(name + " is cut");
                }
                put(name, source, position, part);
                done += part.length;
                progress.accept(toDo == 0 ? 1 : Math.min(1, (double) done / toDo));
                sinceCheckpoint += part.length;
                if (sinceCheckpoint >= CHECKPOINT_BYTES) {
                    checkpoint();
                }
            }
            return true;
        }

        private Segment whole(String name) throws IOException {
            try (OpenFile from = medium.read(vault.resolve(name))) {
                byte[] content = new byte[(int) from.size()];
                from.read(0, content, 0, content.length);
                return put(name, "", 0, content);
            }
        }

        private Segment put(String name, String source, long from, byte[] content) throws IOException {
            file.append(at, content);
            Segment segment = new Segment(name, source, from, content.length, at,
                    HexFormat.of().formatHex(key.mac(content)));
            at += content.length;
            all.add(segment);
            fresh.add(segment);
            return segment;
        }

        private void checkpoint() throws IOException {
            file.sync();
            at = file.publish(vaultId, new Manifest(generation, now, commits, erased, all), keys, at, false, key,
                    entropy);
            sinceCheckpoint = 0;
        }

        /** The parts that the backup has of this very file. */
        private List<Segment> usable(String name, OpenFile from) throws IOException {
            List<Segment> parts = known.getOrDefault(name, List.of());
            String source = source(from);
            return parts.stream().allMatch(part -> part.source().equals(source)) ? parts : List.of();
        }

        private String source(OpenFile from) throws IOException {
            byte[] mark = new byte[(int) Math.min(MARK_BYTES, from.size())];
            from.read(0, mark, 0, mark.length);
            return HexFormat.of().formatHex(key.mac(mark), 0, 16);
        }

        private static long end(List<Segment> parts) {
            return parts.isEmpty() ? 0 : parts.getLast().end();
        }
    }

    /**
     * A generation that was written.
     *
     * @param fileBytes how long the file is
     * @param newBytes how much of that was written now
     */
    record Written(long generation, long fileBytes, long newBytes) {}
}
