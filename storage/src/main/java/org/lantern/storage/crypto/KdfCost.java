package org.lantern.storage.crypto;

/**
 * What one guess at a password costs: the parameters of Argon2id (RFC 9106).
 *
 * @param memoryKib memory in KiB, 19456 to 1048576
 * @param passes over the memory, 2 to 20
 * @param lanes 1 to 16
 */
public record KdfCost(int memoryKib, int passes, int lanes) {
    /** The least that OWASP's Password Storage Cheat Sheet allows. For tests, and for very small machines. */
    public static final KdfCost FLOOR = new KdfCost(19 * 1024, 2, 1);
    /** For new vaults: about a quarter of a second on an office machine. */
    public static final KdfCost STANDARD = new KdfCost(64 * 1024, 3, 1);

    public KdfCost {
        if (!isAllowed(memoryKib, passes, lanes)) {
            throw new IllegalArgumentException("Argon2id parameters out of bounds");
        }
    }

    /** Asked before anything is allocated for parameters that come from a file. */
    public static boolean isAllowed(long memoryKib, long passes, long lanes) {
        return memoryKib >= 19 * 1024 && memoryKib <= 1024 * 1024 && passes >= 2 && passes <= 20 && lanes >= 1
                && lanes <= 16;
    }
}
