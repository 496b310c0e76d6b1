package org.lantern.analytics.learning;

import java.util.Arrays;

/**
 * The columns of a table as trees want them: for each value its rank among the column's distinct values, and one of at
 * most 256 bins of neighbouring ranks. Made once and shared by all trees.
 */
final class Columns {
    static final int BINS = 256;

    /** By column and row: position among the column's distinct values. */
    final int[][] rank;
    /** By column and row: the bin, as an unsigned byte. */
    final byte[][] bin;
    /** By column: the distinct values, rising. */
    final double[][] distinct;
    /** By column and bin: the first rank in it. The last entry is the count of ranks. */
    final int[][] firstRank;

    Columns(double[][] rows) {
        int width = rows[0].length;
        rank = new int[width][];
        bin = new byte[width][];
        distinct = new double[width][];
        firstRank = new int[width][];
        for (int column = 0; column < width; column++) {
            read(rows, column);
        }
    }

    int width() {
        return rank.length;
    }

    int bins(int column) {
        return firstRank[column].length - 1;
    }

    /** A number between two neighbouring distinct values that is not above the larger one's lower neighbour. */
    double between(int column, int lowerRank, int upperRank) {
        double lower = distinct[column][lowerRank];
        double upper = distinct[column][upperRank];
        double middle = lower + (upper - lower) / 2;
        return middle < upper ? middle : lower;
    }

    private void read(double[][] rows, int column) {
        var values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = rows[i][column] + 0.0; // -0.0 and 0.0 are one value
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        int count = 1;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] != sorted[count - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        distinct[column] = Arrays.copyOf(sorted, count);
        rank[column] = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rank[column][i] = Arrays.binarySearch(distinct[column], values[i]);
        }
        divide(column, count);
    }

    /** One bin for each value if they are few; otherwise bins that hold about as many rows each. */
    private void divide(int column, int count) {
        int bins = Math.min(count, BINS);
        var first = new int[bins + 1];
        if (count <= BINS) {
            Arrays.setAll(first, i -> i);
        } else {
            var rowsUpTo = new int[count];
            for (int r : rank[column]) {
                rowsUpTo[r]++;
            }
            Arrays.parallelPrefix(rowsUpTo, Integer::sum);
            int total = rowsUpTo[count - 1];
            for (int b = 1; b < bins; b++) {
                long wanted = (long) total * b / bins;
                int place = Arrays.binarySearch(rowsUpTo, (int) wanted);
                place = place >= 0 ? place + 1 : -place - 1;
                first[b] = Math.clamp(place, first[b - 1] + 1, count - (bins - b));
            }
            first[bins] = count;
        }
        firstRank[column] = first;
        var binOfRank = new byte[count];
        for (int b = 0; b < bins; b++) {
            Arrays.fill(binOfRank, first[b], first[b + 1], (byte) b);
        }
        bin[column] = new byte[rank[column].length];
        for (int i = 0; i < bin[column].length; i++) {
            bin[column][i] = binOfRank[rank[column][i]];
        }
    }
}
