package org.lantern.storage.backup;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Seal;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * The file of a backup. At its beginning three places of 512 bytes, each: magic 8, vault id 16, generation 8, place and
 * length of the manifest 8 + 4, place and length of the key file 8 + 4, SHA-256 32. The first two name the manifests of
 * the last two whole generations, written in turn; the third that of one which is not whole yet. Then come parts of the
 * vault's files, as they are (they are sealed), and sealed manifests. Only ever appended to: a backup that is
 * interrupted leaves the generation before it as it was.
 */
final class BackupFile implements AutoCloseable {
    static final int DATA_AT = 4096;

    private static final byte[] MAGIC = {'L', 'N', 'T', 'B', 'K', 'U', 'P', 1};
    private static final int SLOT_BYTES = 8 + 16 + 8 + 8 + 4 + 8 + 4 + 32;
    private static final int SLOT_STRIDE = 512;
    private static final int UNFINISHED = 2;
    private static final int MOST_MANIFEST_BYTES = 256 << 20;
    private static final int MOST_KEY_BYTES = 1 << 20;

    private final OpenFile file;
    private final Optional<Slot> whole;
    private final Optional<Slot> unfinished;

    private BackupFile(OpenFile file) throws IOException {
        this.file = file;
        Optional<Slot> first = slot(0);
        Optional<Slot> second = slot(1);
        this.whole = first.isEmpty() || second.isPresent()
                && second.get().generation() > first.get().generation() ? second : first;
        long generation = whole.map(Slot::generation).orElse(0L);
        this.unfinished = slot(UNFINISHED).filter(slot -> slot.generation() == generation + 1);
    }

    /** For reading. @throws BrokenSealException if it is no backup, or none that was ever whole */
    static BackupFile open(Medium medium, Path path) throws IOException {
        OpenFile open = medium.read(path);
        try {
            BackupFile file = new BackupFile(open);
            if (file.whole.isEmpty()) {
                throw new BrokenSealException("not a whole backup");
            }
            return file;
        } catch (IOException | RuntimeException failure) {
            open.close();
            throw failure;
        }
    }

    /** For writing; makes an empty one where there is none. */
    static BackupFile write(Medium medium, Path path) throws IOException {
        OpenFile open = medium.write(path);
        try {
            return new BackupFile(open);
        } catch (IOException | RuntimeException failure) {
            open.close();
            throw failure;
        }
    }

    Optional<Slot> whole() {
        return whole;
    }

    Optional<Slot> unfinished() {
        return unfinished;
    }

    long bytes() throws IOException {
        return file.size();
    }

    /** The vault's key file, of which only its own seals say whether it is one. */
    byte[] keyFile() throws IOException {
        Slot slot = whole.orElseThrow(() -> new BrokenSealException("not a whole backup"));
        return read(slot.keysAt(), slot.keysBytes());
    }

    Manifest manifest(Slot slot, Key256 key) throws IOException {
        byte[] sealed = read(slot.manifestAt(), slot.manifestBytes());
        if (sealed.length < Seal.NONCE_BYTES + Seal.TAG_BYTES) {
            throw new BrokenSealException("backup manifest");
        }
        byte[] plain = new byte[sealed.length - Seal.NONCE_BYTES - Seal.TAG_BYTES];
        key.seal().open(Arrays.copyOf(sealed, Seal.NONCE_BYTES), slot.bound(), sealed, Seal.NONCE_BYTES,
                plain.length + Seal.TAG_BYTES, plain, 0, "backup manifest");
        return Manifest.decode(plain);
    }

    /** The bytes of a part, if they are what was written. */
    byte[] content(Segment segment, Key256 key) throws IOException {
        byte[] content = read(segment.at(), segment.bytes());
        if (!HexFormat.of().formatHex(key.mac(content)).equals(segment.mac())) {
            throw new BrokenSealException("backup of " + segment.file());
        }
        return content;
    }

    void append(long at, byte[] content) throws IOException {
        file.write(at, content, 0, content.length);
    }

    void sync() throws IOException {
        file.sync();
    }

