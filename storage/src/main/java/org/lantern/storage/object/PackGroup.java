package org.lantern.storage.object;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.crypto.ContentTagger;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Seal;

/**
 * Objects that become durable together. Add them, finish, let the catalogue commit, and say so with {@link #keep}; a
 * group that is closed without that is cut off the pack again. Only one group of a store is open at a time. For one
 * thread.
 */
public final class PackGroup implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final PackStore store;
    private final Pack pack;
    private final byte[] vaultId;
    private final PackKeys keys;
    private final Entropy entropy;
    private final long start;
    private final List<Long> objects = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] plain = new byte[RecordHeader.CHUNK_BYTES];
    private int buffered;
    private long written;
    private boolean kept;

    PackGroup(PackStore store, Pack pack, byte[] vaultId, PackKeys keys, Entropy entropy, long start) {
        this.store = store;
        this.pack = pack;
        this.vaultId = vaultId;
        this.keys = keys;
        this.entropy = entropy;
        this.start = start;
        this.written = start;
    }

    public int pack() {
        return pack.number();
    }

    public int count() {
        return objects.size();
    }

    /** Sealed bytes so far. */
    public long bytes() {
        return written + buffered - start;
    }

    /**
     * Seals one object under a key of its own, which is wrapped by the key of its study.
     *
     * @throws ReadFailure if the source failed, not the pack; the group goes on as if the object had not been added
     * @throws IOException if the medium failed; the group is of no use any more
     */
    public StoredObject add(ByteSource source, String studyUid) throws IOException {
        flush();
        long offset = written;
        byte[] objectId = entropy.bytes(16);
        long studyKey = keys.studies().idOf(studyUid);
        try (Key256 study = keys.studies().key(studyKey); Key256 key = Key256.random(entropy)) {
            RecordHeader header = new RecordHeader(objectId, source.size(), studyKey, study.wrap(key));
            Seal seal = key.seal();
            put(header.encode(vaultId, keys.structure()));
            ContentTagger.Tag content = keys.content().begin();
            for (int chunk = 0; chunk < header.chunkCount(); chunk++) {
                int length = header.plainBytesOf(chunk);
                read(source, (long) chunk * RecordHeader.CHUNK_BYTES, length);
                content.add(plain, 0, length);
                seal(seal, header, chunk, plain, length);
            }
            byte[] tag = content.finish();
            seal(seal, header, -1, tag, tag.length);
            objects.add(offset);
            return new StoredObject(
                    new ObjectLocation(HexFormat.of().formatHex(objectId), pack.number(), offset, source.size()),
                    HexFormat.of().formatHex(tag));
        } catch (ReadFailure failure) {
            buffered = 0;
            written = offset;
            throw failure;
        }
    }

    /**
     * Takes an object over from another pack as it is, sealed.
     *
     * @return where it lies now
     */
    ObjectLocation copy(Pack from, long offset) throws IOException {
        flush();
        RecordHeader header = from.header(offset);
        long at = written;
        byte[] part = new byte[BUFFER_BYTES];
        for (long done = 0; done < header.recordBytes(); done += part.length) {
            int length = (int) Math.min(part.length, header.recordBytes() - done);
            from.file().read(offset + done, part, 0, length);
            pack.file().write(written, part, 0, length);
            written += length;
        }
        objects.add(at);
        return new ObjectLocation(HexFormat.of().formatHex(header.objectId()), pack.number(), at, header.plainBytes());
    }

    /**
     * Writes the group's record and waits until everything is on the medium.
     *
     * @return where the pack ends now; the catalogue commits it together with the objects
     */
    public long finish() throws IOException {
        long at = written + buffered;
        GroupRecord record = new GroupRecord(start, at, objects);
        put(record.encode(pack.macBefore(start), keys.structure()));
        flush();
        pack.file().sync();
        return written;
    }

    /** The catalogue has committed the group. */
    public void keep() {
        kept = true;
    }

    /** Ends the group, and takes back what it wrote unless it is to be kept. */
    @Override
    public void close() {
        store.end(pack, kept ? written : start);
    }

    private void seal(Seal seal, RecordHeader header, int chunk, byte[] content, int length) throws IOException {
        if (buffered + length + Seal.TAG_BYTES > buffer.length) {
            flush();
        }
        seal.close(RecordHeader.nonce(chunk), header.bound(vaultId, chunk), content, 0, length, buffer, buffered);
        buffered += length + Seal.TAG_BYTES;
    }

    private void put(byte[] bytes) throws IOException {
        if (buffered + bytes.length > buffer.length) {
            flush();
        }
        if (bytes.length > buffer.length) {
            pack.file().write(written, bytes, 0, bytes.length);
            written += bytes.length;
            return;
        }
        System.arraycopy(bytes, 0, buffer, buffered, bytes.length);
        buffered += bytes.length;
    }

    private void flush() throws IOException {
        if (buffered > 0) {
            pack.file().write(written, buffer, 0, buffered);
            written += buffered;
            buffered = 0;
        }
    }

    private void read(ByteSource source, long position, int length) throws ReadFailure {
        try {
            source.read(position, plain, 0, length);
        } catch (IOException failure) {
            throw new ReadFailure(failure);
        }
    }

    /** What was to be stored could not be read. */
    public static final class ReadFailure extends IOException {
        ReadFailure(IOException cause) {
            super("source failed", cause);
        }
    }
}
