package org.lantern.storage.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * A key for each study, under which the keys of its objects are wrapped: whoever destroys it has erased the study. They
 * lie in two copies of one file: a header (magic 8, file id 16, generation 8, anchor 8, MAC 32), then entries of 128 bytes: id 8, the
 * study's tag 32, wrapped key 40, reserved 16, MAC 32, bound to file and place. Keys are appended; when one is
 * destroyed, both copies are written anew without it.
 */
final class StudyKeys implements AutoCloseable {
    static final String FILE = "study.keys";
    static final String COPY = "study.copy.keys";
    private static final byte[] MAGIC = {'L', 'N', 'T', 'S', 'K', 'E', 'Y', 1};
    private static final int ID_BYTES = 16;
    private static final int HEADER_BYTES = 128;
    private static final int ENTRY_BYTES = 128;
    private static final int COVERED_BYTES = ENTRY_BYTES - Key256.MAC_BYTES;

    private final Medium medium;
    private final Path folder;
    private final Entropy entropy;
    private final Key256 wrap;
    private final Key256 structure;
    private final Map<Long, byte[]> wrapped = new HashMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private byte[] fileId;
    /** How often keys were destroyed: of two copies the later one counts. */
    private long generation;
    private long anchor;
    private int count;

    private StudyKeys(Medium medium, Path folder, Key256 vaultKey, Entropy entropy) {
        this.medium = medium;
        this.folder = folder;
        this.entropy = entropy;
        this.wrap = vaultKey.derive("lantern/study-wrap/v1");
        this.structure = vaultKey.derive("lantern/study-keys/v1");
    }

