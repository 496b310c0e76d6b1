package org.lantern.imaging.enhance;

/**
 * The median of a square that slides along a row: a histogram in two stages to which each step adds a column and from
 * which it takes one (T. Huang, G. Yang, G. Tang, 1979).
 */
final class SlidingMedian {
    private static final int STAGE_BITS = 8;

    private final LevelRows levels;
    private final int rows;
    private final int columns;
    private final int radius;
    private final int[] coarse;
    private final int[] fine;
    private final int[][] lines;

    SlidingMedian(LevelRows levels, int rows, int columns, int size) {
        this.levels = levels;
        this.rows = rows;
        this.columns = columns;
        radius = size / 2;
        coarse = new int[(levels.count() >> STAGE_BITS) + 1];
        fine = new int[coarse.length << STAGE_BITS];
        lines = new int[size][columns];
    }

    void run(int from, int to) {
        int[] out = new int[columns];
        for (int row = from; row < to; row++) {
            advance(row, row == from);
            for (int offset = -radius; offset <= radius; offset++) {
                column(offset, 1);
            }
            for (int column = 0; column < columns; column++) {
                out[column] = median();
                column(column - radius, -1);
                column(column + radius + 1, 1);
            }
            for (int offset = -radius; offset <= radius; offset++) {
                column(columns + offset, -1);
            }
            levels.write(row, out);
        }
    }

    // Which line of the square lies in which array does not matter; the oldest makes room for the newest.
    private void advance(int row, boolean first) {
        for (int i = row + (first ? -radius : radius); i <= row + radius; i++) {
            levels.read(Math.clamp((long) i, 0, rows - 1), lines[Math.floorMod(i, lines.length)]);
        }
    }

    private void column(int column, int count) {
        int at = Math.clamp(column, 0, columns - 1);
        for (int[] line : lines) {
            fine[line[at]] += count;
            coarse[line[at] >> STAGE_BITS] += count;
        }
    }

    private int median() {
        int left = lines.length * lines.length / 2;
        int stage = 0;
        while (coarse[stage] <= left) {
            left -= coarse[stage++];
        }
        int level = stage << STAGE_BITS;
        while (fine[level] <= left) {
            left -= fine[level++];
        }
        return level;
    }
}
