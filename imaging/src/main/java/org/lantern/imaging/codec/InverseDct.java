package org.lantern.imaging.codec;

/**
 * The inverse discrete cosine transform of ITU-T T.81 A.3.3 in integers, by the factorization of Loeffler, Ligtenberg
 * and Moschytz (Practical fast 1-D DCT algorithms with 11 multiplications, ICASSP 1989), columns first. Constants have 13
 * fractional bits; their names are their values times 1000.
 */
final class InverseDct {
    private static final int FRACTION_BITS = 13;
    private static final int C_298 = constant(0.298631336);
    private static final int C_390 = constant(0.390180644);
    private static final int C_541 = constant(0.541196100);
    private static final int C_765 = constant(0.765366865);
    private static final int C_899 = constant(0.899976223);
    private static final int C_1175 = constant(1.175875602);
    private static final int C_1501 = constant(1.501321110);
    private static final int C_1847 = constant(1.847759065);
    private static final int C_1961 = constant(1.961570560);
    private static final int C_2053 = constant(2.053119869);
    private static final int C_2562 = constant(2.562915447);
    private static final int C_3072 = constant(3.072711026);

    /** The first ten coefficients in zig-zag order lie in the first four rows and columns. */
    private static final int LAST_OF_CORNER = 9;

    private final int centre;
    private final int highest;
    /** Fractional bits that the first pass keeps; 12-bit samples leave room for one less. */
    private final int kept;
    private final int[] half = new int[64];

    InverseDct(int precision) {
        centre = 1 << precision - 1;
        highest = (1 << precision) - 1;
        kept = precision == 8 ? 2 : 1;
    }

    private static int constant(double value) {
        return (int) Math.round(value * (1 << FRACTION_BITS));
    }

    /**
     * Transforms one block and stores its samples, level-shifted and clamped.
     *
     * @param block 64 dequantized coefficients by row
     * @param last place of the last coefficient that may not be zero, in zig-zag order
     * @param at index of the top left sample in {@code plane}
     */
    void transform(int[] block, int last, short[] plane, int at, int stride) {
        if (last <= LAST_OF_CORNER) {
            corner(block, plane, at, stride);
        } else {
            whole(block, plane, at, stride);
        }
    }

    /** As {@link #whole} where nothing but the first four rows and columns holds coefficients: terms of zero left out. */
    private void corner(int[] block, short[] plane, int at, int stride) {
        int[] mid = half;
        int down = FRACTION_BITS - kept;
        int round = 1 << down - 1;
        for (int c = 0; c < 4; c++) {
            int b1 = block[c + 8];
            int b2 = block[c + 16];
            int b3 = block[c + 24];
            int e0 = (block[c] << FRACTION_BITS) + round;
            int e2 = b2 * C_541;
            int e3 = e2 + b2 * C_765;
            int o = (b3 + b1) * C_1175;
            int z3 = o - b3 * C_1961;
            int z4 = o - b1 * C_390;
            int o7 = z3 - b1 * C_899;
            int o5 = z4 - b3 * C_2562;
            int o3 = b3 * (C_3072 - C_2562) + z3;
            int o1 = b1 * (C_1501 - C_899) + z4;
            mid[c] = e0 + e3 + o1 >> down;
            mid[c + 8] = e0 + e2 + o3 >> down;
            mid[c + 16] = e0 - e2 + o5 >> down;
            mid[c + 24] = e0 - e3 + o7 >> down;
            mid[c + 32] = e0 - e3 - o7 >> down;
            mid[c + 40] = e0 - e2 - o5 >> down;
            mid[c + 48] = e0 + e2 - o3 >> down;
            mid[c + 56] = e0 + e3 - o1 >> down;
        }
        int last = FRACTION_BITS + kept + 3;
        int bias = (1 << last - 1) + (centre << last);
        for (int r = 0, out = at; r < 64; r += 8, out += stride) {
            int b1 = mid[r + 1];
            int b2 = mid[r + 2];
            int b3 = mid[r + 3];
            int e0 = (mid[r] << FRACTION_BITS) + bias;
            int e2 = b2 * C_541;
            int e3 = e2 + b2 * C_765;
            int o = (b3 + b1) * C_1175;
            int z3 = o - b3 * C_1961;
            int z4 = o - b1 * C_390;
            int o7 = z3 - b1 * C_899;
            int o5 = z4 - b3 * C_2562;
            int o3 = b3 * (C_3072 - C_2562) + z3;
            int o1 = b1 * (C_1501 - C_899) + z4;
            plane[out] = clamp(e0 + e3 + o1 >> last);
            plane[out + 1] = clamp(e0 + e2 + o3 >> last);
            plane[out + 2] = clamp(e0 - e2 + o5 >> last);
            plane[out + 3] = clamp(e0 - e3 + o7 >> last);
            plane[out + 4] = clamp(e0 - e3 - o7 >> last);
            plane[out + 5] = clamp(e0 - e2 - o5 >> last);
            plane[out + 6] = clamp(e0 + e2 - o3 >> last);
            plane[out + 7] = clamp(e0 + e3 - o1 >> last);
        }
    }

