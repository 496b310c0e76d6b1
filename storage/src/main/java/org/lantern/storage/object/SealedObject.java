package org.lantern.storage.object;

import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Seal;

/**
 * An object in a pack, read by range: only the chunks that a range touches are read and opened. The last chunk of which
 * a part was asked for is kept, because headers are read in small steps. The pack's file belongs to the store.
 */
final class SealedObject implements ByteSource {
    /** How many chunks are read at once: a megabyte. */
    private static final int CHUNKS_AT_ONCE = 16;

    private final Pack pack;
    private final byte[] vaultId;
    private final long offset;
    private final RecordHeader header;
    private final Seal seal;
    private volatile OpenChunk last;

    SealedObject(Pack pack, byte[] vaultId, long offset, RecordHeader header, Seal seal) {
        this.pack = pack;
        this.vaultId = vaultId;
        this.offset = offset;
        this.header = header;
        this.seal = seal;
    }

    String objectId() {
        return HexFormat.of().formatHex(header.objectId());
    }

    ObjectLocation location() {
        return new ObjectLocation(objectId(), pack.number(), offset, header.plainBytes());
    }

    /** The content tag, from the sealed trailer. */
    String contentTag() throws IOException {
        byte[] sealed = new byte[RecordHeader.TRAILER_BYTES];
        pack.file().read(offset + header.trailerOffset(), sealed, 0, sealed.length);
        byte[] tag = new byte[Key256.MAC_BYTES];
        seal.open(RecordHeader.nonce(-1), header.bound(vaultId, -1), sealed, 0, sealed.length, tag, 0, what(-1));
        return HexFormat.of().formatHex(tag);
    }

    @Override
    public long size() {
        return header.plainBytes();
    }

    @Override
    public void read(long position, byte[] target, int targetOffset, int length) throws IOException {
        java.util.Objects.checkFromIndexSize(targetOffset, length, target.length);
        if (position < 0 || length > size() - position) {
            throw new EOFException("object ends at " + size());
        }
        int done = 0;
        while (done < length) {
            long at = position + done;
            int chunk = (int) (at / RecordHeader.CHUNK_BYTES);
            int within = (int) (at % RecordHeader.CHUNK_BYTES);
            int available = header.plainBytesOf(chunk) - within;
            if (within == 0 && length - done >= available) {
                done += openWhole(chunk, target, targetOffset + done, length - done);
            } else {
                int part = Math.min(available, length - done);
                System.arraycopy(openChunk(chunk), within, target, targetOffset + done, part);
                done += part;
            }
        }
    }

    @Override
    public void close() {
        last = null;
    }

    private byte[] openChunk(int chunk) throws IOException {
        OpenChunk kept = last;
        if (kept != null && kept.number() == chunk) {
            return kept.plain();
        }
        byte[] plain = new byte[header.plainBytesOf(chunk)];
        openWhole(chunk, plain, 0, plain.length);
        last = new OpenChunk(chunk, plain);
        return plain;
    }

    /** Opens whole chunks straight into the target, as many as fit, up to a megabyte. Returns the plain bytes. */
    private int openWhole(int first, byte[] target, int targetOffset, int room) throws IOException {
        int count = 0;
        int plainBytes = 0;
        while (count < CHUNKS_AT_ONCE && first + count < header.chunkCount()
                && plainBytes + header.plainBytesOf(first + count) <= room) {
            plainBytes += header.plainBytesOf(first + count);
            count++;
        }
        byte[] sealed = new byte[plainBytes + count * Seal.TAG_BYTES];
        long at = offset + RecordHeader.BYTES + (long) first * RecordHeader.SEALED_CHUNK_BYTES;
        pack.file().read(at, sealed, 0, sealed.length);
        for (int i = 0; i < count; i++) {
            int chunk = first + i;
            seal.open(RecordHeader.nonce(chunk), header.bound(vaultId, chunk), sealed,
                    i * RecordHeader.SEALED_CHUNK_BYTES, header.plainBytesOf(chunk) + Seal.TAG_BYTES, target,
                    targetOffset + i * RecordHeader.CHUNK_BYTES, what(chunk));
        }
        return plainBytes;
    }

    private String what(int chunk) {
        return "pack " + pack.number() + " object at " + offset + (chunk < 0 ? " trailer" : " chunk " + chunk);
    }

    private record OpenChunk(int number, byte[] plain) {}
}
