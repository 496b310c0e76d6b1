package org.lantern.imaging.codec;

import org.lantern.imaging.pixel.RowBands;

/**
 * The inverse wavelet transforms of ITU-T T.800 Annex F: reversible 5-3 on integers, irreversible 9-7 on floats. Rows are
 * separate arrays, so that lifting between rows runs over whole rows at once.
 */
final class J2kWavelet {
    private static final float ALPHA = -1.586134342f;
    private static final float BETA = -0.052980118f;
    private static final float GAMMA = 0.882911075f;
    private static final float DELTA = 0.443506852f;
    private static final float SCALE = 1.230174105f;
    private static final int STRIPE_COLUMNS = 256;

    private J2kWavelet() {}

    static int[][] reversible(J2kTile.Resolution[] resolutions) {
        int[][] low = resolutions[0].bands[0].whole;
        for (int r = 1; r < resolutions.length; r++) {
            J2kTile.Resolution to = resolutions[r];
            int oddX = to.x0 & 1;
            int oddY = to.y0 & 1;
            int width = to.x1 - to.x0;
            int height = to.y1 - to.y0;
            int[][] rows = new int[height][width];
            int[][] lower = low;
            RowBands.run(height, width, (top, bottom) -> {
                int[] scratch = new int[width];
                for (int y = top; y < bottom; y++) {
                    boolean isLow = (y + oddY & 1) == 0;
                    int[] left = isLow ? lower[y >> 1] : to.bands[1].whole[y >> 1];
                    int[] right = isLow ? to.bands[0].whole[y >> 1] : to.bands[2].whole[y >> 1];
                    row(left, right, oddX, rows[y], scratch);
                }
            });
            if (height == 1) {
                halve(rows[0], oddY);
            } else {
                inStripes(width, height, (left, right) -> {
                    for (int y = oddY; y < height; y += 2) {
                        update(rows[y], rows[mirror(y - 1, height)], rows[mirror(y + 1, height)], left, right);
                    }
                    for (int y = 1 - oddY; y < height; y += 2) {
                        predict(rows[y], rows[mirror(y - 1, height)], rows[mirror(y + 1, height)], left, right);
                    }
                });
            }
            low = rows;
        }
        return low;
    }

    /** Works on columns from left to right, so many at a time that all their rows stay in the processor's cache. */
    private static void inStripes(int width, int height, RowBands.Work work) {
        RowBands.run(width, height, (left, right) -> {
            for (int x = left; x < right; x += STRIPE_COLUMNS) {
                work.rows(x, Math.min(right, x + STRIPE_COLUMNS));
            }
        });
    }

    /** Symmetric extension by one sample. */
    private static int mirror(int at, int size) {
        return at < 0 ? 1 : at >= size ? size - 2 : at;
    }

    private static void halve(int[] row, int odd) {
        if (odd == 1) {
            for (int i = 0; i < row.length; i++) {
                row[i] >>= 1;
            }
        }
    }

    private static void update(int[] row, int[] above, int[] below, int left, int right) {
        for (int i = left; i < right; i++) {
            row[i] -= above[i] + below[i] + 2 >> 2;
        }
    }

    private static void predict(int[] row, int[] above, int[] below, int left, int right) {
        for (int i = left; i < right; i++) {
            row[i] += above[i] + below[i] >> 1;
        }
    }

    private static void row(int[] low, int[] high, int odd, int[] out, int[] scratch) {
        int size = out.length;
        if (size == 1) {
            out[0] = odd == 0 ? low[0] : high[0] >> 1;
            return;
        }
        int lows = size + 1 - odd >> 1;
        int highs = size - lows;
        for (int n = 0; n < lows; n++) {
            int before = high[Math.max(0, n - 1 + odd)];
            int after = high[Math.min(highs - 1, n + odd)];
            scratch[n] = low[n] - (before + after + 2 >> 2);
        }
        for (int n = 0, o = odd; n < lows; n++, o += 2) {
            out[o] = scratch[n];
        }
        for (int n = 0, o = 1 - odd; n < highs; n++, o += 2) {
            int before = scratch[Math.max(0, n - odd)];
            int after = scratch[Math.min(lows - 1, n + 1 - odd)];
            out[o] = high[n] + (before + after >> 1);
        }
    }

    static float[][] irreversible(J2kTile.Resolution[] resolutions) {
        float[][] low = resolutions[0].bands[0].fractional;
        for (int r = 1; r < resolutions.length; r++) {
            J2kTile.Resolution to = resolutions[r];
            int oddX = to.x0 & 1;
            int oddY = to.y0 & 1;
            int width = to.x1 - to.x0;
            int height = to.y1 - to.y0;
            float[][] rows = new float[height][width];
            float[][] lower = low;
            RowBands.run(height, width, (top, bottom) -> {
                for (int y = top; y < bottom; y++) {
                    boolean isLow = (y + oddY & 1) == 0;
                    float[] left = isLow ? lower[y >> 1] : to.bands[1].fractional[y >> 1];
                    float[] right = isLow ? to.bands[0].fractional[y >> 1] : to.bands[2].fractional[y >> 1];
                    row(left, right, oddX, rows[y]);
                }
            });
            if (height == 1) {
                scale(rows[0], oddY == 1 ? 0.5f : 1, 0, width);
            } else {
                inStripes(width, height, (left, right) -> {
                    for (int y = 0; y < height; y++) {
                        scale(rows[y], (y + oddY & 1) == 0 ? SCALE : 1 / SCALE, left, right);
                    }
                    lift(rows, oddY, DELTA, left, right);
                    lift(rows, 1 - oddY, GAMMA, left, right);
                    lift(rows, oddY, BETA, left, right);
                    lift(rows, 1 - oddY, ALPHA, left, right);
                });
            }
            low = rows;
        }
        return low;
    }

    private static void scale(float[] row, float factor, int left, int right) {
        for (int i = left; i < right; i++) {
            row[i] *= factor;
        }
    }

    private static void lift(float[][] rows, int from, float weight, int left, int right) {
        for (int y = from; y < rows.length; y += 2) {
            float[] row = rows[y];
            float[] above = rows[mirror(y - 1, rows.length)];
            float[] below = rows[mirror(y + 1, rows.length)];
            for (int i = left; i < right; i++) {
                row[i] -= weight * (above[i] + below[i]);
            }
        }
    }

    private static void row(float[] low, float[] high, int odd, float[] out) {
        int size = out.length;
        if (size == 1) {
            out[0] = odd == 0 ? low[0] : high[0] * 0.5f;
            return;
        }
        for (int n = 0, o = odd; o < size; n++, o += 2) {
            out[o] = low[n] * SCALE;
        }
        for (int n = 0, o = 1 - odd; o < size; n++, o += 2) {
            out[o] = high[n] * (1 / SCALE);
        }
        lift(out, odd, DELTA);
        lift(out, 1 - odd, GAMMA);
        lift(out, odd, BETA);
        lift(out, 1 - odd, ALPHA);
    }

    private static void lift(float[] row, int from, float weight) {
        int last = row.length - 1;
        int i = from;
        if (i == 0) {
            row[0] -= weight * (2 * row[1]);
            i = 2;
        }
        for (; i < last; i += 2) {
            row[i] -= weight * (row[i - 1] + row[i + 1]);
        }
        if (i == last) {
            row[last] -= weight * (2 * row[last - 1]);
        }
    }
}
