package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Seal;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * A file of sealed blocks. What the database writes as 4096 bytes becomes a frame of 4128: 12 bytes nonce, 2 bytes
 * length, 2 reserved, 4096 bytes ciphertext, 16 bytes tag; AES-256-GCM, bound to the file's random id, the block's number
 * and its length. Before the frames lie two copies of a header (format, file id, MAC) and a spare copy of block 0, where
 * the database keeps the salt that everything else depends on.
 *
 * <p>
 * Blocks 0 to 2 are the only ones that the database ever writes again (with its append-only settings): they go to the
 * medium one at a time, each synced before the next is touched, so that a power cut can hit one of them at most.
 */
final class BlockFile implements AutoCloseable {
    static final int BLOCK_BYTES = 4096;
    static final int FRAME_BYTES = Seal.NONCE_BYTES + 4 + BLOCK_BYTES + Seal.TAG_BYTES;

    private static final byte[] MAGIC = {'L', 'N', 'T', 'B', 'L', 'K', 0, 1};
    private static final int ID_BYTES = 16;
    private static final int HEADER_BYTES = MAGIC.length + ID_BYTES + Key256.MAC_BYTES;
    private static final int HEADER_STRIDE = 4096;
    private static final long SPARE_AT = 2L * HEADER_STRIDE;
    private static final long FRAMES_AT = SPARE_AT + FRAME_BYTES;
    private static final int DURABLE_BLOCKS = 3;
    /** Half of what NIST SP 800-38D allows for random nonces under one key. */
    private static final long MOST_WRITES = 1L << 31;

    private final OpenFile file;
    private final Entropy entropy;
    private final String name;
    private final boolean forgiving;
    private final byte[] id;
    private final Seal seal;
    private long blocks;
    private int lastLength;
    private long writes;

    private BlockFile(OpenFile file, Entropy entropy, String name, boolean forgiving, byte[] id, Key256 key) {
        this.file = file;
        this.entropy = entropy;
        this.name = name;
        this.forgiving = forgiving;
        this.id = id;
        try (Key256 own = key.derive("lantern/block-file/v1", id)) {
            this.seal = own.seal();
        }
    }

    /**
     * Opens a block file, or makes one of an empty file.
     *
     * @param forgiving reads damaged blocks as zeros, and takes what follows the last whole block for a torn write and
     *        cuts it off; only for the first step after an unclean end
     */
    static BlockFile open(OpenFile file, Key256 key, Entropy entropy, String name, boolean forgiving)
            throws IOException {
        if (file.size() == 0 || forgiving && file.size() < FRAMES_AT) {
            byte[] id = entropy.bytes(ID_BYTES);
            byte[] header = header(id, key);
            file.write(HEADER_STRIDE, header, 0, header.length);
            file.sync();
            file.write(0, header, 0, header.length);
            byte[] gap = new byte[FRAME_BYTES];
            file.write(SPARE_AT, gap, 0, gap.length);
            file.sync();
            return new BlockFile(file, entropy, name, forgiving, id, key);
        }
        byte[] id = readId(file, key, name);
        BlockFile opened = new BlockFile(file, entropy, name, forgiving, id, key);
        opened.findEnd();
        return opened;
    }

    synchronized long size() {
        return blocks == 0 ? 0 : (blocks - 1) * BLOCK_BYTES + lastLength;
    }

    /** Reads up to {@code target.remaining()} bytes; -1 at the end. */
    synchronized int read(ByteBuffer target, long position) throws IOException {
        long end = size();
        if (position >= end) {
            return -1;
        }
        int wanted = (int) Math.min(target.remaining(), end - position);
        long first = position / BLOCK_BYTES;
        int count = (int) ((position + wanted - 1) / BLOCK_BYTES - first) + 1;
        byte[] frames = new byte[Math.multiplyExact(count, FRAME_BYTES)];
        file.read(FRAMES_AT + first * FRAME_BYTES, frames, 0, frames.length);
        byte[] plain = new byte[BLOCK_BYTES];
        int done = 0;
        for (int i = 0; i < count; i++) {
            int from = (int) (position + done - (first + i) * BLOCK_BYTES);
            int length = Math.min(BLOCK_BYTES - from, wanted - done);
            openFrame(first + i, frames, i * FRAME_BYTES, plain);
            target.put(plain, from, length);
            done += length;
        }
        return wanted;
    }

