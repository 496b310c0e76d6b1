package org.lantern.app.task;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Work that takes time. It runs on a background thread and knows no window. */
@FunctionalInterface
public interface Job<T> {
    /**
     * Does the work.
     *
     * @param progress takes the share that is done, 0..1
     * @param cancelled asked between steps; a job that sees {@code true} ends early and returns what it has
     * @throws Exception a typed failure of the module that does the work
     */
    T run(DoubleConsumer progress, BooleanSupplier cancelled) throws Exception;
}
