package org.lantern.imaging.codec;

import org.lantern.imaging.ImagingException;

/**
 * The coding parameters of a JPEG-LS scan, ITU-T T.87 A.2.1 and C.2.4.1.1, with what is derived from them.
 *
 * @param maxValue MAXVAL, highest sample value
 * @param near NEAR, greatest difference between a sample and its reconstruction; 0 is lossless
 * @param reset RESET, how many samples a context counts before it is halved
 * @param range RANGE, number of different prediction errors
 * @param errorBits qbpp, bits of a prediction error
 * @param limit LIMIT, longest code in bits
 */
record JpegLsParameters(int maxValue, int near, int t1, int t2, int t3, int reset, int range, int errorBits,
        int limit) {
    /** J: order of the run-length code by run index (A.2.1). */
    private static final int[] RUN_ORDERS = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8,
            9, 10, 11, 12, 13, 14, 15};

    /** Presets of an LSE marker segment; 0 stands for the default value. */
    record Presets(int maxValue, int t1, int t2, int t3, int reset) {
        static final Presets NONE = new Presets(0, 0, 0, 0, 0);
    }

    static JpegLsParameters of(EncodedFrame frame, int precision, int near, Presets presets) throws ImagingException {
        int max = presets.maxValue != 0 ? presets.maxValue : (1 << precision) - 1;
        if (max >= 1 << precision || near > Math.min(255, max / 2)) {
            throw frame.damaged("JPEG-LS: MAXVAL " + max + ", NEAR " + near);
        }
        int t1;
        int t2;
        int t3;
        if (max >= 128) {
            int factor = (Math.min(max, 4095) + 128) / 256;
            t1 = within(factor + 2 + 3 * near, near + 1, max);
            t2 = within(factor * 4 + 3 + 5 * near, t1, max);
            t3 = within(factor * 17 + 4 + 7 * near, t2, max);
        } else {
            int factor = 256 / (max + 1);
            t1 = within(Math.max(2, 3 / factor + 3 * near), near + 1, max);
            t2 = within(Math.max(3, 7 / factor + 5 * near), t1, max);
            t3 = within(Math.max(4, 21 / factor + 7 * near), t2, max);
        }
        t1 = presets.t1 != 0 ? presets.t1 : t1;
        t2 = presets.t2 != 0 ? presets.t2 : t2;
        t3 = presets.t3 != 0 ? presets.t3 : t3;
        int reset = presets.reset != 0 ? presets.reset : 64;
        if (t1 < near + 1 || t2 < t1 || t3 < t2 || t3 > max || reset < 3) {
            throw frame.damaged("JPEG-LS: thresholds out of order");
        }
        int range = (max + 2 * near) / (2 * near + 1) + 1;
        int sampleBits = Math.max(2, bits(max + 1));
        return new JpegLsParameters(max, near, t1, t2, t3, reset, range, bits(range),
                2 * (sampleBits + Math.max(8, sampleBits)));
    }

    /**
     * The thresholds that CharLS up to 2.0, which is in DCMTK, takes for the default ones of samples below 8 bits: it left
     * out the standard's other formula for MAXVAL below 128.
     */
    static Presets narrowPresetsOfCharLs(int near) {
        return new Presets(0, 2 + 3 * near, 3 + 5 * near, 4 + 7 * near, 0);
    }

    /** CLAMP of C.2.4.1.1.1. */
    private static int within(int value, int lowest, int max) {
        return value > max || value < lowest ? lowest : value;
    }

    /** Bits that tell so many values apart. */
    private static int bits(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }

    static int runOrder(int runIndex) {
        return RUN_ORDERS[runIndex];
    }

    /** The regions of A.3.3 for all gradients from -maxValue to maxValue. */
    byte[] gradientRegions() {
        byte[] regions = new byte[2 * maxValue + 1];
        for (int d = -maxValue; d <= maxValue; d++) {
            int size = Math.abs(d);
            int region = size <= near ? 0 : size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
            regions[d + maxValue] = (byte) (d < 0 ? -region : region);
        }
        return regions;
    }

    int initialErrorSum() {
        return Math.max(2, (range + 32) / 64);
    }
}
