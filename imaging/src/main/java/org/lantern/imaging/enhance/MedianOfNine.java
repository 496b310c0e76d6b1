package org.lantern.imaging.enhance;

/**
 * The median of 3 x 3 without branches: each column of three is sorted once, then the median of the lowest's highest, the
 * middles' median and the highest's lowest is the median of all.
 */
final class MedianOfNine {
    private MedianOfNine() {}

    static void run(LevelRows levels, int rows, int columns, int from, int to) {
        // All rows start at index 1, so that a loop reads and writes the same index: only then it is vectorized.
        int[] above = new int[columns + 2];
        int[] middle = new int[columns + 2];
        int[] below = new int[columns + 2];
        int[] low = new int[columns + 2];
        int[] mid = new int[columns + 2];
        int[] high = new int[columns + 2];
        int[] out = new int[columns];
        levels.read(Math.max(from - 1, 0), above, 1);
        levels.read(from, middle, 1);
        for (int row = from; row < to; row++) {
            levels.read(Math.min(row + 1, rows - 1), below, 1);
            for (int i = 1; i <= columns; i++) {
                int lower = Math.min(above[i], middle[i]);
                int upper = Math.max(above[i], middle[i]);
                int center = Math.min(upper, below[i]);
                low[i] = Math.min(lower, below[i]);
                mid[i] = Math.max(lower, center);
                high[i] = Math.max(upper, below[i]);
            }
            repeatEdges(low);
            repeatEdges(mid);
            repeatEdges(high);
            for (int i = 0; i < columns; i++) {
                int highestLow = Math.max(low[i], Math.max(low[i + 1], low[i + 2]));
                int lowestHigh = Math.min(high[i], Math.min(high[i + 1], high[i + 2]));
                int medianMid = Math.max(Math.min(mid[i], mid[i + 1]),
                        Math.min(Math.max(mid[i], mid[i + 1]), mid[i + 2]));
                out[i] = Math.max(Math.min(highestLow, medianMid),
                        Math.min(Math.max(highestLow, medianMid), lowestHigh));
            }
            levels.write(row, out);
            int[] free = above;
            above = middle;
            middle = below;
            below = free;
        }
    }

    private static void repeatEdges(int[] padded) {
        padded[0] = padded[1];
        padded[padded.length - 1] = padded[padded.length - 2];
    }
}
