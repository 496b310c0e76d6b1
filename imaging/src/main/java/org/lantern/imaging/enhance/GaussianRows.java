package org.lantern.imaging.enhance;

import org.lantern.imaging.pixel.RowBands;

/** Blurs a frame row by row: horizontally into a ring of rows, then vertically out of it. */
final class GaussianRows {
    /** What becomes of a row and its blurred version. */
    @FunctionalInterface
    interface Combination {
        /** @param blurred holds the blurred row and receives the result */
        void apply(float[] original, float[] blurred);
    }

    private final FloatRows rows;
    private final float[] weights;
    private final int radius;

    private GaussianRows(FloatRows rows, double sigma) {
        this.rows = rows;
        radius = radius(sigma);
        weights = new float[radius + 1];
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            sum += Math.exp(-k * k / (2 * sigma * sigma));
        }
        for (int k = 0; k <= radius; k++) {
            weights[k] = (float) (Math.exp(-k * k / (2 * sigma * sigma)) / sum);
        }
    }

    /** Four standard deviations: what is left out is less than one part in ten thousand. */
    static int radius(double sigma) {
        return Math.max(1, (int) Math.rint(4 * sigma));
    }

    static void run(FloatRows rows, double sigma, Combination combination) {
        GaussianRows blur = new GaussianRows(rows, sigma);
        RowBands.run(rows.rows(), rows.columns(), (from, to) -> blur.band(from, to, combination));
    }

    private void band(int from, int to, Combination combination) {
        int columns = rows.columns();
        int size = 2 * radius + 1;
        float[][] ring = new float[size][columns];
        float[] padded = new float[columns + 2 * radius];
        float[] original = new float[columns];
        float[] blurred = new float[columns];
        for (int row = from - radius; row < from + radius; row++) {
            rows.read(row, padded, radius);
            horizontal(padded, ring[Math.floorMod(row, size)]);
        }
        for (int row = from; row < to; row++) {
            rows.read(row + radius, padded, radius);
            horizontal(padded, ring[Math.floorMod(row + radius, size)]);
            vertical(ring, row, blurred);
            rows.read(row, original, 0);
            combination.apply(original, blurred);
            rows.write(row, blurred);
        }
    }

    private void horizontal(float[] padded, float[] out) {
        int columns = out.length;
        float middle = weights[0];
        for (int i = 0; i < columns; i++) {
            out[i] = middle * padded[i + radius];
        }
        int k = 1;
        for (; k + 1 <= radius; k += 2) {
            float first = weights[k];
            float second = weights[k + 1];
            int left = radius - k;
            int right = radius + k;
            for (int i = 0; i < columns; i++) {
                out[i] += first * (padded[i + left] + padded[i + right])
                        + second * (padded[i + left - 1] + padded[i + right + 1]);
            }
        }
        if (k == radius) {
            float last = weights[k];
            for (int i = 0; i < columns; i++) {
                out[i] += last * (padded[i] + padded[i + 2 * radius]);
            }
        }
    }

    private void vertical(float[][] ring, int row, float[] out) {
        int size = ring.length;
        float middle = weights[0];
        float[] center = ring[Math.floorMod(row, size)];
        for (int i = 0; i < out.length; i++) {
            out[i] = middle * center[i];
        }
        int k = 1;
        for (; k + 1 <= radius; k += 2) {
            add(ring[Math.floorMod(row - k, size)], ring[Math.floorMod(row + k, size)], weights[k],
                    ring[Math.floorMod(row - k - 1, size)], ring[Math.floorMod(row + k + 1, size)], weights[k + 1],
                    out);
        }
        if (k == radius) {
            add(ring[Math.floorMod(row - k, size)], ring[Math.floorMod(row + k, size)], weights[k], center, center, 0,
                    out);
        }
    }

    private static void add(float[] above, float[] below, float weight, float[] above2, float[] below2, float weight2,
            float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] += weight * (above[i] + below[i]) + weight2 * (above2[i] + below2[i]);
        }
    }
}
