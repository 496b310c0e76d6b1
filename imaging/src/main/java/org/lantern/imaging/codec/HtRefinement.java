package org.lantern.imaging.codec;

import java.util.Arrays;

/**
 * The passes that refine a high-throughput code-block by one bit plane, ITU-T T.814 7.4 and 7.5. Both share the block's
 * second segment: bits of the significance propagation pass from its start, those of the magnitude refinement pass
 * backwards from its end. Beyond their end both read zeros.
 */
final class HtRefinement {
    private static final byte CLEANED = 1;
    private static final byte PROPAGATED = 2;

    private byte[] data;
    private int position;
    private int end;
    private int held;
    private int word;
    private int left;
    private boolean stuffed;

    private byte[] significance = new byte[0];
    private final int[] found = new int[16];

    /**
     * @param values doubled coefficients by row, as the cleanup pass left them; changed
     * @param plane the one that is refined, 0 for the last
     * @param causal whether the stripe below counts as not significant (T.800 D.7)
     * @param refined whether there is a magnitude refinement pass too
     */
    void refine(int[] values, int width, int height, int plane, boolean causal, boolean refined, byte[] segments,
            int from, int to) {
        data = segments;
        int pitch = width + 2;
        int size = pitch * (height + 2);
        if (significance.length < size) {
            significance = new byte[size];
        } else {
            Arrays.fill(significance, 0, size, (byte) 0);
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                significance[(y + 1) * pitch + x + 1] = values[y * width + x] != 0 ? CLEANED : 0;
            }
        }
        position = from;
        end = to;
        held = 0;
        left = 0;
        propagate(values, width, height, plane, causal);
        if (refined) {
            position = to - 1;
            end = from;
            left = 0;
            stuffed = true;
            magnitudes(values, width, height, plane);
        }
    }

    /** 7.4: four columns of a stripe at a time, first which samples become significant, then their signs. */
    private void propagate(int[] values, int width, int height, int plane, boolean causal) {
        int pitch = width + 2;
        for (int top = 0; top < height; top += 4) {
            int bottom = Math.min(top + 4, height);
            for (int first = 0; first < width; first += 4) {
                int count = 0;
                for (int x = first; x < Math.min(first + 4, width); x++) {
                    for (int y = top; y < bottom; y++) {
                        int at = (y + 1) * pitch + x + 1;
                        boolean below = !causal || y < top + 3;
                        if (significance[at] == 0 && hasNeighbour(at, pitch, below) && forwardBit() == 1) {
                            significance[at] = PROPAGATED;
                            found[count++] = y * width + x;
                        }
                    }
                }
                for (int i = 0; i < count; i++) {
                    values[found[i]] = forwardBit() == 1 ? -3 << plane : 3 << plane;
                }
            }
        }
    }

    private boolean hasNeighbour(int at, int pitch, boolean below) {
        int above = at - pitch;
        int any = significance[above - 1] | significance[above] | significance[above + 1] | significance[at - 1]
                | significance[at + 1];
        if (below) {
            int next = at + pitch;
            any |= significance[next - 1] | significance[next] | significance[next + 1];
        }
        return any != 0;
    }

    /** 7.5: one bit for each sample that the cleanup pass found, by columns of a stripe. */
    private void magnitudes(int[] values, int width, int height, int plane) {
        int pitch = width + 2;
        int half = 1 << plane;
        for (int top = 0; top < height; top += 4) {
            int bottom = Math.min(top + 4, height);
            for (int x = 0; x < width; x++) {
                for (int y = top; y < bottom; y++) {
                    if (significance[(y + 1) * pitch + x + 1] == CLEANED) {
                        int i = y * width + x;
                        int step = backwardBit() == 1 ? half : -half;
                        values[i] += values[i] < 0 ? -step : step;
                    }
                }
            }
        }
    }

    /** A byte after one of ones holds seven bits. */
    private int forwardBit() {
        if (left == 0) {
            left = held == 0xff ? 7 : 8;
            held = position < end ? data[position++] & 0xff : 0;
            word = held;
        }
        left--;
        int bit = word & 1;
        word >>= 1;
        return bit;
    }

    /** A byte whose lower seven bits are ones, before one above 8F, holds seven bits. */
    private int backwardBit() {
        if (left == 0) {
            int value = position >= end ? data[position--] & 0xff : 0;
            left = stuffed && (value & 0x7f) == 0x7f ? 7 : 8;
            stuffed = value > 0x8f;
            word = value;
        }
        left--;
        int bit = word & 1;
        word >>= 1;
        return bit;
    }
}