    /** Opens the keys of a vault; makes an empty file where there is none. One whole copy is enough. */
    static StudyKeys open(Medium medium, Path folder, Key256 vaultKey, Entropy entropy) throws IOException {
        StudyKeys keys = new StudyKeys(medium, folder, vaultKey, entropy);
        List<byte[]> copies = new ArrayList<>();
        boolean any = false;
        for (String name : List.of(FILE, COPY)) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                any = true;
                keys.whole(Files.readAllBytes(file)).ifPresent(copies::add);
            }
        }
        if (copies.isEmpty()) {
            if (any) {
                throw new BrokenSealException("study keys");
            }
            keys.fileId = entropy.bytes(ID_BYTES);
            keys.rewrite();
            return keys;
        }
        byte[] best = copies.stream().max(Comparator.comparingLong(StudyKeys::generation)
                .thenComparingInt(copy -> copy.length)).orElseThrow();
        keys.load(best);
        if (copies.size() < 2 || !Arrays.equals(copies.getFirst(), copies.getLast())) {
            keys.rewrite();
        }
        return keys;
    }

    /** The id of a study's key, which is made and synced if there is none. Never 0. */
    synchronized long idOf(String studyUid) throws IOException {
        String tag = tag(studyUid);
        Long known = ids.get(tag);
        if (known != null) {
            return known;
        }
        long id;
        do {
            id = ByteBuffer.wrap(entropy.bytes(Long.BYTES)).getLong();
        } while (id == 0 || wrapped.containsKey(id));
        byte[] entry;
        try (Key256 key = Key256.random(entropy)) {
            entry = entry(count, id, tag, wrap.wrap(key));
        }
        for (String name : List.of(FILE, COPY)) {
            try (OpenFile file = medium.write(folder.resolve(name))) {
                long at = HEADER_BYTES + (long) count * ENTRY_BYTES;
                file.write(at, entry, 0, entry.length);
                file.sync();
            }
        }
        add(entry);
        return id;
    }

    /**
     * A study's key. The caller closes it.
     *
     * @throws BrokenSealException if it was destroyed
     */
    synchronized Key256 key(long id) throws BrokenSealException {
        byte[] found = wrapped.get(id);
        if (found == null) {
            throw new BrokenSealException("study key");
        }
        return wrap.unwrap(found);
    }

    synchronized boolean has(String tag) {
        return ids.containsKey(tag);
    }

    /** Destroys the keys of studies, by their tags. When this returns, no file of ours holds them. */
    synchronized void destroy(Set<String> tags) throws IOException {
        boolean any = false;
        for (String tag : tags) {
            Long id = ids.remove(tag);
            if (id != null) {
                Arrays.fill(wrapped.remove(id), (byte) 0);
                any = true;
            }
        }
        if (any) {
            fileId = entropy.bytes(ID_BYTES);
            generation++;
            rewrite();
        }
    }

    /** What stands for a study in lists that must not name it: 64 hexadecimal digits. */
    String tag(String studyUid) {
        return HexFormat.of().formatHex(structure.mac("study".getBytes(StandardCharsets.UTF_8),
                studyUid.getBytes(StandardCharsets.UTF_8)));
    }

    /** The number of commits at the last clean end; 0 if there was none. */
    synchronized long anchor() {
        return anchor;
    }

    synchronized void anchor(long commits) throws IOException {
        anchor = commits;
        byte[] header = header();
        for (String name : List.of(FILE, COPY)) {
            try (OpenFile file = medium.write(folder.resolve(name))) {
                file.write(0, header, 0, header.length);
                file.sync();
            }
        }
    }

    @Override
    public void close() {
        wrap.close();
        structure.close();
    }

    /** The header and the whole entries of a copy; empty if its header is not whole. */
    private Optional<byte[]> whole(byte[] copy) {
        if (copy.length < HEADER_BYTES) {
            return Optional.empty();
        }
        byte[] covered = Arrays.copyOf(copy, HEADER_BYTES - Key256.MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(copy, HEADER_BYTES - Key256.MAC_BYTES, HEADER_BYTES);
        if (!structure.verifies(mac, covered) || !Arrays.equals(MAGIC, Arrays.copyOf(copy, MAGIC.length))) {
            return Optional.empty();
        }
        byte[] id = Arrays.copyOfRange(copy, MAGIC.length, MAGIC.length + ID_BYTES);
        int entries = (copy.length - HEADER_BYTES) / ENTRY_BYTES;
        for (int i = 0; i < entries; i++) {
            byte[] entry = Arrays.copyOfRange(copy, HEADER_BYTES + i * ENTRY_BYTES,
                    HEADER_BYTES + (i + 1) * ENTRY_BYTES);
            if (!isWhole(id, i, entry)) {
                return Optional.of(Arrays.copyOf(copy, HEADER_BYTES + i * ENTRY_BYTES));
            }
        }
        return Optional.of(Arrays.copyOf(copy, HEADER_BYTES + entries * ENTRY_BYTES));
    }

    private boolean isWhole(byte[] id, int place, byte[] entry) {
        return structure.verifies(Arrays.copyOfRange(entry, COVERED_BYTES, ENTRY_BYTES), id, place(place),
                Arrays.copyOf(entry, COVERED_BYTES));
    }

    private void load(byte[] file) {
        ByteBuffer header = ByteBuffer.wrap(file);
        fileId = Arrays.copyOfRange(file, MAGIC.length, MAGIC.length + ID_BYTES);
        generation = generation(file);
        anchor = header.getLong(MAGIC.length + ID_BYTES + Long.BYTES);
        for (int at = HEADER_BYTES; at < file.length; at += ENTRY_BYTES) {
            add(Arrays.copyOfRange(file, at, at + ENTRY_BYTES));
        }
    }

    private void add(byte[] entry) {
        long id = ByteBuffer.wrap(entry).getLong();
        wrapped.put(id, Arrays.copyOfRange(entry, 40, 80));
        ids.put(HexFormat.of().formatHex(entry, 8, 40), id);
        count++;
    }

    private static long generation(byte[] file) {
        return ByteBuffer.wrap(file).getLong(MAGIC.length + ID_BYTES);
    }

    private byte[] header() {
        byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).put(fileId).putLong(generation).putLong(anchor)
                .array();
        byte[] mac = structure.mac(Arrays.copyOf(header, HEADER_BYTES - Key256.MAC_BYTES));
        System.arraycopy(mac, 0, header, HEADER_BYTES - Key256.MAC_BYTES, mac.length);
        return header;
    }

    private byte[] entry(int place, long id, String tag, byte[] key) {
        byte[] entry = ByteBuffer.allocate(ENTRY_BYTES).putLong(id).put(HexFormat.of().parseHex(tag)).put(key).array();
        byte[] mac = structure.mac(fileId, place(place), Arrays.copyOf(entry, COVERED_BYTES));
        System.arraycopy(mac, 0, entry, COVERED_BYTES, mac.length);
        return entry;
    }

    private static byte[] place(int place) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(place).array();
    }

    /** Writes both copies anew, each at once or not at all. */
    private void rewrite() throws IOException {
        List<Map.Entry<String, Long>> all = List.copyOf(ids.entrySet());
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + all.size() * ENTRY_BYTES).put(header());
        for (int i = 0; i < all.size(); i++) {
            file.put(entry(i, all.get(i).getValue(), all.get(i).getKey(), wrapped.get(all.get(i).getValue())));
        }
        count = all.size();
        for (String name : List.of(FILE, COPY)) {
            medium.replace(folder.resolve(name), file.array());
        }
    }
}
