package org.lantern.imaging.codec;

import java.util.Arrays;

/**
 * Encodes all bit planes of one code-block, ITU-T T.800 Annex D, without any of the optional styles. The words of
 * {@link #flags} are those of {@link J2kBlockDecoder}.
 */
final class J2kBlockEncoder implements J2kEncoder.BlockEncoder {
    private static final int NEIGHBOURS = 0x1ef;
    private static final int SELF = 0x10;
    private static final int SIGNIFICANCE = 0x3ffff;
    /** Bits 0, 3, 6 and 9, which stand for the four samples of a column. */
    private static final int ROW_STARTS = 0x249;
    private static final int SIGN = 1 << 19;
    private static final int REFINED = 1 << 20;
    private static final int VISITED = 1 << 21;
    private static final int ALL_VISITED = VISITED | VISITED << 3 | VISITED << 6 | VISITED << 9;

    private final MqEncoder coder = new MqEncoder();
    private int[] flags = new int[0];
    private int[] sizes = new int[0];
    private int[] signs = new int[0];
    private int width;
    private int height;
    private int pitch;
    private byte[] zeroCoding;

    @Override
    public J2kEncoder.Coded encode(J2kTile.Block block) {
        width = block.width;
        height = block.height;
        int all = load(block);
        if (all == 0) {
            return J2kEncoder.Coded.NOTHING;
        }
        pitch = width + 2;
        int words = pitch * ((height + 3) / 4 + 2);
        if (flags.length < words) {
            flags = new int[words];
        } else {
            Arrays.fill(flags, 0, words, 0);
        }
        zeroCoding = J2kBlockDecoder.ZERO_CODING[block.band.kind];
        int planes = 32 - Integer.numberOfLeadingZeros(all);
        coder.start();
        for (int plane = planes - 1; plane >= 0; plane--) {
            if (plane < planes - 1) {
                significance(plane);
                refinement(plane);
            }
            cleanup(plane);
        }
        return new J2kEncoder.Coded(coder.finish(), planes, 3 * planes - 2);
    }

    /** @return all magnitudes or-ed together */
    private int load(J2kTile.Block block) {
        if (sizes.length < width * height) {
            sizes = new int[width * height];
            signs = new int[width * height];
        }
        int all = 0;
        for (int y = 0, i = 0; y < height; y++) {
            int[] row = block.band.whole[block.y + y];
            for (int x = block.x; x < block.x + width; x++, i++) {
                int value = row[x];
                signs[i] = value >>> 31;
                sizes[i] = Math.abs(value);
                all |= sizes[i];
            }
        }
        return all;
    }

    /** D.3.1. */
    private void significance(int plane) {
        for (int y = 0, row = pitch + 1; y < height; y += 4, row += pitch) {
            int usable = ROW_STARTS >>> 3 * Math.max(0, y + 4 - height);
            for (int x = 0; x < width; x++) {
                int at = row + x;
                int flag = flags[at];
                if (flag == 0) {
                    continue;
                }
                int todo = insignificantWithNeighbours(flag) & usable;
                while (todo != 0) {
                    int shift = Integer.numberOfTrailingZeros(todo);
                    int i = (y + shift / 3) * width + x;
                    int bit = sizes[i] >> plane & 1;
                    coder.encode(zeroCoding[flag >>> shift & NEIGHBOURS], bit);
                    flag |= VISITED << shift;
                    todo &= todo - 1;
                    if (bit == 1) {
                        flag = becomeSignificant(at, flag, shift, i);
                        todo = insignificantWithNeighbours(flag) & usable & -2 << shift;
                    }
                }
                flags[at] = flag;
            }
        }
    }

    /** For each of the four samples bit 3i: whether it is not significant and a neighbour is. */
    private static int insignificantWithNeighbours(int flag) {
        int rows = flag | flag >>> 1 & SIGNIFICANCE >> 1 | flag >>> 2 & SIGNIFICANCE >> 2;
        return (rows | rows >>> 3 | rows >>> 6) & ~(flag >>> 4) & ROW_STARTS;
    }

    /** D.3.3. */
    private void refinement(int plane) {
        for (int y = 0, row = pitch + 1; y < height; y += 4, row += pitch) {
            for (int x = 0; x < width; x++) {
                int flag = flags[row + x];
                int todo = (flag & ~(flag >>> 17)) >>> 4 & ROW_STARTS;
                if (todo == 0) {
                    continue;
                }
                flags[row + x] = flag | todo * REFINED;
                do {
                    int shift = Integer.numberOfTrailingZeros(todo);
                    todo &= todo - 1;
                    int context = (flag & REFINED << shift) != 0 ? 16 : (flag >>> shift & NEIGHBOURS) != 0 ? 15 : 14;
                    coder.encode(context, sizes[(y + shift / 3) * width + x] >> plane & 1);
                } while (todo != 0);
            }
        }
    }

    /** D.3.4; also takes back the marks of this plane's significance pass. */
    private void cleanup(int plane) {
        for (int y = 0, row = pitch + 1; y < height; y += 4, row += pitch) {
            int usable = ROW_STARTS >>> 3 * Math.max(0, y + 4 - height);
            boolean whole = y + 4 <= height;
            for (int x = 0; x < width; x++) {
                int at = row + x;
                int flag = flags[at];
                int todo = ~(flag >>> 4 | flag >>> 21) & usable;
                if (flag == 0 && whole) {
                    int first = firstOne(y, x, plane);
                    coder.encode(MqDecoder.RUN_LENGTH, first < 4 ? 1 : 0);
                    if (first == 4) {
                        continue;
                    }
                    coder.encode(MqDecoder.UNIFORM, first >> 1);
                    coder.encode(MqDecoder.UNIFORM, first & 1);
                    flag = becomeSignificant(at, flag, 3 * first, (y + first) * width + x);
                    todo &= -2 << 3 * first;
                }
                while (todo != 0) {
                    int shift = Integer.numberOfTrailingZeros(todo);
                    todo &= todo - 1;
                    int i = (y + shift / 3) * width + x;
                    int bit = sizes[i] >> plane & 1;
                    coder.encode(zeroCoding[flag >>> shift & NEIGHBOURS], bit);
                    if (bit == 1) {
                        flag = becomeSignificant(at, flag, shift, i);
                    }
                }
                flags[at] = flag & ~ALL_VISITED;
            }
        }
    }

    /** @return row within the column of four, 4 if no bit is set */
    private int firstOne(int y, int x, int plane) {
        int row = 0;
        while (row < 4 && (sizes[(y + row) * width + x] >> plane & 1) == 0) {
            row++;
        }
        return row;
    }

    /** Encodes the sign (D.3.2) and tells the neighbours. @return the column's own flags */
    private int becomeSignificant(int at, int flag, int shift, int index) {
        int north = shift == 0 ? flag >>> 18 & 1 : flag >>> 16 + shift & 1;
        int around = flag >>> shift & 0xaa | north | (flags[at - 1] >>> 19 + shift & 1) << 2
                | (flags[at + 1] >>> 19 + shift & 1) << 4 | (flag >>> 22 + shift & 1) << 6;
        int coding = J2kBlockDecoder.SIGN_CODING[around];
        int sign = signs[index];
        coder.encode(coding >> 1, sign ^ coding & 1);
        flags[at - 1] |= 0x20 << shift;
        flags[at + 1] |= 0x08 << shift;
        if (shift == 0) {
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
}
