package org.lantern.imaging.pixel;

import java.util.stream.IntStream;

/**
 * Shares the rows of an image among the processors. Small images stay on the calling thread, because handing work over
 * costs more than it saves there.
 */
public final class RowBands {
    private static final int PIXELS_WORTH_A_BAND = 100_000;

    /** Work on the rows {@code from} (inclusive) to {@code to} (exclusive); called by several threads at once. */
    @FunctionalInterface
    public interface Work {
        void rows(int from, int to);
    }

    private RowBands() {}

    /**
     * Does the work for all rows and returns when it is done.
     *
     * @param rows number of rows
     * @param columns number of pixels in each
     */
    public static void run(int rows, int columns, Work work) {
        long worth = (long) rows * columns / PIXELS_WORTH_A_BAND;
        int bands = (int) Math.min(Math.min(worth, rows), 4L * Runtime.getRuntime().availableProcessors());
        if (bands < 2) {
            work.rows(0, rows);
            return;
        }
        IntStream.range(0, bands).parallel().forEach(
                band -> work.rows((int) ((long) rows * band / bands), (int) ((long) rows * (band + 1) / bands)));
    }
}
