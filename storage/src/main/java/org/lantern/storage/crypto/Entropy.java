package org.lantern.storage.crypto;

import java.security.SecureRandom;

/** The one source of random bytes of a vault: the operating system's. */
public final class Entropy {
    private final SecureRandom random = new SecureRandom();

    /** {@code count} fresh bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Fills {@code target} from {@code offset} with {@code count} fresh bytes. */
    public void fill(byte[] target, int offset, int count) {
        System.arraycopy(bytes(count), 0, target, offset, count);
    }
}
