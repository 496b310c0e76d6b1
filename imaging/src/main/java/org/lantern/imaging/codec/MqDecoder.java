package org.lantern.imaging.codec;

/**
 * The arithmetic decoder of JPEG 2000, ITU-T T.800 Annex C. Interval and code registers are kept apart from the amount
 * by which both may still shrink before anything has to be done ({@link #room}; Taubman and Marcellin, JPEG2000, section
 * 17.1.1), so that the common case of a more probable symbol is one subtraction.
 */
final class MqDecoder {
    static final int CONTEXTS = 19;
    static final int RUN_LENGTH = 17;
    static final int UNIFORM = 18;

    /** Table C.2: Qe, next state after a more and a less probable symbol, whether the latter switches their meaning. */
    static final int[][] STATES = {{0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0ac1, 4, 12, 0},
            {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0}, {0x4801, 9, 14, 0},
            {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0}, {0x1c01, 13, 20, 0}, {0x1601, 29, 21, 0},
            {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0}, {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0},
            {0x3401, 20, 18, 0}, {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
            {0x1c01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0}, {0x1201, 29, 26, 0},
            {0x1101, 30, 27, 0}, {0x0ac1, 31, 28, 0}, {0x09c1, 32, 29, 0}, {0x08a1, 33, 30, 0}, {0x0521, 34, 31, 0},
            {0x0441, 35, 32, 0}, {0x02a1, 36, 33, 0}, {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0},
            {0x0085, 40, 37, 0}, {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
            {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}};
    static final int INITIAL_ZERO_CODING = 4;
    static final int INITIAL_RUN_LENGTH = 3;
    static final int INITIAL_UNIFORM = 46;

    /** Coded bits that may be held below the 16 bits of the code register that are compared. */
    private static final int FRACTION_BITS = 46;
    static final long QE = 0xffffL << FRACTION_BITS;
    private static final long LOWEST_INTERVAL = 0x8000L << FRACTION_BITS;
    private static final int ZEROS_OF_LOWEST = Long.numberOfLeadingZeros(LOWEST_INTERVAL);

    /** A context's word: Qe shl {@link #FRACTION_BITS} | state shl 1 | more probable symbol. */
    private static final long[] WORDS = new long[2 * STATES.length];
    /** The next word by less probable symbol shl 7 | the low bits of the word. */
    private static final long[] AFTER = new long[256];

    static {
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = (long) STATES[i >> 1][0] << FRACTION_BITS | i;
        }
        for (int i = 0; i < WORDS.length; i++) {
            int[] state = STATES[i >> 1];
            AFTER[i] = WORDS[2 * state[1] + (i & 1)];
            AFTER[128 | i] = WORDS[2 * state[2] + (i & 1 ^ state[3])];
        }
    }

    final long[] contexts = new long[CONTEXTS];
    private byte[] bytes;
    private int position;
    private long interval;
    private long code;
    /** By how much interval and code may shrink yet. */
    long room;
    /** Coded bits in {@link #code} below those that are compared. */
    private int bitsLeft;

    /** Table D.7. */
    void resetContexts() {
        java.util.Arrays.fill(contexts, WORDS[0]);
        contexts[0] = WORDS[2 * INITIAL_ZERO_CODING];
        contexts[RUN_LENGTH] = WORDS[2 * INITIAL_RUN_LENGTH];
        contexts[UNIFORM] = WORDS[2 * INITIAL_UNIFORM];
    }

    /**
     * C.3.5, INITDEC.
     *
     * @param data holds the segment followed by two bytes of ones, which end it
     */
    void start(byte[] data, int from) {
        bytes = data;
        position = from;
        // the first byte takes the place of bits 14 to 7 of those compared
        bitsLeft = -7;
        code = fill((long) (data[from] & 0xff) << FRACTION_BITS + 7);
        interval = LOWEST_INTERVAL;
        room = 0;
    }

    /** C.3.4, BYTEIN, for as many bytes as there is room: a byte after one of ones overlaps it by one bit. */
    private long fill(long held) {
        long c = held;
        byte[] data = bytes;
        int at = position;
        int left = bitsLeft;
        while (left <= FRACTION_BITS - 8) {
            int next = data[at + 1] & 0xff;
            if (data[at] != -1) {
                left += 8;
                at++;
            } else if (next <= 0x8f) {
                left += 7;
                at++;
            } else {
                left += 8;
                next = 0xff;
            }
            c += (long) next << FRACTION_BITS - left;
        }
        position = at;
        bitsLeft = left;
        return c;
    }

    /** Decodes one symbol; inner loops do the first half of this themselves, to keep {@link #room} in a register. */
    int decode(int context) {
        long word = contexts[context];
        long rest = room - (word & QE);
        if (rest >= 0) {
            room = rest;
            return (int) word & 1;
        }
        return exchange(context, word, rest);
    }

    /**
     * The rest of decoding where the interval must be renormalized (C.3.2, C.3.3).
     *
     * @param word the context's
     * @param rest what is left of {@link #room}, below 0
     */
    int exchange(int context, long word, long rest) {
        long qe = word & QE;
        long a = interval + rest;
        long c = code + rest;
        // which of the two sub-intervals it is and which of them is the larger cannot be foreseen: no branches
        long lower = c >> 63;
        int less = (int) ((a - qe ^ c) >>> 63);
        contexts[context] = AFTER[less << 7 | (int) word & 0x7f];
        a ^= (a ^ qe) & lower;
        c += qe & lower;
        int shift = Long.numberOfLeadingZeros(a) - ZEROS_OF_LOWEST;
        if (shift > bitsLeft) {
            c = fill(c);
        }
        bitsLeft -= shift;
        a <<= shift;
        c <<= shift;
        long least = Math.min(a - LOWEST_INTERVAL, c);
        room = least;
        interval = a - least;
        code = c - least;
        return (int) word & 1 ^ less;
    }
}