    /**
     * Writes and syncs a manifest, and then names it.
     *
     * @param at where it is to lie
     * @param complete whether the generation is whole now
     * @return where it ends
     */
    long publish(byte[] vaultId, Manifest manifest, Segment keys, long at, boolean complete, Key256 key,
            Entropy entropy) throws IOException {
        byte[] plain = manifest.encode();
        Slot slot = new Slot(vaultId, manifest.generation(), at, plain.length + Seal.NONCE_BYTES + Seal.TAG_BYTES,
                keys.at(), keys.bytes());
        byte[] nonce = entropy.bytes(Seal.NONCE_BYTES);
        byte[] sealed = Arrays.copyOf(nonce, slot.manifestBytes());
        key.seal().close(nonce, slot.bound(), plain, 0, plain.length, sealed, Seal.NONCE_BYTES);
        file.write(at, sealed, 0, sealed.length);
        file.sync();
        if (!Arrays.equals(manifest(slot, key).encode(), plain)) {
            throw new BrokenSealException("backup manifest");
        }
        byte[] place = slot.encode();
        file.write((complete ? manifest.generation() % 2 : UNFINISHED) * SLOT_STRIDE, place, 0, place.length);
        file.sync();
        return at + sealed.length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private byte[] read(long at, int bytes) throws IOException {
        if (at < 0 || bytes < 0 || at + bytes > file.size()) {
            throw new BrokenSealException("backup is cut");
        }
        byte[] content = new byte[bytes];
        file.read(at, content, 0, bytes);
        return content;
    }

    private Optional<Slot> slot(int place) throws IOException {
        byte[] bytes = new byte[SLOT_BYTES];
        try {
            file.read((long) place * SLOT_STRIDE, bytes, 0, SLOT_BYTES);
        } catch (EOFException _) {
            return Optional.empty();
        }
        return Slot.decode(bytes);
    }

    /** Where a generation's manifest and key file lie. */
    record Slot(byte[] vaultId, long generation, long manifestAt, int manifestBytes, long keysAt, int keysBytes) {
        /** What a manifest's seal is bound to. */
        byte[] bound() {
            return ByteBuffer.allocate(16 + 16 + 12).put(vaultId).putLong(generation).putLong(manifestAt)
                    .putLong(keysAt).putInt(keysBytes).array();
        }

        byte[] encode() {
            ByteBuffer buffer = ByteBuffer.allocate(SLOT_BYTES).put(MAGIC).put(vaultId).putLong(generation)
                    .putLong(manifestAt).putInt(manifestBytes).putLong(keysAt).putInt(keysBytes);
            return buffer.put(sum(buffer.array())).array();
        }

        static Optional<Slot> decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte[] magic = new byte[MAGIC.length];
            buffer.get(magic);
            byte[] vaultId = new byte[16];
            buffer.get(vaultId);
            Slot slot = new Slot(vaultId, buffer.getLong(), buffer.getLong(), buffer.getInt(), buffer.getLong(),
                    buffer.getInt());
            byte[] sum = new byte[32];
            buffer.get(sum);
            boolean good = Arrays.equals(magic, MAGIC) && Arrays.equals(sum, sum(bytes))
                    && slot.manifestBytes <= MOST_MANIFEST_BYTES && slot.manifestBytes > 0
                    && slot.keysBytes <= MOST_KEY_BYTES && slot.keysBytes > 0;
            return good ? Optional.of(slot) : Optional.empty();
        }

        private static byte[] sum(byte[] slot) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(slot, SLOT_BYTES - 32));
            } catch (NoSuchAlgorithmException failure) {
                throw new IllegalStateException("SHA-256 is part of the JDK", failure);
            }
        }
    }

    /** The places where a backup that continues this one may write: behind all that is named. */
    long free(List<Manifest> manifests) {
        long end = DATA_AT;
        for (Optional<Slot> slot : List.of(whole, unfinished)) {
            end = Math.max(end, slot.map(named -> named.manifestAt() + named.manifestBytes()).orElse(0L));
        }
        for (Manifest manifest : manifests) {
            for (Segment segment : manifest.segments()) {
                end = Math.max(end, segment.at() + segment.bytes());
            }
        }
        return end;
    }
}