    /** Writes everything that remains in {@code source}. */
    synchronized int write(ByteBuffer source, long position) throws IOException {
        int total = source.remaining();
        if (total == 0) {
            return 0;
        }
        long first = position / BLOCK_BYTES;
        int count = (int) ((position + total - 1) / BLOCK_BYTES - first) + 1;
        byte[] frames = new byte[Math.multiplyExact(count, FRAME_BYTES)];
        long end = size();
        int done = 0;
        for (int i = 0; i < count; i++) {
            long block = first + i;
            int from = (int) (position + done - block * BLOCK_BYTES);
            int length = Math.min(BLOCK_BYTES - from, total - done);
            byte[] plain = new byte[BLOCK_BYTES];
            int before = Math.clamp(end - block * BLOCK_BYTES, 0, BLOCK_BYTES);
            if (before > 0 && length < BLOCK_BYTES) {
                byte[] old = new byte[FRAME_BYTES];
                file.read(FRAMES_AT + block * FRAME_BYTES, old, 0, FRAME_BYTES);
                openFrame(block, old, 0, plain);
            }
            source.get(plain, from, length);
            sealFrame(block, plain, Math.max(before, from + length), frames, i * FRAME_BYTES);
            done += length;
        }
        put(first, count, frames);
        long newEnd = Math.max(end, position + total);
        blocks = (newEnd + BLOCK_BYTES - 1) / BLOCK_BYTES;
        lastLength = (int) (newEnd - (blocks - 1) * BLOCK_BYTES);
        return total;
    }

    synchronized void truncate(long size) throws IOException {
        if (size >= size()) {
            return;
        }
        long kept = (size + BLOCK_BYTES - 1) / BLOCK_BYTES;
        int length = (int) (size - Math.max(kept - 1, 0) * BLOCK_BYTES);
        if (kept > 0 && length != BLOCK_BYTES) {
            byte[] frame = new byte[FRAME_BYTES];
            byte[] plain = new byte[BLOCK_BYTES];
            file.read(FRAMES_AT + (kept - 1) * FRAME_BYTES, frame, 0, FRAME_BYTES);
            openFrame(kept - 1, frame, 0, plain);
            Arrays.fill(plain, length, BLOCK_BYTES, (byte) 0);
            sealFrame(kept - 1, plain, length, frame, 0);
            put(kept - 1, 1, frame);
        }
        file.truncate(FRAMES_AT + kept * FRAME_BYTES);
        blocks = kept;
        lastLength = length;
    }

