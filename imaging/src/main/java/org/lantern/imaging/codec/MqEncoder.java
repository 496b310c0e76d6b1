package org.lantern.imaging.codec;

import java.util.Arrays;

/** The arithmetic encoder of JPEG 2000, ITU-T T.800 C.2; the counterpart of {@link MqDecoder}. */
final class MqEncoder {
    /** By state shl 1 | more probable symbol: Qe, and the state after a more and a less probable symbol. */
    private static final int[] QE = new int[2 * MqDecoder.STATES.length];
    private static final byte[] AFTER_MORE = new byte[QE.length];
    private static final byte[] AFTER_LESS = new byte[QE.length];

    static {
        for (int i = 0; i < QE.length; i++) {
            int[] state = MqDecoder.STATES[i >> 1];
            QE[i] = state[0];
            AFTER_MORE[i] = (byte) (2 * state[1] + (i & 1));
            AFTER_LESS[i] = (byte) (2 * state[2] + (i & 1 ^ state[3]));
        }
    }

    private final byte[] contexts = new byte[MqDecoder.CONTEXTS];
    /** Begins with a byte that is not part of the code: what a carry would go into. */
    private byte[] bytes = new byte[4096];
    private int last;
    private int interval;
    private int code;
    private int room;

    /** C.2.8, INITENC, with the contexts of table D.7. */
    void start() {
        Arrays.fill(contexts, (byte) 0);
        contexts[0] = 2 * MqDecoder.INITIAL_ZERO_CODING;
        contexts[MqDecoder.RUN_LENGTH] = 2 * MqDecoder.INITIAL_RUN_LENGTH;
        contexts[MqDecoder.UNIFORM] = 2 * MqDecoder.INITIAL_UNIFORM;
        last = 0;
        bytes[0] = 0;
        interval = 0x8000;
        code = 0;
        room = 12;
    }

    void encode(int context, int bit) {
        int state = contexts[context];
        int qe = QE[state];
        int a = interval - qe;
        if ((state & 1) == bit) {
            if ((a & 0x8000) != 0) {
                interval = a;
                code += qe;
                return;
            }
            contexts[context] = AFTER_MORE[state];
            if (a < qe) {
                a = qe;
            } else {
                code += qe;
            }
        } else {
            contexts[context] = AFTER_LESS[state];
            if (a < qe) {
                code += qe;
            } else {
                a = qe;
            }
        }
        int shift = Integer.numberOfLeadingZeros(a) - 16;
        interval = a << shift;
        while (shift >= room) {
            code <<= room;
            shift -= room;
            byteOut();
        }
        code <<= shift;
        room -= shift;
    }

    private void byteOut() {
        if (last + 2 > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        if (bytes[last] != -1 && code >= 0x8000000) {
            bytes[last]++;
            code &= 0x7ffffff;
        }
        if (bytes[last] == -1) {
            bytes[++last] = (byte) (code >> 20);
            code &= 0xfffff;
            room = 7;
        } else {
            bytes[++last] = (byte) (code >> 19);
            code &= 0x7ffff;
            room = 8;
        }
    }

    /** C.2.9, FLUSH. @return the coded segment */
    byte[] finish() {
        int highest = code + interval;
        code |= 0xffff;
        if (code >= highest) {
            code -= 0x8000;
        }
        code <<= room;
        byteOut();
        code <<= room;
        byteOut();
        int end = bytes[last] == -1 ? last : last + 1;
        return Arrays.copyOfRange(bytes, 1, Math.max(1, end));
    }
}
