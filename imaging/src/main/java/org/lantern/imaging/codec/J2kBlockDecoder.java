package org.lantern.imaging.codec;

import java.util.Arrays;

/**
 * Decodes the bit planes of one code-block, ITU-T T.800 Annex D. One word of {@link #flags} describes a column of four
 * samples and their neighbours:
 *
 * <pre>
 * bits 0..17   significance of six rows (the one above, the four, the one below) times three columns, west first
 * bit 18       sign of the sample above        bit 31   sign of the sample below
 * bits 19+3i   sign of sample i                bits 20+3i   refined before      bits 21+3i   visited in this plane
 * </pre>
 *
 * Coefficients come out doubled, so that half of the last decoded bit can be expressed.
 */
final class J2kBlockDecoder {
    static final int BYPASS = 1;
    static final int RESET = 2;
    static final int TERMINATE_ALL = 4;
    static final int CAUSAL = 8;
    static final int SEGMENTATION_SYMBOLS = 32;

    private static final int NEIGHBOURS = 0x1ef;
    private static final int SELF = 0x10;
    private static final int SIGNIFICANCE = 0x3ffff;
    /** Bits 0, 3, 6 and 9, which stand for the four samples of a column. */
    private static final int ROW_STARTS = 0x249;
    private static final int SIGN = 1 << 19;
    private static final int REFINED = 1 << 20;
    private static final int VISITED = 1 << 21;
    private static final int ALL_VISITED = VISITED | VISITED << 3 | VISITED << 6 | VISITED << 9;

    static final byte[][] ZERO_CODING = {zeroCoding(0), zeroCoding(1), zeroCoding(0), zeroCoding(3)};
    static final byte[] SIGN_CODING = signCoding();

    private final MqDecoder coder = new MqDecoder();
    private int[] flags = new int[0];
    private int[] values = new int[0];
    private int width;
    private int height;
    private int pitch;
    private byte[] zeroCoding;
    private boolean causal;

    // reader of the bypass mode (D.6)
    private byte[] rawBytes;
    private int rawPosition;
    private int rawEnd;
    private int rawHeld;
    private int rawBits;

    /** Table D.1, by the nine significance bits around a sample. */
    private static byte[] zeroCoding(int band) {
        byte[] table = new byte[512];
        for (int i = 0; i < 512; i++) {
            int h = (i >> 3 & 1) + (i >> 5 & 1);
            int v = (i >> 1 & 1) + (i >> 7 & 1);
            int d = (i & 1) + (i >> 2 & 1) + (i >> 6 & 1) + (i >> 8 & 1);
            if (band == 1) {
                int swap = h;
                h = v;
                v = swap;
            }
            int context;
            if (band == 3) {
                int hv = Math.min(2, h + v);
                context = d >= 3 ? 8 : d == 2 ? 6 + Math.min(1, hv) : d == 1 ? 3 + hv : hv;
            } else if (h == 2) {
                context = 8;
            } else if (h == 1) {
                context = v >= 1 ? 7 : d >= 1 ? 6 : 5;
            } else {
                context = v == 2 ? 4 : v == 1 ? 3 : Math.min(2, d);
            }
            table[i] = (byte) context;
        }
        return table;
    }

    /**
     * Tables D.2 and D.3: context shl 1 | sign to flip. Odd bits of the index are the significance of N, W, E, S, the
     * even bits below them their signs.
     */
    private static byte[] signCoding() {
        byte[] table = new byte[256];
        for (int i = 0; i < 256; i++) {
            int v = Math.clamp(contribution(i, 0) + contribution(i, 6), -1, 1);
            int h = Math.clamp(contribution(i, 2) + contribution(i, 4), -1, 1);
            boolean flip = h < 0 || h == 0 && v < 0;
            int context = h == 0 ? 9 + Math.abs(v) : 12 + (flip ? -v : v);
            table[i] = (byte) (context << 1 | (flip ? 1 : 0));
        }
        return table;
    }

    private static int contribution(int index, int at) {
        return (index >> at + 1 & 1) * (1 - 2 * (index >> at & 1));
    }

