package org.lantern.imaging.hostile;

import java.lang.management.ManagementFactory;

/** Measures what a piece of work allocates, in all threads of the JVM, and fails where it is more than it may be. */
final class Spending {
    private static final com.sun.management.ThreadMXBean THREADS = (com.sun.management.ThreadMXBean) ManagementFactory
            .getThreadMXBean();

    interface Work {
        void run() throws Exception;
    }

    private Spending() {}

    /**
     * Work that takes too much is done once more before it counts as a failure: the first time may have loaded classes and
     * tables.
     *
     * @param allowedBytes what may be allocated until the work returns or throws
     */
    static void within(long allowedBytes, Work work) throws Exception {
        long spent = spent(work);
        if (spent > allowedBytes) {
            spent = spent(work);
        }
        if (spent > allowedBytes) {
            throw new AssertionError(spent + " bytes allocated, allowed are " + allowedBytes);
        }
    }

    private static long spent(Work work) throws Exception {
        long before = THREADS.getTotalThreadAllocatedBytes();
        work.run();
        return THREADS.getTotalThreadAllocatedBytes() - before;
    }
}
