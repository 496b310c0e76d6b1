package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * The number of the last commit, kept beside the database so that an older copy of it is noticed. Two sealed places,
 * written in turn. Written after each commit without a sync (a killed process loses nothing by that, and after a power
 * cut an anchor that lags behind the database does no harm) and synced at close.
 */
public final class Anchor implements AutoCloseable {
    private static final int PLACE_BYTES = Long.BYTES + Key256.MAC_BYTES;
    private static final int STRIDE = 512;

    private final OpenFile file;
    private final Key256 key;

    private Anchor(OpenFile file, Key256 key) {
        this.file = file;
        this.key = key;
    }

    public static Anchor open(Medium medium, Path path, Key256 key) throws IOException {
        return new Anchor(medium.write(path), key);
    }

    /**
     * The highest number that was written.
     *
     * @throws BrokenSealException if no place is whole
     */
    public long read() throws IOException {
        long highest = -1;
        for (int place = 0; place < 2; place++) {
            if (file.size() < (long) place * STRIDE + PLACE_BYTES) {
                continue;
            }
            byte[] bytes = new byte[PLACE_BYTES];
            file.read((long) place * STRIDE, bytes, 0, PLACE_BYTES);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long number = buffer.getLong();
            byte[] mac = new byte[Key256.MAC_BYTES];
            buffer.get(mac);
            if (key.verifies(mac, number(number))) {
                highest = Math.max(highest, number);
            }
        }
        if (highest < 0) {
            throw new BrokenSealException("anchor");
        }
        return highest;
    }

    public void write(long number) throws IOException {
        byte[] bytes = ByteBuffer.allocate(PLACE_BYTES).putLong(number).put(key.mac(number(number))).array();
        file.write(number % 2 * STRIDE, bytes, 0, bytes.length);
    }

    public void sync() throws IOException {
        file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