    void sync() throws IOException {
        file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void put(long first, int count, byte[] frames) throws IOException {
        int done = 0;
        for (; done < count && first + done < DURABLE_BLOCKS; done++) {
            if (first + done == 0) {
                file.write(SPARE_AT, frames, 0, FRAME_BYTES);
                file.sync();
            }
            file.write(FRAMES_AT + (first + done) * FRAME_BYTES, frames, done * FRAME_BYTES, FRAME_BYTES);
            file.sync();
        }
        if (done < count) {
            file.write(FRAMES_AT + (first + done) * FRAME_BYTES, frames, done * FRAME_BYTES,
                    (count - done) * FRAME_BYTES);
        }
    }

    private void sealFrame(long block, byte[] plain, int length, byte[] frames, int at) throws IOException {
        if (++writes > MOST_WRITES) {
            throw new IOException("this file's key has been used long enough");
        }
        byte[] nonce = entropy.bytes(Seal.NONCE_BYTES);
        System.arraycopy(nonce, 0, frames, at, Seal.NONCE_BYTES);
        frames[at + 12] = (byte) (length >> 8);
        frames[at + 13] = (byte) length;
        frames[at + 14] = 0;
        frames[at + 15] = 0;
        seal.close(nonce, bound(block, length), plain, 0, BLOCK_BYTES, frames, at + 16);
    }

    private void openFrame(long block, byte[] frames, int at, byte[] plain) throws IOException {
        try {
            openStrictly(block, frames, at, plain);
        } catch (BrokenSealException failure) {
            if (block == 0) {
                byte[] spare = new byte[FRAME_BYTES];
                file.read(SPARE_AT, spare, 0, FRAME_BYTES);
                openStrictly(block, spare, 0, plain);
            } else if (forgiving) {
                Arrays.fill(plain, (byte) 0);
            } else {
                throw failure;
            }
        }
    }

    private void openStrictly(long block, byte[] frames, int at, byte[] plain) throws BrokenSealException {
        int length = length(frames, at);
        if (frames[at + 14] != 0 || frames[at + 15] != 0) {
            throw new BrokenSealException(name + " block " + block);
        }
        byte[] nonce = Arrays.copyOfRange(frames, at, at + Seal.NONCE_BYTES);
        seal.open(nonce, bound(block, length), frames, at + 16, BLOCK_BYTES + Seal.TAG_BYTES, plain, 0,
                name + " block " + block);
    }

    private byte[] bound(long block, int length) {
        return ByteBuffer.allocate(ID_BYTES + Long.BYTES + Integer.BYTES).put(id).putLong(block).putInt(length).array();
    }

    private static int length(byte[] frames, int at) {
        return (frames[at + 12] & 0xff) << 8 | frames[at + 13] & 0xff;
    }

    /** The last block is read whole: its length field counts only if its seal holds. */
    private void findEnd() throws IOException {
        long stored = file.size() - FRAMES_AT;
        if (stored < 0) {
            throw new BrokenSealException(name + " is cut");
        }
        blocks = stored / FRAME_BYTES;
        lastLength = BLOCK_BYTES;
        if (stored % FRAME_BYTES != 0) {
            if (!forgiving) {
                throw new BrokenSealException(name + " ends inside a block");
            }
            file.truncate(FRAMES_AT + blocks * FRAME_BYTES);
        }
        if (blocks > 0) {
            byte[] frame = new byte[FRAME_BYTES];
            byte[] plain = new byte[BLOCK_BYTES];
            file.read(FRAMES_AT + (blocks - 1) * FRAME_BYTES, frame, 0, FRAME_BYTES);
            openFrame(blocks - 1, frame, 0, plain);
            int length = length(frame, 0);
            lastLength = length == 0 || length > BLOCK_BYTES ? BLOCK_BYTES : length;
        }
    }

    private static byte[] header(byte[] id, Key256 key) {
        byte[] mac = key.mac(MAGIC, id);
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).put(id).put(mac).array();
    }

    private static byte[] readId(OpenFile file, Key256 key, String name) throws IOException {
        byte[] found = null;
        boolean damaged = false;
        for (int copy = 0; copy < 2; copy++) {
            byte[] header = new byte[HEADER_BYTES];
            long at = (long) copy * HEADER_STRIDE;
            if (file.size() >= at + HEADER_BYTES) {
                file.read(at, header, 0, HEADER_BYTES);
            }
            byte[] id = Arrays.copyOfRange(header, MAGIC.length, MAGIC.length + ID_BYTES);
            if (!MessageDigest.isEqual(header, header(id, key))) {
                damaged = true;
            } else if (found == null) {
                found = id;
            } else if (!Arrays.equals(found, id)) {
                throw new BrokenSealException(name + " headers disagree");
            }
        }
        if (found == null) {
            throw new BrokenSealException(name + " header");
        }
        if (damaged) {
            heal(file, header(found, key));
        }
        return found;
    }

    /** Makes the bad copy good again where the file may be written; a reader leaves it for the next writer. */
    private static void heal(OpenFile file, byte[] good) {
        try {
            for (int copy = 0; copy < 2; copy++) {
                file.write((long) copy * HEADER_STRIDE, good, 0, good.length);
                file.sync();
            }
        } catch (IOException _) {
            // the other copy still serves
        }
    }
}
