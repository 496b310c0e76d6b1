package org.lantern.storage.object;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * One pack file: two copies of a header (magic 8, vault id 16, pack number 4, pack id 16, MAC 32), then groups of object
 * records, each closed by a {@link GroupRecord}. Only ever appended to. What lies behind the last whole group was never
 * acknowledged.
 */
final class Pack implements AutoCloseable {
    static final long FIRST_GROUP_AT = 1024;

    private static final byte[] MAGIC = {'L', 'N', 'T', 'P', 'A', 'C', 'K', 1};
    private static final int HEADER_BYTES = 8 + 16 + 4 + 16 + Key256.MAC_BYTES;
    private static final int HEADER_STRIDE = 512;

    private final int number;
    private final OpenFile file;
    private final byte[] vaultId;
    private final PackKeys keys;
    private final byte[] headerMac;

    private Pack(int number, OpenFile file, byte[] vaultId, PackKeys keys, byte[] headerMac) {
        this.number = number;
        this.file = file;
        this.vaultId = vaultId;
        this.keys = keys;
        this.headerMac = headerMac;
    }

    /** Makes an empty pack of an empty file, and syncs it. */
    static Pack create(int number, OpenFile file, byte[] vaultId, PackKeys keys, Entropy entropy)
            throws IOException {
        byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).put(vaultId).putInt(number).put(entropy.bytes(16))
                .array();
        byte[] covered = Arrays.copyOf(header, HEADER_BYTES - Key256.MAC_BYTES);
        byte[] mac = keys.structure().mac(covered);
        System.arraycopy(mac, 0, header, covered.length, mac.length);
        byte[] both = new byte[(int) FIRST_GROUP_AT];
        System.arraycopy(header, 0, both, 0, HEADER_BYTES);
        System.arraycopy(header, 0, both, HEADER_STRIDE, HEADER_BYTES);
        file.write(0, both, 0, both.length);
        file.sync();
        return new Pack(number, file, vaultId, keys, mac);
    }

    /** @throws BrokenSealException if neither copy of its header is this vault's for this number */
    static Pack open(int number, OpenFile file, byte[] vaultId, PackKeys keys) throws IOException {
        for (int copy = 0; copy < 2; copy++) {
            byte[] header = new byte[HEADER_BYTES];
            try {
                file.read((long) copy * HEADER_STRIDE, header, 0, HEADER_BYTES);
            } catch (EOFException _) {
                break;
            }
            byte[] covered = Arrays.copyOf(header, HEADER_BYTES - Key256.MAC_BYTES);
            byte[] mac = GroupRecord.mac(header);
            byte[] expected = ByteBuffer.allocate(28).put(MAGIC).put(vaultId).putInt(number).array();
            if (MessageDigest.isEqual(mac, keys.structure().mac(covered))
                    && Arrays.equals(expected, Arrays.copyOf(header, expected.length))) {
                return new Pack(number, file, vaultId, keys, mac);
            }
        }
        throw new BrokenSealException("pack " + number + " header");
    }

    int number() {
        return number;
    }

    OpenFile file() {
        return file;
    }

    /** The MAC that a group which begins at {@code offset} must chain to. */
    byte[] macBefore(long offset) throws IOException {
        if (offset == FIRST_GROUP_AT) {
            return headerMac;
        }
        byte[] mac = new byte[Key256.MAC_BYTES];
        file.read(offset - Key256.MAC_BYTES, mac, 0, mac.length);
        return mac;
    }

    RecordHeader header(long offset) throws IOException {
        byte[] bytes = new byte[RecordHeader.BYTES];
        file.read(offset, bytes, 0, bytes.length);
        return RecordHeader.decode(bytes, vaultId, keys.structure(), "pack " + number + " object at " + offset);
    }

    SealedObject object(long offset) throws IOException {
        RecordHeader header = header(offset);
        try (Key256 key = keys.unwrap(header)) {
            return new SealedObject(this, vaultId, offset, header, key.seal());
        }
    }

    /** The whole groups from {@code offset} on, up to the first thing that is not one. */
    List<GroupRecord> groupsFrom(long offset) throws IOException {
        List<GroupRecord> groups = new ArrayList<>();
        byte[] previous = macBefore(offset);
        long start = offset;
        while (true) {
            try {
                byte[] record = groupAt(start);
                GroupRecord group = GroupRecord.decode(record, previous, keys.structure(), "pack " + number);
                if (group.start() != start) {
                    return groups;
                }
                groups.add(group);
                previous = GroupRecord.mac(record);
                start = group.end();
            } catch (EOFException | BrokenSealException _) {
                return groups;
            }
        }
    }

    /** Walks over the objects of a group to its record. */
    private byte[] groupAt(long start) throws IOException {
        long at = start;
        byte[] head = new byte[8];
        while (true) {
            file.read(at, head, 0, head.length);
            ByteBuffer buffer = ByteBuffer.wrap(head);
            int magic = buffer.getInt();
            if (magic == RecordHeader.MAGIC) {
                at += header(at).recordBytes();
            } else if (magic == GroupRecord.MAGIC) {
                int count = buffer.getInt();
                if (count < 0 || count > GroupRecord.MOST_OBJECTS) {
                    throw new BrokenSealException("pack " + number);
                }
                byte[] record = new byte[GroupRecord.bytes(count)];
                file.read(at, record, 0, record.length);
                return record;
            } else {
                throw new BrokenSealException("pack " + number);
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