    /**
     * @param band 0 LL, 1 HL, 2 LH, 3 HH
     * @param planes bit planes that the block's passes begin with
     * @param data the coded segments one after another, each followed by two bytes of ones
     * @param ends end of each segment in {@code data}, without those two bytes
     * @param passes number of coding passes of each segment
     * @return doubled coefficients by row, valid until the next call; null where there are more passes than planes
     */
    int[] decode(int width, int height, int band, int planes, int style, byte[] data, int[] ends, int[] passes) {
        this.width = width;
        this.height = height;
        pitch = width + 2;
        int words = pitch * ((height + 3) / 4 + 2);
        if (flags.length < words) {
            flags = new int[words];
        } else {
            Arrays.fill(flags, 0, words, 0);
        }
        if (values.length < width * height) {
            values = new int[width * height];
        } else {
            Arrays.fill(values, 0, width * height, 0);
        }
        zeroCoding = ZERO_CODING[band];
        causal = (style & CAUSAL) != 0;
        coder.resetContexts();
        int plane = planes;
        int kind = 2;
        int from = 0;
        for (int s = 0; s < ends.length; s++) {
            boolean raw = (style & BYPASS) != 0 && plane <= planes - 4 && kind < 2;
            if (raw) {
                rawBytes = data;
                rawPosition = from;
                rawEnd = ends[s];
                rawBits = 0;
                rawHeld = 0;
            } else {
                coder.start(data, from);
            }
            for (int p = 0; p < passes[s]; p++) {
                if (plane < 1) {
                    return null;
                }
                pass(kind, plane, raw);
                if (kind == 2 && (style & SEGMENTATION_SYMBOLS) != 0) {
                    for (int i = 0; i < 4; i++) {
                        coder.decode(MqDecoder.UNIFORM);
                    }
                }
                if ((style & RESET) != 0) {
                    coder.resetContexts();
                }
                if (++kind == 3) {
                    kind = 0;
                    plane--;
                }
            }
            from = ends[s] + 2;
        }
        return values;
    }

    private void pass(int kind, int plane, boolean raw) {
        // doubled: bit plane 1 (the last) has weight 2 and its half is 1
        int one = 1 << plane;
        int half = one >> 1;
        switch (kind) {
            case 0 -> {
                if (raw) {
                    rawSignificance(one | half);
                } else {
                    significance(one | half);
                }
            }
            case 1 -> refinement(half, raw);
            default -> cleanup(one | half);
        }
    }

    /** D.3.1. */
    private void significance(int value) {
        MqDecoder mq = coder;
        long[] contexts = mq.contexts;
        byte[] zero = zeroCoding;
        int[] flagged = flags;
        long room = mq.room;
        for (int y = 0, row = pitch + 1; y < height; y += 4, row += pitch) {
            int usable = ROW_STARTS >>> 3 * Math.max(0, y + 4 - height);
            for (int x = 0; x < width; x++) {
                int at = row + x;
                int flag = flagged[at];
                if (flag == 0) {
                    continue;
                }
                int todo = insignificantWithNeighbours(flag) & usable;
                while (todo != 0) {
                    int shift = Integer.numberOfTrailingZeros(todo);
                    int context = zero[flag >>> shift & NEIGHBOURS];
                    long word = contexts[context];
                    long rest = room - (word & MqDecoder.QE);
                    int bit = (int) word & 1;
                    if (rest < 0) {
                        bit = mq.exchange(context, word, rest);
                        rest = mq.room;
                    }
                    room = rest;
                    flag |= VISITED << shift;
                    todo &= todo - 1;
                    if (bit == 1) {
                        mq.room = room;
                        flag = becomeSignificant(at, flag, shift, (y + shift / 3) * width + x, value);
                        room = mq.room;
                        todo = insignificantWithNeighbours(flag) & usable & -2 << shift;
                    }
                }
                flagged[at] = flag;
            }
        }
        mq.room = room;
    }

    /** For each of the four samples bit 3i: whether it is not significant and a neighbour is. */
    private static int insignificantWithNeighbours(int flag) {
        int rows = flag | flag >>> 1 & SIGNIFICANCE >> 1 | flag >>> 2 & SIGNIFICANCE >> 2;
        return (rows | rows >>> 3 | rows >>> 6) & ~(flag >>> 4) & ROW_STARTS;
    }

    /** D.3.3. */
    private void refinement(int half, boolean raw) {
        MqDecoder mq = coder;
        long[] contexts = mq.contexts;
        int[] flagged = flags;
        int[] target = values;
        long room = mq.room;
        for (int y = 0, row = pitch + 1; y < height; y += 4, row += pitch) {
            for (int x = 0; x < width; x++) {
                int flag = flagged[row + x];
                // significant before this plane: bits 4, 7, 10, 13 set without bits 21, 24, 27, 30
                int todo = (flag & ~(flag >>> 17)) >>> 4 & ROW_STARTS;
                if (todo == 0) {
                    continue;
                }
                int at = y * width + x;
                flagged[row + x] = flag | todo * REFINED;
                do {
                    int shift = Integer.numberOfTrailingZeros(todo);
                    todo &= todo - 1;
                    int bit;
                    if (raw) {
                        bit = rawBit();
                    } else {
                        int context = (flag & REFINED << shift) != 0
                                ? 16
                                : (flag >>> shift & NEIGHBOURS) != 0 ? 15 : 14;
                        long word = contexts[context];
                        long rest = room - (word & MqDecoder.QE);
                        bit = (int) word & 1;
                        if (rest < 0) {
                            bit = mq.exchange(context, word, rest);
                            rest = mq.room;
                        }
                        room = rest;
                    }
                    int i = at + shift / 3 * width;
                    int old = target[i];
                    // away from zero by half of the plane's weight if the bit is set, else towards it
                    int step = half - (half & bit - 1) * 2;
                    target[i] = old + ((step ^ old >> 31) - (old >> 31));
                } while (todo != 0);
            }
        }
        mq.room = room;
    }