    private void whole(int[] block, short[] plane, int at, int stride) {
        int[] mid = half;
        int down = FRACTION_BITS - kept;
        int round = 1 << down - 1;
        for (int c = 0; c < 8; c++) {
            int b1 = block[c + 8];
            int b2 = block[c + 16];
            int b3 = block[c + 24];
            int b4 = block[c + 32];
            int b5 = block[c + 40];
            int b6 = block[c + 48];
            int b7 = block[c + 56];
            if ((b1 | b2 | b3 | b4 | b5 | b6 | b7) == 0) {
                int value = block[c] << kept;
                mid[c] = value;
                mid[c + 8] = value;
                mid[c + 16] = value;
                mid[c + 24] = value;
                mid[c + 32] = value;
                mid[c + 40] = value;
                mid[c + 48] = value;
                mid[c + 56] = value;
                continue;
            }
            int e = (b2 + b6) * C_541;
            int e2 = e - b6 * C_1847;
            int e3 = e + b2 * C_765;
            int e0 = (block[c] + b4 << FRACTION_BITS) + round;
            int e1 = (block[c] - b4 << FRACTION_BITS) + round;
            int o = (b7 + b3 + b5 + b1) * C_1175;
            int z1 = (b7 + b1) * -C_899;
            int z2 = (b5 + b3) * -C_2562;
            int z3 = o - (b7 + b3) * C_1961;
            int z4 = o - (b5 + b1) * C_390;
            int o7 = b7 * C_298 + z1 + z3;
            int o5 = b5 * C_2053 + z2 + z4;
            int o3 = b3 * C_3072 + z2 + z3;
            int o1 = b1 * C_1501 + z1 + z4;
            mid[c] = e0 + e3 + o1 >> down;
            mid[c + 8] = e1 + e2 + o3 >> down;
            mid[c + 16] = e1 - e2 + o5 >> down;
            mid[c + 24] = e0 - e3 + o7 >> down;
            mid[c + 32] = e0 - e3 - o7 >> down;
            mid[c + 40] = e1 - e2 - o5 >> down;
            mid[c + 48] = e1 + e2 - o3 >> down;
            mid[c + 56] = e0 + e3 - o1 >> down;
        }
        int last = FRACTION_BITS + kept + 3;
        // the level shift rides along with the rounding
        int bias = (1 << last - 1) + (centre << last);
        for (int r = 0, out = at; r < 64; r += 8, out += stride) {
            int b1 = mid[r + 1];
            int b2 = mid[r + 2];
            int b3 = mid[r + 3];
            int b4 = mid[r + 4];
            int b5 = mid[r + 5];
            int b6 = mid[r + 6];
            int b7 = mid[r + 7];
            int e = (b2 + b6) * C_541;
            int e2 = e - b6 * C_1847;
            int e3 = e + b2 * C_765;
            int e0 = (mid[r] + b4 << FRACTION_BITS) + bias;
            int e1 = (mid[r] - b4 << FRACTION_BITS) + bias;
            int o = (b7 + b3 + b5 + b1) * C_1175;
            int z1 = (b7 + b1) * -C_899;
            int z2 = (b5 + b3) * -C_2562;
            int z3 = o - (b7 + b3) * C_1961;
            int z4 = o - (b5 + b1) * C_390;
            int o7 = b7 * C_298 + z1 + z3;
            int o5 = b5 * C_2053 + z2 + z4;
            int o3 = b3 * C_3072 + z2 + z3;
            int o1 = b1 * C_1501 + z1 + z4;
            plane[out] = clamp(e0 + e3 + o1 >> last);
            plane[out + 1] = clamp(e1 + e2 + o3 >> last);
            plane[out + 2] = clamp(e1 - e2 + o5 >> last);
            plane[out + 3] = clamp(e0 - e3 + o7 >> last);
            plane[out + 4] = clamp(e0 - e3 - o7 >> last);
            plane[out + 5] = clamp(e1 - e2 - o5 >> last);
            plane[out + 6] = clamp(e1 + e2 - o3 >> last);
            plane[out + 7] = clamp(e0 + e3 - o1 >> last);
        }
    }

    /** A block that has nothing but its first coefficient is flat. */
    void flat(int dc, short[] plane, int at, int stride) {
        short value = clamp((dc + 4 >> 3) + centre);
        for (int r = 0, out = at; r < 8; r++, out += stride) {
            plane[out] = value;
            plane[out + 1] = value;
            plane[out + 2] = value;
            plane[out + 3] = value;
            plane[out + 4] = value;
            plane[out + 5] = value;
            plane[out + 6] = value;
            plane[out + 7] = value;
        }
    }

    private short clamp(int value) {
        return (short) Math.max(0, Math.min(highest, value));
    }
}
