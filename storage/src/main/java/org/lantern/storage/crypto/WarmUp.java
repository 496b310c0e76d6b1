package org.lantern.storage.crypto;

/**
 * Seals and opens nothing for a moment, in the background, so that the just-in-time compiler has the cipher ready when
 * the first real object comes: until then AES-GCM runs at a hundredth of its speed. It goes on beside the password's
 * key derivation, which keeps only one core busy.
 */
public final class WarmUp {
    private static final long LONGEST_NANOS = 400_000_000;
    /** Small pieces make many calls, and it is calls that the compiler counts. */
    private static final int PIECE_BYTES = 16 * 1024;

    private WarmUp() {}

    /** Returns at once. */
    public static void start() {
        Thread thread = new Thread(WarmUp::run, "lantern-cipher-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private static void run() {
        Entropy entropy = new Entropy();
        byte[] plain = new byte[PIECE_BYTES];
        byte[] sealed = new byte[plain.length + Seal.TAG_BYTES];
        try (Key256 key = Key256.random(entropy); ContentTagger tagger = new ContentTagger(key)) {
            Seal seal = key.seal();
            long end = System.nanoTime() + LONGEST_NANOS;
            while (System.nanoTime() < end) {
                byte[] nonce = entropy.bytes(Seal.NONCE_BYTES);
                seal.close(nonce, nonce, plain, 0, plain.length, sealed, 0);
                seal.open(nonce, nonce, sealed, 0, sealed.length, plain, 0, "warm-up");
                tagger.begin().add(plain, 0, plain.length);
            }
        } catch (org.lantern.storage.BrokenSealException failure) {
            throw new IllegalStateException("the cipher does not open what it sealed", failure);
        }
    }
}