    /** D.3.4; also takes back the marks of this plane's significance pass. */
    private void cleanup(int value) {
        MqDecoder mq = coder;
        long[] contexts = mq.contexts;
        byte[] zero = zeroCoding;
        int[] flagged = flags;
        long room = mq.room;
        for (int y = 0, row = pitch + 1; y < height; y += 4, row += pitch) {
            int usable = ROW_STARTS >>> 3 * Math.max(0, y + 4 - height);
            boolean whole = y + 4 <= height;
            for (int x = 0; x < width; x++) {
                int at = row + x;
                int flag = flagged[at];
                int todo = ~(flag >>> 4 | flag >>> 21) & usable;
                if (todo == 0) {
                    flagged[at] = flag & ~ALL_VISITED;
                    continue;
                }
                if (flag == 0 && whole) {
                    long run = contexts[MqDecoder.RUN_LENGTH];
                    long after = room - (run & MqDecoder.QE);
                    if (after >= 0) {
                        room = after;
                        if ((run & 1) == 0) {
                            continue;
                        }
                    } else {
                        int some = mq.exchange(MqDecoder.RUN_LENGTH, run, after);
                        room = mq.room;
                        if (some == 0) {
                            continue;
                        }
                    }
                    mq.room = room;
                    int first = mq.decode(MqDecoder.UNIFORM) << 1;
                    first |= mq.decode(MqDecoder.UNIFORM);
                    flag = becomeSignificant(at, flag, 3 * first, (y + first) * width + x, value);
                    room = mq.room;
                    todo &= -2 << 3 * first;
                }
                while (todo != 0) {
                    int shift = Integer.numberOfTrailingZeros(todo);
                    todo &= todo - 1;
                    int context = zero[flag >>> shift & NEIGHBOURS];
                    long word = contexts[context];
                    long rest = room - (word & MqDecoder.QE);
                    int bit = (int) word & 1;
                    if (rest < 0) {
                        bit = mq.exchange(context, word, rest);
                        rest = mq.room;
                    }
                    room = rest;
                    if (bit == 1) {
                        mq.room = room;
                        flag = becomeSignificant(at, flag, shift, (y + shift / 3) * width + x, value);
                        room = mq.room;
                    }
                }
                flagged[at] = flag & ~ALL_VISITED;
            }
        }
        mq.room = room;
    }

    /** Decodes the sign (D.3.2) and tells the neighbours. @return the column's own flags */
    private int becomeSignificant(int at, int flag, int shift, int index, int value) {
        int north = shift == 0 ? flag >>> 18 & 1 : flag >>> 16 + shift & 1;
        int around = flag >>> shift & 0xaa | north | (flags[at - 1] >>> 19 + shift & 1) << 2
                | (flags[at + 1] >>> 19 + shift & 1) << 4 | (flag >>> 22 + shift & 1) << 6;
        int coding = SIGN_CODING[around];
        int sign = coder.decode(coding >> 1) ^ coding & 1;
        return mark(at, flag, shift, sign, index, value);
    }

    private int mark(int at, int flag, int shift, int sign, int index, int value) {
        values[index] = sign == 0 ? value : -value;
        flags[at - 1] |= 0x20 << shift;
        flags[at + 1] |= 0x08 << shift;
        if (shift == 0 && !causal) {
            int above = at - pitch;
            flags[above - 1] |= 1 << 17;
            flags[above] |= 1 << 16 | sign << 31;
            flags[above + 1] |= 1 << 15;
        }
        if (shift == 9) {
            int below = at + pitch;
            flags[below - 1] |= 4;
            flags[below] |= 2 | sign << 18;
            flags[below + 1] |= 1;
        }
        return flag | SELF << shift | sign * SIGN << shift;
    }

    private void rawSignificance(int value) {
        for (int y = 0, row = pitch + 1; y < height; y += 4, row += pitch) {
            int rows = Math.min(4, height - y);
            for (int x = 0; x < width; x++) {
                int at = row + x;
                int flag = flags[at];
                for (int i = 0, shift = 0; i < rows; i++, shift += 3) {
                    int around = flag >>> shift;
                    if ((around & SELF) == 0 && (around & NEIGHBOURS) != 0) {
                        if (rawBit() == 1) {
                            flag = mark(at, flag, shift, rawBit(), (y + i) * width + x, value);
                        }
                        flag |= VISITED << shift;
                    }
                }
                flags[at] = flag;
            }
        }
    }

    /** D.6: bits as they are, with a zero bit after each byte of ones; ones beyond the end. */
    private int rawBit() {
        if (rawBits == 0) {
            boolean stuffed = rawHeld == 0xff;
            rawHeld = rawPosition < rawEnd ? rawBytes[rawPosition++] & 0xff : 0xff;
            rawBits = stuffed ? 7 : 8;
        }
        rawBits--;
        return rawHeld >> rawBits & 1;
    }
}
