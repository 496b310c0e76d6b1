package org.lantern.storage.audit;

import java.nio.ByteBuffer;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Seal;

/**
 * The keys of one trail.
 *
 * @param seal of the entries
 * @param first of the chain
 * @param head authenticates the head
 * @param wrap wraps the chain's next key in the head
 */
record TrailKeys(Seal seal, Key256 first, Key256 head, Key256 wrap) implements AutoCloseable {
    static TrailKeys of(Key256 auditKey, int trail) {
        byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(trail).array();
        try (Key256 sealing = auditKey.derive("lantern/audit/seal", number)) {
            return new TrailKeys(sealing.seal(), auditKey.derive("lantern/audit/chain", number),
                    auditKey.derive("lantern/audit/head", number), auditKey.derive("lantern/audit/next", number));
        }
    }

    @Override
    public void close() {
        first.close();
        head.close();
        wrap.close();
    }
}
