package org.lantern.imaging.enhance;

import java.util.Arrays;

import org.lantern.imaging.pixel.RowBands;

/** Finds Canny's edges: gradients, ridges of them, and what hangs together with a steep part. */
final class EdgeTracer {
    static final byte EDGE = 2;

    private static final byte WEAK = 1;
    // tan 22.5 degrees in 1/32768.
    private static final long TANGENT = 13573;

    private final LevelRows levels;
    private final int rows;
    private final int columns;
    private final double low;
    private final double high;
    private final byte[] edges;

    /** @param low and {@code high}: gradients in levels */
    EdgeTracer(LevelRows levels, int rows, int columns, double low, double high) {
        this.levels = levels;
        this.rows = rows;
        this.columns = columns;
        this.low = Math.floor(low);
        this.high = Math.floor(high);
        edges = new byte[rows * columns];
    }

    /** @return for each pixel {@link #EDGE} or another value */
    byte[] trace() {
        RowBands.run(rows, columns, this::ridges);
        int[] open = new int[1024];
        int count = 0;
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] == EDGE) {
                if (count == open.length) {
                    open = Arrays.copyOf(open, 2 * count);
                }
                open[count++] = i;
            }
        }
        grow(open, count);
        return edges;
    }

    private void grow(int[] start, int startCount) {
        int[] open = start;
        int count = startCount;
        while (count > 0) {
            int at = open[--count];
            int row = at / columns;
            int column = at - row * columns;
            for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
                for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                    int next = y * columns + x;
                    if (edges[next] == WEAK) {
                        edges[next] = EDGE;
                        if (count == open.length) {
                            open = Arrays.copyOf(open, 2 * count);
                        }
                        open[count++] = next;
                    }
                }
            }
        }
    }

    /** The gradients of a row; the place after the last is always 0 and stands for both outer sides. */
    private final class Gradients {
        private int[] across = new int[columns];
        private int[] down = new int[columns];
        private int[] length = new int[columns + 1];
    }

    /** The last rows of levels that were read, each with its ends repeated. */
    private final class LineCache {
        private static final int SLOTS = 4;

        private final int[][] lines = new int[SLOTS][columns + 2];
        private final int[] held = {-1, -1, -1, -1};

        int[] at(int row) {
            int slot = row % SLOTS;
            int[] line = lines[slot];
            if (held[slot] != row) {
                levels.read(row, line, 1);
                line[0] = line[1];
                line[columns + 1] = line[columns];
                held[slot] = row;
            }
            return line;
        }
    }

    private void ridges(int from, int to) {
        LineCache lines = new LineCache();
        Gradients[] ring = {new Gradients(), new Gradients(), new Gradients()};
        gradients(from - 1, lines, ring[0]);
        gradients(from, lines, ring[1]);
        for (int row = from; row < to; row++) {
            gradients(row + 1, lines, ring[2]);
            ridge(ring, row);
            Gradients free = ring[0];
            ring[0] = ring[1];
            ring[1] = ring[2];
            ring[2] = free;
        }
    }

    // Beyond the edge of the image its last row and column are repeated, and there is no gradient there.
    private void gradients(int row, LineCache lines, Gradients out) {
        if (row < 0 || row >= rows) {
            Arrays.fill(out.length, 0);
            return;
        }
        int[] above = lines.at(Math.max(row - 1, 0));
        int[] middle = lines.at(row);
        int[] below = lines.at(Math.min(row + 1, rows - 1));
        int[] across = out.across;
        int[] down = out.down;
        for (int i = 0; i < columns; i++) {
            across[i] = above[i + 2] - above[i] + 2 * (middle[i + 2] - middle[i]) + below[i + 2] - below[i];
            down[i] = below[i] + 2 * below[i + 1] + below[i + 2] - above[i] - 2 * above[i + 1] - above[i + 2];
        }
        int[] length = out.length;
        for (int i = 0; i < columns; i++) {
            length[i] = Math.abs(across[i]) + Math.abs(down[i]);
        }
    }

    private void ridge(Gradients[] ring, int row) {
        int[] above = ring[0].length;
        int[] here = ring[1].length;
        int[] below = ring[2].length;
        for (int i = 0; i < columns; i++) {
            int length = here[i];
            if (length > low && isRidge(ring[1].across[i], ring[1].down[i], length, above, here, below, i)) {
                edges[row * columns + i] = length > high ? EDGE : WEAK;
            }
        }
    }

    private boolean isRidge(int across, int down, int length, int[] above, int[] here, int[] below, int at) {
        long x = Math.abs((long) across);
        long y = Math.abs((long) down) << 15;
        long flat = x * TANGENT;
        int left = at == 0 ? columns : at - 1;
        if (y < flat) {
            return length > here[left] && length >= here[at + 1];
        }
        if (y > flat + (x << 16)) {
            return length > above[at] && length >= below[at];
        }
        boolean rising = (across ^ down) < 0;
        return length > above[rising ? at + 1 : left] && length > below[rising ? left : at + 1];
    }
}
