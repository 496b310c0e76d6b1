package org.lantern.imaging.codec;

import org.lantern.imaging.pixel.Samples;

/** Puts decoded 16-bit samples into the words that the data set allocates; the decoder has checked that they fit. */
final class Words {
    private Words() {}

    static Samples of(short[] values, int bitsAllocated) {
        if (bitsAllocated <= 8) {
            byte[] out = new byte[values.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = (byte) values[i];
            }
            return new Samples.Bytes(out);
        }
        if (bitsAllocated <= 16) {
            return new Samples.Shorts(values);
        }
        int[] out = new int[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] & 0xffff;
        }
        return new Samples.Ints(out);
    }
}
