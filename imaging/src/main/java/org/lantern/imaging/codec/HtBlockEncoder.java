package org.lantern.imaging.codec;

import java.util.Arrays;

/**
 * Encodes one code-block by a high-throughput cleanup pass, ITU-T T.814 clause 7 read backwards: magnitudes and signs from
 * the start of the segment, adaptive run lengths (MEL) after them, variable length codes (VLC) backwards from its end.
 */
final class HtBlockEncoder implements J2kEncoder.BlockEncoder {
    private static final int[] MEL_EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};
    /**
     * By row kind shl 12 | context shl 9 | significance shl 5 | offset shl 4 | which samples reach the quad's exponent:
     * code | length shl 8 | samples whose highest bit the code tells shl 12.
     */
    private static final int[] CODES = codes();

    private final Bits magnitudes = new Bits();
    private final Bits codes = new Bits();
    private boolean codesAfterHigh;

    private byte[] mel = new byte[256];
    private int melLength;
    private int melHeld;
    private int melRoom;
    private int melState;
    private int melRun;

    private int[] above = new int[0];
    private int[] below = new int[0];
    private int width;
    private int height;
    private int[][] rows;
    private int left;
    private int top;

    // the quad at hand
    private final int[] words = new int[4];
    private final int[] exponents = new int[4];

    /** Bytes with the bits of one that is not full, least significant first. */
    private static final class Bits {
        byte[] bytes = new byte[4096];
        int length;
        int held;
        int used;

        void emit() {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = (byte) held;
            held = 0;
            used = 0;
        }
    }

    private static int[] codes() {
        int[] best = new int[2 << 12];
        int[] gain = new int[best.length];
        Arrays.fill(gain, Integer.MAX_VALUE);
        for (int kind = 0; kind < 2; kind++) {
            short[] table = kind == 0 ? HtTables.FIRST_ROW : HtTables.OTHER_ROWS;
            for (int i = 0; i < table.length; i++) {
                int entry = table[i] & 0xffff;
                int length = entry & 7;
                int code = i & (1 << HtTables.CODE_BITS) - 1;
                if (length == 0 || code >> length != 0) {
                    continue;
                }
                int told = entry >> 12;
                for (int reached = 0; reached < 16; reached++) {
                    int at = kind << 12 | i >> HtTables.CODE_BITS << 9 | (entry >> 4 & 15) << 5 | (entry >> 3 & 1) << 4
                            | reached;
                    // every bit that the code tells need not be sent with the magnitudes
                    int cost = length - Integer.bitCount(told);
                    if ((reached & told) == (entry >> 8 & 15) && cost < gain[at]) {
                        gain[at] = cost;
                        best[at] = code | length << 8 | told << 12;
                    }
                }
            }
        }
        return best;
    }

    @Override
    public J2kEncoder.Coded encode(J2kTile.Block block) {
        width = block.width;
        height = block.height;
        rows = block.band.whole;
        left = block.x;
        top = block.y;
        if (isZero()) {
            return J2kEncoder.Coded.NOTHING;
        }
        start();
        int quads = width + 1 >> 1;
        if (above.length < 2 * quads + 4) {
            above = new int[2 * quads + 4];
            below = new int[2 * quads + 4];
        }
        Arrays.fill(above, 0);
        for (int y = 0; y < height; y += 2) {
            Arrays.fill(below, 0);
            row(y, quads);
            int[] swap = above;
            above = below;
            below = swap;
        }
        return new J2kEncoder.Coded(finish(), 1, 1);
    }

    private boolean isZero() {
        int all = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                all |= rows[top + y][left + x];
            }
        }
        return all == 0;
    }

    private void start() {
        magnitudes.length = 0;
        magnitudes.held = 0;
        magnitudes.used = 0;
        // the last byte and the low half of the one before hold the length of MEL and VLC
        codes.length = 0;
        codes.held = 0xff;
        codes.emit();
        codes.held = 15;
        codes.used = 4;
        codesAfterHigh = true;
        melLength = 0;
        melHeld = 0;
        melRoom = 8;
        melState = 0;
        melRun = 0;
    }

    /** One row of quads, two at a time. */
    private void row(int y, int quads) {
        int leftRho = 0;
        for (int q = 0; q < quads; q += 2) {
            int first = quad(y, q, leftRho);
            leftRho = first & 15;
            int second = 0;
            if (q + 1 < quads) {
                second = quad(y, q + 1, leftRho);
                leftRho = second & 15;
            }
            residuals(y, first >> 4, second >> 4);
        }
    }

    /** Codes significance and magnitudes of a quad. @return significance | unsigned residual of its exponent shl 4 */
    private int quad(int y, int q, int leftRho) {
        int x = 2 * q;
        int rho = 0;
        int greatest = 0;
        for (int n = 0; n < 4; n++) {
            int column = x + (n >> 1);
            int row = y + (n & 1);
            int value = column < width && row < height ? rows[top + row][left + column] : 0;
            exponents[n] = 0;
            if (value != 0) {
                words[n] = 2 * (Math.abs(value) - 1) + (value >>> 31);
                exponents[n] = 32 - Integer.numberOfLeadingZeros(words[n] | 1);
                greatest = Math.max(greatest, exponents[n]);
                rho |= 1 << n;
                if ((n & 1) == 1) {
                    below[column + 1] = exponents[n];
                }
            }
        }
        int context;
        int predicted = 1;
        if (y == 0) {
            context = leftRho & 1 | leftRho >> 1 & 1 | (leftRho >> 2 & 1) << 1 | (leftRho >> 3) << 2;
        } else {
            context = (above[x] | above[x + 1]) != 0 ? 1 : 0;
            context |= leftRho >> 2 != 0 ? 2 : 0;
            context |= (above[x + 2] | above[x + 3]) != 0 ? 4 : 0;
            if ((rho & rho - 1) != 0) {
                predicted = Math.max(1, Math.max(Math.max(above[x], above[x + 1]),
                        Math.max(above[x + 2], above[x + 3])) - 1);
            }
        }
        if (context == 0) {
            mel(rho != 0);
            if (rho == 0) {
                return 0;
            }
        }
        int exponent = Math.max(greatest, predicted);
        int residual = rho == 0 ? 0 : exponent - predicted;
        int reached = 0;
        for (int n = 0; residual > 0 && n < 4; n++) {
            reached |= exponents[n] == exponent ? 1 << n : 0;
        }
        int code = CODES[(y == 0 ? 0 : 1 << 12) | context << 9 | rho << 5 | (residual > 0 ? 1 << 4 : 0) | reached];
        putCode(code & 0xff, code >> 8 & 15);
        for (int n = 0; n < 4; n++) {
            if ((rho >> n & 1) != 0) {
                putMagnitude(words[n], exponent - (code >> 12 + n & 1));
            }
        }
        return rho | residual << 4;
    }

    /** 7.3.6: both residuals of a pair; 0 where there is none. */
    private void residuals(int y, int first, int second) {
        int base = 0;
        boolean shortSecond = false;
        if (y == 0 && first > 0 && second > 0) {
            boolean both = Math.min(first, second) > 2;
            mel(both);
            base = both ? 2 : 0;
            shortSecond = !both && first > 2;
        }
        int one = first > 0 ? first - base : 0;
        int two = second > 0 ? second - base : 0;
        prefix(one);
        if (shortSecond) {
            putCode(two - 1, 1);
            two = 0;
        } else {
            prefix(two);
        }
        suffix(one);
        suffix(two);
        extension(one);
        extension(two);
    }

    private void prefix(int residual) {
        switch (residual) {
            case 0 -> {
                // nothing is sent
            }
            case 1 -> putCode(1, 1);
            case 2 -> putCode(2, 2);
            case 3, 4 -> putCode(4, 3);
            default -> putCode(0, 3);
        }
    }

    private void suffix(int residual) {
        if (residual == 3 || residual == 4) {
            putCode(residual - 3, 1);
        } else if (residual > 4) {
            int more = residual - 5;
            putCode(more < 28 ? more : 28 + (more & 3), 5);
        }
    }

    private void extension(int residual) {
        if (residual >= 33) {
            putCode(residual - 33 >> 2, 4);
        }
    }

    /** 7.1.2: after a byte of ones come seven bits. */
    private void putMagnitude(int value, int count) {
        int left = count;
        int rest = value & (int) ((1L << count) - 1);
        while (left > 0) {
            int width = afterOnes() ? 7 : 8;
            int taken = Math.min(left, width - magnitudes.used);
            magnitudes.held |= (rest & (1 << taken) - 1) << magnitudes.used;
            magnitudes.used += taken;
            rest >>>= taken;
            left -= taken;
            if (magnitudes.used == width) {
                magnitudes.emit();
            }
        }
    }

    private boolean afterOnes() {
        return magnitudes.length > 0 && magnitudes.bytes[magnitudes.length - 1] == -1;
    }

    /** 7.1.4: after a byte above 8F seven bits of ones are followed by a stuffed one. */
    private void putCode(int value, int count) {
        int left = count;
        int rest = value;
        while (left > 0) {
            int room = (codesAfterHigh ? 7 : 8) - codes.used;
            int taken = Math.min(left, room);
            codes.held |= (rest & (1 << taken) - 1) << codes.used;
            codes.used += taken;
            rest >>>= taken;
            left -= taken;
            if (taken == room) {
                if (codesAfterHigh && codes.held != 0x7f) {
                    codesAfterHigh = false;
                } else {
                    codesAfterHigh = codes.held > 0x8f;
                    codes.emit();
                }
            }
        }
    }

    /** 7.3.3. */
    private void mel(boolean event) {
        int exponent = MEL_EXPONENTS[melState];
        if (!event) {
            if (++melRun == 1 << exponent) {
                melBit(1);
                melRun = 0;
                melState = Math.min(12, melState + 1);
            }
            return;
        }
        melBit(0);
        for (int i = exponent - 1; i >= 0; i--) {
            melBit(melRun >> i & 1);
        }
        melRun = 0;
        melState = Math.max(0, melState - 1);
    }

    private void melBit(int bit) {
        melHeld = melHeld << 1 | bit;
        if (--melRoom == 0) {
            melEmit();
        }
    }

    private void melEmit() {
        if (melLength == mel.length) {
            mel = Arrays.copyOf(mel, 2 * melLength);
        }
        mel[melLength++] = (byte) melHeld;
        melRoom = melHeld == 0xff ? 7 : 8;
        melHeld = 0;
    }

    /** Ends all three streams and joins them; the last bytes of MEL and VLC become one if their bits allow it. */
    private byte[] finish() {
        if (magnitudes.used > 0) {
            int width = afterOnes() ? 7 : 8;
            magnitudes.held |= (1 << width - magnitudes.used) - 1 << magnitudes.used;
            if (magnitudes.held != 0xff) {
                magnitudes.emit();
            }
        } else if (afterOnes()) {
            // ones are what a decoder finds behind the end
            magnitudes.length--;
        }
        if (melRun > 0) {
            melBit(1);
        }
        melHeld <<= melRoom;
        int melMask = 0xff << melRoom & 0xff;
        int codeMask = (1 << codes.used) - 1;
        if ((melMask | codeMask) != 0) {
            int both = melHeld | codes.held;
            boolean fuse = (both & melMask) == melHeld && (both & codeMask) == codes.held && both != 0xff
                    && codes.length > 1;
            melHeld = fuse ? both : melHeld;
            melEmit();
            if (!fuse) {
                codes.emit();
            }
        }
        int suffix = melLength + codes.length;
        byte[] segment = Arrays.copyOf(magnitudes.bytes, magnitudes.length + suffix);
        System.arraycopy(mel, 0, segment, magnitudes.length, melLength);
        for (int i = 0; i < codes.length; i++) {
            segment[segment.length - 1 - i] = codes.bytes[i];
        }
        segment[segment.length - 1] = (byte) (suffix >> 4);
        segment[segment.length - 2] = (byte) (segment[segment.length - 2] & 0xf0 | suffix & 15);
        return segment;
    }
}
