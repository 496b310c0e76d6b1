package org.lantern.storage.object;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Key256;

/**
 * What stands in a pack behind the objects that were stored together: it says that all of them are whole. Big-endian:
 * magic 4, count 4, own offset 8, start of the group 8, the objects' offsets 8 each, MAC 32. The MAC covers the MAC of
 * the group before (of the pack's header for the first), so that no group can be taken out, moved or put into another
 * pack.
 */
record GroupRecord(long start, long at, List<Long> objects) {
    static final int MAGIC = 0x4c475250;
    static final int MOST_OBJECTS = 1 << 16;
    private static final int FIXED_BYTES = 24;

    GroupRecord {
        objects = List.copyOf(objects);
    }

    static int bytes(int count) {
        return FIXED_BYTES + count * Long.BYTES + Key256.MAC_BYTES;
    }

    /** Where the next group begins. */
    long end() {
        return at + bytes(objects.size());
    }

    byte[] encode(byte[] previousMac, Key256 structure) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes(objects.size()));
        buffer.putInt(MAGIC).putInt(objects.size()).putLong(at).putLong(start);
        objects.forEach(buffer::putLong);
        byte[] covered = Arrays.copyOf(buffer.array(), buffer.position());
        return buffer.put(structure.mac(previousMac, covered)).array();
    }

    static GroupRecord decode(byte[] bytes, byte[] previousMac, Key256 structure, String what)
            throws BrokenSealException {
        int covered = bytes.length - Key256.MAC_BYTES;
        if (!MessageDigest.isEqual(mac(bytes), structure.mac(previousMac, Arrays.copyOf(bytes, covered)))) {
            throw new BrokenSealException(what);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.getInt();
        int count = buffer.getInt();
        long at = buffer.getLong();
        long start = buffer.getLong();
        List<Long> objects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            objects.add(buffer.getLong());
        }
        return new GroupRecord(start, at, objects);
    }

    static byte[] mac(byte[] record) {
        return Arrays.copyOfRange(record, record.length - Key256.MAC_BYTES, record.length);
    }
}
