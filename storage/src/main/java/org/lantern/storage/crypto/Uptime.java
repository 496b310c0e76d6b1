package org.lantern.storage.crypto;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Time that nobody can set: how long the machine has been running, the same for every process on it. The Java virtual
 * machine takes {@link System#nanoTime} from the operating system's monotonic counter, which begins with the machine on
 * Linux, Windows and macOS.
 *
 * @param nanos the counter, in nanoseconds
 * @param pause returns after about so many nanoseconds
 */
public record Uptime(LongSupplier nanos, LongConsumer pause) {
    public static Uptime ofMachine() {
        return new Uptime(System::nanoTime, LockSupport::parkNanos);
    }

    /** Returns when so many nanoseconds have passed. An interrupt neither shortens that nor is it lost. */
    public void await(long duration) {
        long start = now();
        boolean interrupted = false;
        for (long left = duration; left > 0; left = duration - (now() - start)) {
            pause.accept(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public long now() {
        return Math.max(0, nanos.getAsLong());
    }

    /** The least that can have passed since the counter showed {@code then}, even if the machine was restarted since. */
    public long leastNanosSince(long then) {
        long now = now();
        return now >= then ? now - then : now;
    }
}
