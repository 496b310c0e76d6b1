package org.lantern.app.feature.viewer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.lantern.app.task.TaskRunner;
import org.lantern.storage.StorageException;
import org.lantern.storage.annotation.Annotation;
import org.lantern.storage.annotation.Annotations;
import org.lantern.storage.annotation.Drawn;
import org.lantern.storage.annotation.SeriesView;

/** Writes what a reader does into the vault, at once and in its order, without the reader waiting. */
final class AnnotationWriter {
    private final TaskRunner tasks;
    private final Annotations annotations;
    private final Consumer<Throwable> onFailed;
    /** The newest version of each mark by its number; used by one write at a time. */
    private final Map<Integer, Drawn> newest = new HashMap<>();
    private final Deque<Write> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    private interface Write {
        void run() throws StorageException;
    }

    /** @param onFailed told of each write that failed, on the user interface's thread */
    AnnotationWriter(TaskRunner tasks, Annotations annotations, Consumer<Throwable> onFailed) {
        this.tasks = tasks;
        this.annotations = annotations;
        this.onFailed = onFailed;
    }

    /** A mark that the vault holds already. */
    void known(int number, Drawn drawn) {
        add(() -> newest.put(number, drawn));
    }

    /** Writes a mark as it is now; one that was withdrawn comes back. */
    void save(int number, Annotation annotation) {
        add(() -> {
            var was = newest.get(number);
            newest.put(number, was == null ? annotations.add(annotation) : annotations.change(was, annotation));
        });
    }

    /** Withdraws a mark. */
    void retract(int number) {
        add(() -> {
            var was = newest.get(number);
            if (was != null && !was.retracted()) {
                newest.put(number, annotations.retract(was));
            }
        });
    }

    /** Keeps how a series is shown. */
    void keep(SeriesView view) {
        add(() -> annotations.keep(view));
    }

    /** Done when all that was handed over so far is in the vault, or has failed. */
    synchronized CompletableFuture<Void> written() {
        return written;
    }

    private synchronized void add(Write write) {
        waiting.add(write);
        if (written.isDone()) {
            var done = new CompletableFuture<Void>();
            written = done;
            tasks.query(() -> {
                writeAll(done);
                return done;
            }, _ -> {}, onFailed);
        }
    }

    private void writeAll(CompletableFuture<Void> done) {
        for (var next = next(done); next != null; next = next(done)) {
            try {
                next.run();
            } catch (StorageException | RuntimeException failure) {
                tasks.later(() -> onFailed.accept(failure));
            }
        }
    }

    private synchronized Write next(CompletableFuture<Void> done) {
        if (waiting.isEmpty()) {
            done.complete(null);
        }
        return waiting.poll();
    }
}
