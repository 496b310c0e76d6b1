package org.lantern.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Seal;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * A file of sealed records, only ever appended to. Two copies of a header (magic 8, file id 16, MAC 32), then records:
 * magic 4, length of the ciphertext 4, sequence 8, kind 4, nonce 12, ciphertext, tag 16; big-endian, AES-256-GCM under a
 * key of this file. Each is bound to the file, its place and the tag of the record before, so that none can be taken
 * out, moved, exchanged or put in from elsewhere. Only the end can be cut off: that is what the anchors are for.
 *
 * <p>For one thread, except {@link #read}, which any thread may call up to a position that was returned before.
 */
public final class Journal implements AutoCloseable {
    /** The longest payload. */
    public static final int MOST_BYTES = 64 << 20;

    private static final byte[] MAGIC = {'L', 'N', 'T', 'J', 'R', 'N', 'L', 1};
    private static final int RECORD_MAGIC = 0x4c4a524e;
    private static final int ID_BYTES = 16;
    private static final int HEADER_BYTES = MAGIC.length + ID_BYTES + Key256.MAC_BYTES;
    private static final int HEADER_STRIDE = 512;
    private static final int FIRST_RECORD_AT = 2 * HEADER_STRIDE;
    private static final int HEAD_BYTES = 20;
    private static final int OVERHEAD_BYTES = HEAD_BYTES + Seal.NONCE_BYTES + Seal.TAG_BYTES;

    private final OpenFile file;
    private final Entropy entropy;
    private final byte[] id;
    private final JournalPosition start;
    private final Seal seal;
    private JournalPosition end;

    private Journal(OpenFile file, Entropy entropy, byte[] id, byte[] headerMac, Key256 key) {
        this.file = file;
        this.entropy = entropy;
        this.id = id;
        this.start = new JournalPosition(FIRST_RECORD_AT,
                HexFormat.of().formatHex(headerMac, 0, Seal.TAG_BYTES));
        this.end = start;
        try (Key256 own = key.derive("lantern/journal-file/v1", id)) {
            this.seal = own.seal();
        }
    }

    /** Begins an empty journal in place of what is at {@code path}. Synced, its name is not. */
    public static Journal create(Medium medium, Path path, Key256 key, Entropy entropy) throws IOException {
        OpenFile file = medium.write(path);
        try {
            file.truncate(0);
            byte[] id = entropy.bytes(ID_BYTES);
            byte[] header = header(id, key);
            byte[] both = new byte[FIRST_RECORD_AT];
            System.arraycopy(header, 0, both, 0, HEADER_BYTES);
            System.arraycopy(header, 0, both, HEADER_STRIDE, HEADER_BYTES);
            file.write(0, both, 0, both.length);
            file.sync();
            return new Journal(file, entropy, id, mac(header), key);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Opens a journal. Where it ends is not known until it was read to the end, or was told by {@link #continueAt}.
     *
     * @throws BrokenSealException if neither copy of its header is whole
     */
    public static Journal open(Medium medium, Path path, Key256 key, Entropy entropy) throws IOException {
        OpenFile file = medium.read(path);
        try {
            byte[] header = goodHeader(file, key);
            file.close();
            file = medium.write(path);
            heal(file, header);
            return new Journal(file, entropy, Arrays.copyOfRange(header, MAGIC.length, MAGIC.length + ID_BYTES),
                    mac(header), key);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /** Which journal it is: 32 hexadecimal digits. */
    public String id() {
        return HexFormat.of().formatHex(id);
    }

    /** Before the first record. */
    public JournalPosition start() {
        return start;
    }

    /** Behind the last record. */
    public JournalPosition end() {
        return end;
    }

    /** What comes next is appended here. */
    public void continueAt(JournalPosition position) {
        end = position;
    }

    /** Appends a record. It is on the medium after the next {@link #sync}. Returns the position before it. */
    public JournalPosition append(JournalRecord record) throws IOException {
        byte[] payload = record.payload();
        if (payload.length > MOST_BYTES) {
            throw new IOException("a record of " + payload.length + " bytes");
        }
        byte[] bytes = new byte[OVERHEAD_BYTES + payload.length];
        byte[] nonce = entropy.bytes(Seal.NONCE_BYTES);
        ByteBuffer.wrap(bytes).putInt(RECORD_MAGIC).putInt(payload.length).putLong(record.sequence())
                .putInt(record.kind().ordinal()).put(nonce);
        seal.close(nonce, bound(end, bytes), payload, 0, payload.length, bytes, HEAD_BYTES + Seal.NONCE_BYTES);
        file.write(end.at(), bytes, 0, bytes.length);
        JournalPosition before = end;
        end = behind(before, bytes);
        return before;
    }

    /** Returns when everything that was appended is on the medium. */
    public void sync() throws IOException {
        file.sync();
    }

    /** Cuts off everything behind {@code position}. */
    public void cut(JournalPosition position) throws IOException {
        file.truncate(position.at());
        file.sync();
        end = position;
    }

    /** Length of the file, which may be more than its whole records take. */
    public long bytes() throws IOException {
        return file.size();
    }

    /**
     * Reads records from a position on, up to the first that is not whole, which is not an error here. Goes on after
     * the last whole one as far as appending is concerned.
     *
     * @return where the last whole record ends
     * @throws StorageException what {@code reader} throws
     */
    public JournalPosition readToEnd(JournalPosition from, Reader reader) throws IOException, StorageException {
        end = read(from, Long.MAX_VALUE, reader);
        return end;
    }

    /**
     * Reads the whole records between two places.
     *
     * @param until reads no record that begins here or behind
     * @return where the last whole record ends: before {@code until} if something is not whole
     */
    public JournalPosition read(JournalPosition from, long until, Reader reader)
            throws IOException, StorageException {
        long size = file.size();
        JournalPosition at = from;
        while (at.at() < until && at.at() + OVERHEAD_BYTES <= size) {
            byte[] head = new byte[HEAD_BYTES];
            file.read(at.at(), head, 0, head.length);
            ByteBuffer buffer = ByteBuffer.wrap(head);
            int magic = buffer.getInt();
            int length = buffer.getInt();
            long sequence = buffer.getLong();
            int kind = buffer.getInt();
            if (magic != RECORD_MAGIC || length < 0 || length > MOST_BYTES || kind < 0
                    || kind >= JournalRecord.Kind.values().length || at.at() + OVERHEAD_BYTES + length > size) {
                return at;
            }
            byte[] bytes = new byte[OVERHEAD_BYTES + length];
            file.read(at.at(), bytes, 0, bytes.length);
            byte[] payload = new byte[length];
            try {
                seal.open(Arrays.copyOfRange(bytes, HEAD_BYTES, HEAD_BYTES + Seal.NONCE_BYTES), bound(at, bytes), bytes,
                        HEAD_BYTES + Seal.NONCE_BYTES, length + Seal.TAG_BYTES, payload, 0, "journal");
            } catch (BrokenSealException _) {
                return at;
            }
            at = behind(at, bytes);
            reader.read(new JournalRecord(JournalRecord.Kind.values()[kind], sequence, payload), at);
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private byte[] bound(JournalPosition place, byte[] record) {
        return ByteBuffer.allocate(ID_BYTES + Long.BYTES + Seal.TAG_BYTES + HEAD_BYTES).put(id).putLong(place.at())
                .put(place.chainBytes()).put(record, 0, HEAD_BYTES).array();
    }

    private static JournalPosition behind(JournalPosition before, byte[] record) {
        return new JournalPosition(before.at() + record.length,
                HexFormat.of().formatHex(record, record.length - Seal.TAG_BYTES, record.length));
    }

    private static byte[] header(byte[] id, Key256 key) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).put(id).put(key.mac(MAGIC, id)).array();
    }

    private static byte[] mac(byte[] header) {
        return Arrays.copyOfRange(header, HEADER_BYTES - Key256.MAC_BYTES, HEADER_BYTES);
    }

    private static byte[] goodHeader(OpenFile file, Key256 key) throws IOException {
        if (file.size() < FIRST_RECORD_AT) {
            throw new BrokenSealException("journal header");
        }
        for (int copy = 0; copy < 2; copy++) {
            byte[] header = new byte[HEADER_BYTES];
            file.read((long) copy * HEADER_STRIDE, header, 0, HEADER_BYTES);
            byte[] id = Arrays.copyOfRange(header, MAGIC.length, MAGIC.length + ID_BYTES);
            if (MessageDigest.isEqual(header, header(id, key))) {
                return header;
            }
        }
        throw new BrokenSealException("journal header");
    }

    /** Makes a bad copy of the header good again. */
    private static void heal(OpenFile file, byte[] good) throws IOException {
        for (int copy = 0; copy < 2; copy++) {
            byte[] header = new byte[HEADER_BYTES];
            file.read((long) copy * HEADER_STRIDE, header, 0, HEADER_BYTES);
            if (!Arrays.equals(header, good)) {
                file.write((long) copy * HEADER_STRIDE, good, 0, HEADER_BYTES);
                file.sync();
            }
        }
    }

    /** Takes records one after the other. */
    @FunctionalInterface
    public interface Reader {
        /** @param behind where the record ends */
        void read(JournalRecord record, JournalPosition behind) throws StorageException;
    }
}
