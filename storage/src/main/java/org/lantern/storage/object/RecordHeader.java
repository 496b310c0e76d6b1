package org.lantern.storage.object;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.ContentTagger;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Seal;

/**
 * The head of an object's record in a pack: 104 bytes, big-endian: magic 4, version 2, flags 2, object id 16, plain
 * length 8, id of the study's key that wraps the object's (0: the vault's own, in vaults of earlier versions), wrapped
 * object key 40, reserved 8, MAC 16. The MAC binds them to the vault. Behind it lie the chunks, each with its tag, and a sealed trailer with the content tag.
 */
record RecordHeader(byte[] objectId, long plainBytes, long keyId, byte[] wrappedKey) {
    static final int BYTES = 104;
    static final int CHUNK_BYTES = ContentTagger.CHUNK_BYTES;
    static final int SEALED_CHUNK_BYTES = CHUNK_BYTES + Seal.TAG_BYTES;
    static final int TRAILER_BYTES = Key256.MAC_BYTES + Seal.TAG_BYTES;
    static final int MAGIC = 0x4c4f424a;

    private static final short VERSION = 1;
    private static final int MAC_BYTES = 16;
    private static final long MOST_BYTES = 1L << 46;

    byte[] encode(byte[] vaultId, Key256 structure) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        buffer.putInt(MAGIC).putShort(VERSION).putShort((short) 0).put(objectId).putLong(plainBytes).putLong(keyId)
                .put(wrappedKey).putLong(0);
        buffer.put(mac(vaultId, buffer, structure));
        return buffer.array();
    }

    /** @throws BrokenSealException if it is not a record header of this vault, or any bit of it was changed */
    static RecordHeader decode(byte[] bytes, byte[] vaultId, Key256 structure, String what)
            throws BrokenSealException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] mac = Arrays.copyOfRange(bytes, BYTES - MAC_BYTES, BYTES);
        buffer.position(BYTES - MAC_BYTES);
        if (!MessageDigest.isEqual(mac, mac(vaultId, buffer, structure))) {
            throw new BrokenSealException(what);
        }
        buffer.rewind();
        if (buffer.getInt() != MAGIC || buffer.getShort() != VERSION || buffer.getShort() != 0) {
            throw new BrokenSealException(what + " version");
        }
        byte[] objectId = new byte[16];
        byte[] wrapped = new byte[Key256.WRAPPED_BYTES];
        buffer.get(objectId);
        long plainBytes = buffer.getLong();
        long keyId = buffer.getLong();
        buffer.get(wrapped);
        if (plainBytes < 0 || plainBytes > MOST_BYTES) {
            throw new BrokenSealException(what + " length");
        }
        return new RecordHeader(objectId, plainBytes, keyId, wrapped);
    }

    int chunkCount() {
        return Math.toIntExact((plainBytes + CHUNK_BYTES - 1) / CHUNK_BYTES);
    }

    /** Length of the whole record. */
    long recordBytes() {
        return BYTES + plainBytes + (long) chunkCount() * Seal.TAG_BYTES + TRAILER_BYTES;
    }

    /** Where the trailer begins, from the start of the record. */
    long trailerOffset() {
        return recordBytes() - TRAILER_BYTES;
    }

    int plainBytesOf(int chunk) {
        return (int) Math.min(CHUNK_BYTES, plainBytes - (long) chunk * CHUNK_BYTES);
    }

    /** What a chunk's seal is bound to: vault, object, whole length and place. The trailer has the place -1. */
    byte[] bound(byte[] vaultId, int chunk) {
        return ByteBuffer.allocate(16 + 16 + Long.BYTES + Integer.BYTES).put(vaultId).put(objectId).putLong(plainBytes)
                .putInt(chunk).array();
    }

    /** The object's key is its own, so that the place alone makes a nonce that is used once. */
    static byte[] nonce(int chunk) {
        return ByteBuffer.allocate(Seal.NONCE_BYTES).putInt(chunk < 0 ? -1 : 0).putLong(chunk).array();
    }

    private static byte[] mac(byte[] vaultId, ByteBuffer buffer, Key256 structure) {
        byte[] covered = Arrays.copyOf(buffer.array(), BYTES - MAC_BYTES);
        return Arrays.copyOf(structure.mac(vaultId, covered), MAC_BYTES);
    }
}
