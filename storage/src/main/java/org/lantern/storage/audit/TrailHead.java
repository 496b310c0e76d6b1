package org.lantern.storage.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * Where a trail ends, sealed and kept beside it twice, and the key for its next entry.
 *
 * @param count of entries
 * @param length of the trail, in bytes
 * @param mac of the last entry
 */
record TrailHead(long count, long length, byte[] mac, Key256 next) {
    private static final int BODY_BYTES = 2 * Long.BYTES + Key256.MAC_BYTES + Key256.WRAPPED_BYTES;
    private static final int PLACE_BYTES = BODY_BYTES + Key256.MAC_BYTES;
    private static final int STRIDE = 512;

    void write(OpenFile file, TrailKeys keys) throws IOException {
        byte[] body = ByteBuffer.allocate(BODY_BYTES).putLong(count).putLong(length).put(mac)
                .put(keys.wrap().wrap(next)).array();
        byte[] place = ByteBuffer.allocate(PLACE_BYTES).put(body).put(keys.head().mac(body)).array();
        for (int copy = 0; copy < 2; copy++) {
            file.write((long) copy * STRIDE, place, 0, place.length);
        }
    }

    /** The head that goes farthest of those that are whole. */
    static Optional<TrailHead> read(OpenFile file, TrailKeys keys) throws IOException {
        Optional<TrailHead> best = Optional.empty();
        for (int copy = 0; copy < 2; copy++) {
            long at = (long) copy * STRIDE;
            if (file.size() < at + PLACE_BYTES) {
                continue;
            }
            byte[] body = new byte[BODY_BYTES];
            byte[] mac = new byte[Key256.MAC_BYTES];
            file.read(at, body, 0, BODY_BYTES);
            file.read(at + BODY_BYTES, mac, 0, mac.length);
            if (keys.head().verifies(mac, body)) {
                TrailHead head = parse(body, keys);
                if (best.isEmpty() || best.get().count < head.count) {
                    best = Optional.of(head);
                }
            }
        }
        return best;
    }

    private static TrailHead parse(byte[] body, TrailKeys keys) throws BrokenSealException {
        ByteBuffer buffer = ByteBuffer.wrap(body);
        long count = buffer.getLong();
        long length = buffer.getLong();
        byte[] mac = new byte[Key256.MAC_BYTES];
        byte[] wrapped = new byte[Key256.WRAPPED_BYTES];
        buffer.get(mac).get(wrapped);
        return new TrailHead(count, length, mac, keys.wrap().unwrap(wrapped));
    }
}
