package org.lantern.imaging.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes a high-throughput code-block, ITU-T T.814 clause 7: the cleanup pass here, the others in {@link HtRefinement}.
 * Three bit streams share the first segment: the magnitudes and signs from its start, the adaptive run lengths (MEL) after
 * them, and the variable length codes (VLC) backwards from its end. The first and the last are cleaned of stuffed bits
 * beforehand, so that reading them is one unaligned load.
 */
final class HtBlockDecoder {
    /** Code-block style bit of T.814 A.4. */
    static final int HIGH_THROUGHPUT = 0x40;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int[] MEL_EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};
    private static final int MAX_SUFFIX = 4079;
    /** More bits than a pair of quads can take from either stream. */
    private static final int SLACK_BYTES = 64;

    private final HtRefinement refinement = new HtRefinement();

    private byte[] magnitudes = new byte[0];
    private long magnitudeBits;
    private long magnitudeAt;
    private byte[] codes = new byte[0];
    private long codeBits;
    private long codeAt;

    private byte[] segment;
    private int melAt;
    private int melEnd;
    private int melHeld;
    private int melLeft;
    private int melState;
    private int melRun;
    private boolean melHit;

    private int[] values = new int[0];
    /** Magnitude exponents of the lower samples of the quads above and of this row, one place further right. */
    private int[] above = new int[0];
    private int[] below = new int[0];

    /**
     * @param planes bit planes of the band
     * @param zeroPlanes of them, those above the pass
     * @param data begins with the segment
     * @return doubled coefficients by row as of {@link J2kBlockDecoder}, valid until the next call; null where the
     *     segment is broken
     */
    int[] decode(int width, int height, int planes, int zeroPlanes, byte[] data, int length) {
        if (length < 2 || zeroPlanes >= planes) {
            return null;
        }
        int suffix = (data[length - 1] & 0xff) << 4 | data[length - 2] & 15;
        if (suffix < 2 || suffix > length || suffix > MAX_SUFFIX) {
            return null;
        }
        cleanMagnitudes(data, length - suffix);
        cleanCodes(data, length - suffix, length);
        startMel(data, length - suffix, length - 1);
        if (values.length < width * height) {
            values = new int[width * height];
        }
        Arrays.fill(values, 0, width * height, 0);
        int quads = width + 1 >> 1;
        if (above.length < 2 * quads + 4) {
            above = new int[2 * quads + 4];
            below = new int[2 * quads + 4];
        }
        Arrays.fill(above, 0);
        for (int y = 0; y < height; y += 2) {
            Arrays.fill(below, 0);
            if (!row(y, width, height, quads, planes - 1 - zeroPlanes, zeroPlanes + 2)) {
                return null;
            }
            int[] swap = above;
            above = below;
            below = swap;
        }
        return magnitudeAt > magnitudeBits || codeAt > codeBits ? null : values;
    }

    /**
     * Refines what {@link #decode} gave of a block with more than one pass.
     *
     * @param data begins with the first segment
     * @param ends of the segments, each of which two bytes follow
     * @return false where the passes make no sense
     */
    boolean refine(J2kTile.Block block, int style, byte[] data, int[] ends) {
        int plane = block.band.planes - 2 - block.zeroPlanes;
        if (plane < 0 || ends.length != 2) {
            return false;
        }
        int from = ends[0] + 2;
        if (from < ends[1]) {
            refinement.refine(values, block.width, block.height, plane, (style & J2kBlockDecoder.CAUSAL) != 0,
                    block.passes > 2, data, from, ends[1]);
        }
        return true;
    }

    /** 7.1.2: a byte after one of ones holds seven bits; beyond the end there are ones. */
    private void cleanMagnitudes(byte[] data, int end) {
        int room = end + SLACK_BYTES;
        if (magnitudes.length < room) {
            magnitudes = new byte[room + room / 2];
        }
        int out = 0;
        int held = 0;
        int bits = 0;
        boolean stuffed = false;
        for (int i = 0; i < end; i++) {
            int value = data[i] & 0xff;
            held |= (stuffed ? value & 0x7f : value) << bits;
            bits += stuffed ? 7 : 8;
            stuffed = value == 0xff;
            if (bits >= 8) {
                magnitudes[out++] = (byte) held;
                held >>>= 8;
                bits -= 8;
            }
        }
        magnitudeBits = 8L * out + bits + 8L * SLACK_BYTES / 2;
        magnitudeAt = 0;
        magnitudes[out++] = (byte) (held | 0xff << bits);
        Arrays.fill(magnitudes, out, magnitudes.length, (byte) 0xff);
    }

    /** 7.1.4: from the end to the start; seven bits of ones after a byte above 8F hide a stuffed bit. */
    private void cleanCodes(byte[] data, int from, int end) {
        int room = end - from + SLACK_BYTES;
        if (codes.length < room) {
            codes = new byte[room + room / 2];
        }
        Arrays.fill(codes, (byte) 0);
        int last = data[end - 2] & 0xff | 15;
        int held = last >> 4;
        int bits = (held & 7) == 7 ? 3 : 4;
        held &= (1 << bits) - 1;
        int out = 0;
        for (int i = end - 3; i >= from; i--) {
            int value = data[i] & 0xff;
            boolean stuffed = last > 0x8f && (value & 0x7f) == 0x7f;
            held |= (stuffed ? value & 0x7f : value) << bits;
            bits += stuffed ? 7 : 8;
            last = value;
            if (bits >= 8) {
                codes[out++] = (byte) held;
                held >>>= 8;
                bits -= 8;
            }
        }
        codes[out++] = (byte) held;
        codeBits = 8L * out + 8L * SLACK_BYTES / 2;
        codeAt = 0;
    }

    private void startMel(byte[] data, int from, int end) {
        segment = data;
        melAt = from;
        melEnd = end;
        melHeld = 0;
        melLeft = 0;
        melState = 0;
        melRun = 0;
        melHit = false;
    }

    private int melBit() {
        if (melLeft == 0) {
            melLeft = melHeld == 0xff ? 7 : 8;
            // the last byte's low half belongs to the length of the suffix and reads as ones
            melHeld = melAt < melEnd ? segment[melAt] & 0xff | (melAt == melEnd - 1 ? 15 : 0) : 0xff;
            melAt++;
        }
        melLeft--;
        return melHeld >> melLeft & 1;
    }

    /** 7.3.3. */
    private boolean mel() {
        if (melRun == 0 && !melHit) {
            int exponent = MEL_EXPONENTS[melState];
            if (melBit() == 1) {
                melRun = 1 << exponent;
                melState = Math.min(12, melState + 1);
            } else {
                for (int i = 0; i < exponent; i++) {
                    melRun = melRun << 1 | melBit();
                }
                melState = Math.max(0, melState - 1);
                melHit = true;
            }
        }
        if (melRun > 0) {
            melRun--;
            return false;
        }
        melHit = false;
        return true;
    }

    private int peekCodes() {
        return (int) ((long) LONGS.get(codes, (int) Math.min(codeAt >> 3, codes.length - 8)) >>> (codeAt & 7));
    }

    private int takeCodes(int count) {
        int value = peekCodes() & (1 << count) - 1;
        codeAt += count;
        return value;
    }

    /** One row of quads, two at a time (7.3.1). @return false where the codes make no sense */
    private boolean row(int y, int width, int height, int quads, int shift, int maxExponent) {
        short[] table = y == 0 ? HtTables.FIRST_ROW : HtTables.OTHER_ROWS;
        int leftRho = 0;
        for (int q = 0; q < quads; q += 2) {
            int first = significance(table, y, q, leftRho);
            int second = q + 1 < quads ? significance(table, y, q + 1, first >> 4 & 15) : 0;
            if (first < 0 || second < 0) {
                return false;
            }
            leftRho = second >> 4 & 15;
            long exponents = exponents(y, (first & 8) != 0, (second & 8) != 0);
            if (!quad(first, y, q, (int) (exponents >> 32), width, height, shift, maxExponent)
                    || q + 1 < quads && !quad(second, y, q + 1, (int) exponents, width, height, shift, maxExponent)) {
                return false;
            }
        }
        return true;
    }

    /** 7.3.5. @return the table's entry, 0 for a quad of zeros, -1 where there is no such code */
    private int significance(short[] table, int y, int q, int leftRho) {
        int context;
        if (y == 0) {
            context = leftRho & 1 | leftRho >> 1 & 1 | (leftRho >> 2 & 1) << 1 | (leftRho >> 3) << 2;
        } else {
            int x = 2 * q;
            context = (above[x] | above[x + 1]) != 0 ? 1 : 0;
            context |= leftRho >> 2 != 0 ? 2 : 0;
            context |= (above[x + 2] | above[x + 3]) != 0 ? 4 : 0;
        }
        if (context == 0 && !mel()) {
            return 0;
        }
        int entry = table[context << HtTables.CODE_BITS | peekCodes() & (1 << HtTables.CODE_BITS) - 1] & 0xffff;
        codeAt += entry & 7;
        return entry == 0 ? -1 : entry;
    }

    /** 7.3.6, the unsigned residuals of both quads. @return first shl 32 | second */
    private long exponents(int y, boolean first, boolean second) {
        int base = 0;
        boolean shortSecond = false;
        if (y == 0 && first && second) {
            if (mel()) {
                base = 2;
            } else {
                shortSecond = true;
            }
        }
        int firstPrefix = first ? prefix() : 0;
        int secondPrefix = 0;
        int known = -1;
        if (second) {
            if (shortSecond && firstPrefix > 2) {
                known = takeCodes(1) + 1;
            } else {
                secondPrefix = prefix();
            }
        }
        int firstSuffix = suffix(firstPrefix);
        int secondSuffix = suffix(secondPrefix);
        int firstExtension = firstSuffix >= 28 ? takeCodes(4) : 0;
        int secondExtension = secondSuffix >= 28 ? takeCodes(4) : 0;
        long a = first ? base + firstPrefix + firstSuffix + 4 * firstExtension : 0;
        int b = !second ? 0 : known >= 0 ? known : base + secondPrefix + secondSuffix + 4 * secondExtension;
        return a << 32 | b;
    }

    private int prefix() {
        int next = peekCodes();
        int zeros = Math.min(3, Integer.numberOfTrailingZeros(next));
        codeAt += Math.min(3, zeros + 1);
        return zeros == 3 ? 5 : zeros + 1;
    }

    private int suffix(int prefix) {
        return prefix == 3 ? takeCodes(1) : prefix == 5 ? takeCodes(5) : 0;
    }

    /** 7.3.7 and 7.3.8: the magnitudes and signs of a quad. */
    private boolean quad(int entry, int y, int q, int residual, int width, int height, int shift, int maxExponent) {
        int rho = entry >> 4 & 15;
        if (rho == 0) {
            return residual == 0;
        }
        int x = 2 * q;
        int predicted = 1;
        if (y > 0 && (rho & rho - 1) != 0) {
            int greatest = Math.max(Math.max(above[x], above[x + 1]), Math.max(above[x + 2], above[x + 3]));
            predicted = Math.max(1, greatest - 1);
        }
        int exponent = residual + predicted;
        if (exponent > maxExponent || exponent > 30) {
            return false;
        }
        for (int n = 0; n < 4; n++) {
            if ((rho >> n & 1) == 0) {
                continue;
            }
            int bits = exponent - (entry >> 12 + n & 1);
            long word = (long) LONGS.get(magnitudes, (int) Math.min(magnitudeAt >> 3, magnitudes.length - 8));
            int value = (int) (word >>> (magnitudeAt & 7)) & (int) ((1L << bits) - 1);
            magnitudeAt += bits;
            value |= (entry >> 8 + n & 1) << bits;
            int column = x + (n >> 1);
            int row = y + (n & 1);
            if ((n & 1) == 1) {
                below[column + 1] = 32 - Integer.numberOfLeadingZeros(value | 1);
            }
            if (column < width && row < height) {
                int doubled = 2 * (value >> 1) + 3 << shift;
                values[row * width + column] = (value & 1) == 0 ? doubled : -doubled;
            }
        }
        return true;
    }
}
