package org.lantern.imaging.codec;

import java.util.Arrays;

/** The reversible 5-3 transform of ITU-T T.800 F.4, for images whose first sample lies at an even position. */
final class J2kForwardWavelet {
    private J2kForwardWavelet() {}

    /**
     * Transforms one component and hands out its bands.
     *
     * @param rows the samples; used up
     * @param resolutions whose bands are given their coefficients
     */
    static void reversible(int[][] rows, J2kTile.Resolution[] resolutions) {
        int[] scratch = new int[rows[0].length];
        for (int r = resolutions.length - 1; r > 0; r--) {
            J2kTile.Resolution from = resolutions[r];
            J2kTile.Resolution to = resolutions[r - 1];
            columns(rows, from.x1, from.y1);
            for (int y = 0; y < from.y1; y++) {
                row(rows[y], from.x1, scratch);
            }
            for (J2kTile.Band band : from.bands) {
                take(rows, band, (band.kind & 1) == 0 ? 0 : to.x1, (band.kind & 2) == 0 ? 0 : to.y1);
            }
        }
        take(rows, resolutions[0].bands[0], 0, 0);
    }

    private static void take(int[][] rows, J2kTile.Band band, int left, int top) {
        band.whole = new int[band.height][];
        for (int y = 0; y < band.height; y++) {
            band.whole[y] = Arrays.copyOfRange(rows[top + y], left, left + band.width);
        }
    }

    private static void columns(int[][] rows, int width, int height) {
        if (height == 1) {
            return;
        }
        for (int y = 1; y < height; y += 2) {
            int[] row = rows[y];
            int[] above = rows[y - 1];
            int[] below = rows[y + 1 < height ? y + 1 : y - 1];
            for (int x = 0; x < width; x++) {
                row[x] -= above[x] + below[x] >> 1;
            }
        }
        for (int y = 0; y < height; y += 2) {
            int[] row = rows[y];
            int[] above = rows[y > 0 ? y - 1 : 1];
            int[] below = rows[y + 1 < height ? y + 1 : y - 1];
            for (int x = 0; x < width; x++) {
                row[x] += above[x] + below[x] + 2 >> 2;
            }
        }
        int[][] ordered = new int[height][];
        int lows = height + 1 >> 1;
        for (int y = 0; y < height; y++) {
            ordered[(y & 1) == 0 ? y >> 1 : lows + (y >> 1)] = rows[y];
        }
        System.arraycopy(ordered, 0, rows, 0, height);
    }

    private static void row(int[] row, int width, int[] high) {
        if (width == 1) {
            return;
        }
        int lows = width + 1 >> 1;
        int highs = width >> 1;
        for (int n = 0, x = 1; n < highs; n++, x += 2) {
            high[n] = row[x] - (row[x - 1] + row[x + 1 < width ? x + 1 : x - 1] >> 1);
        }
        for (int n = 0; n < lows; n++) {
            int before = high[Math.max(0, n - 1)];
            int after = high[Math.min(highs - 1, n)];
            row[n] = row[2 * n] + (before + after + 2 >> 2);
        }
        System.arraycopy(high, 0, row, lows, highs);
    }
}
