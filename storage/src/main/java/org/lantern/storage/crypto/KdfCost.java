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

    private static final int LEAST_MILLIS = 250;
    private static final int MOST_MILLIS = 1000;

    /**
     * What costs this machine 250 to 1000 ms of one processor: {@link #STANDARD} if that does, more passes on a faster
     * machine, less memory on a slower one, never less than {@link #FLOOR}. Takes about as long as one or two guesses. It
     * is the processor's time that is measured, so that other programs do not make a password cheaper.
     */
    public static KdfCost calibrated() {
        Key256.costMillis(FLOOR);
        double millis = Key256.costMillis(STANDARD);
        if (millis < LEAST_MILLIS) {
            int passes = (int) Math.ceil(STANDARD.passes * 1.2 * LEAST_MILLIS / Math.max(millis, 1));
            return new KdfCost(STANDARD.memoryKib, Math.min(passes, 20), STANDARD.lanes);
        }
        if (millis <= MOST_MILLIS) {
            return STANDARD;
        }
        KdfCost half = new KdfCost(STANDARD.memoryKib / 2, STANDARD.passes, STANDARD.lanes);
        return millis / 2 <= MOST_MILLIS ? half : FLOOR;
    }

    /** Asked before anything is allocated for parameters that come from a file. */
    public static boolean isAllowed(long memoryKib, long passes, long lanes) {
        return memoryKib >= 19 * 1024 && memoryKib <= 1024 * 1024 && passes >= 2 && passes <= 20 && lanes >= 1
                && lanes <= 16;
    }
}
