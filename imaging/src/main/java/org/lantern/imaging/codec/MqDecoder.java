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

    /** A context's word: Qe shl 16 | state shl 1 | more probable symbol. */
    private static final long[] WORDS = new long[2 * STATES.length];
    private static final long[] AFTER_MORE = new long[WORDS.length];
    private static final long[] AFTER_LESS = new long[WORDS.length];
    static final long QE = 0xffff0000L;
    private static final long LOWEST_INTERVAL = 0x80000000L;

    static {
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = (long) STATES[i >> 1][0] << 16 | i;
        }
        for (int i = 0; i < WORDS.length; i++) {
            int[] state = STATES[i >> 1];
            AFTER_MORE[i] = WORDS[2 * state[1] + (i & 1)];
            AFTER_LESS[i] = WORDS[2 * state[2] + (i & 1 ^ state[3])];
        }
    }

    final long[] contexts = new long[CONTEXTS];
    private byte[] bytes;
    private int position;
    private long interval;
    private long code;
    /** By how much interval and code may shrink yet. */
    long room;
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
        code = (long) (data[from] & 0xff) << 16;
        byteIn();
        code <<= 7;
        bitsLeft -= 7;
        interval = LOWEST_INTERVAL;
        room = 0;
    }

    private void byteIn() {
        int next = bytes[position + 1] & 0xff;
        if (bytes[position] == -1) {
            if (next > 0x8f) {
                code += 0xff00;
                bitsLeft = 8;
            } else {
                position++;
                code += (long) next << 9;
                bitsLeft = 7;
            }
        } else {
            position++;
            code += (long) next << 8;
            bitsLeft = 8;
        }
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
        long a = interval + rest;
        long c = code + rest;
        int state = (int) word & 0xff;
        long qe = word & QE;
        if (c >= 0 && a >= qe) {
            // more probable symbol: the interval is between a quarter and a half
            contexts[context] = AFTER_MORE[state];
            if (bitsLeft == 0) {
                code = c;
                byteIn();
                c = code;
            }
            bitsLeft--;
            normalized(a << 1, c << 1);
            return state & 1;
        }
        boolean less = c >= 0;
        if (c < 0) {
            c += qe;
            less = a >= qe;
            a = qe;
        }
        contexts[context] = less ? AFTER_LESS[state] : AFTER_MORE[state];
        int shift = Long.numberOfLeadingZeros(a) - 32;
        a <<= shift;
        if (shift > bitsLeft) {
            code = c;
            do {
                code <<= bitsLeft;
                shift -= bitsLeft;
                byteIn();
            } while (shift > bitsLeft);
            c = code;
        }
        bitsLeft -= shift;
        normalized(a, c << shift);
        return less ? state & 1 ^ 1 : state & 1;
    }

    private void normalized(long a, long c) {
        long least = Math.min(a - LOWEST_INTERVAL, c);
        room = least;
        interval = a - least;
        code = c - least;
    }
}
