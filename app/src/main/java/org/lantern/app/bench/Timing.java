package org.lantern.app.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lantern.imaging.ImagingException;
import org.lantern.storage.StorageException;

/**
 * Repeats work until it is warm, then for as long again as it takes to see its usual speed.
 *
 * @param warmUpNanos how long to repeat before anything is counted, at least one pass
 * @param measureNanos how long to count, at least three passes
 */
public record Timing(long warmUpNanos, long measureNanos) {
    /** A second for each figure. */
    public static final Timing QUICK = new Timing(500_000_000L, 500_000_000L);

    private static final int LEAST_PASSES = 3;
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MILLISECOND = 1e6;

    /** Something that can be done again and again. */
    @FunctionalInterface
    interface Work {
        /** What comes before each pass and is not timed. */
        default void prepare() throws ImagingException, StorageException {}

        void run() throws ImagingException, StorageException;
    }

    /** @param amount how much one pass does, in {@code unit} */
    Figure measure(String benchmark, String subject, double amount, String unit, Work work)
            throws ImagingException, StorageException {
        long start = System.nanoTime();
        do {
            work.prepare();
            work.run();
        } while (System.nanoTime() - start < warmUpNanos);
        List<Long> passes = new ArrayList<>();
        long counted = System.nanoTime();
        do {
            work.prepare();
            long from = System.nanoTime();
            work.run();
            passes.add(System.nanoTime() - from);
        } while (passes.size() < LEAST_PASSES || System.nanoTime() - counted < measureNanos);
        Collections.sort(passes);
        double median = passes.get(passes.size() / 2);
        return new Figure(benchmark, subject, amount / median * NANOS, unit, median / NANOS_PER_MILLISECOND,
                passes.size());
    }
}
