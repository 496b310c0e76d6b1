package org.lantern.app.task;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The one way in which the workstation does anything that takes time. Every caller must say what happens on failure.
 * Jobs that wait (files, database, key derivation) run on a virtual thread each; work on pixels runs on a pool as wide
 * as the machine less one, so that the user interface keeps a processor. Threads are never interrupted: the database
 * would close on it.
 */
public final class TaskRunner implements AutoCloseable {
    private final Executor userInterface;
    private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService pixels;
    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final ObservableList<RunningTask> runningView = FXCollections.unmodifiableObservableList(running);

    /** @param userInterface runs its argument later on the user interface's thread, or at once in a test */
    public TaskRunner(Executor userInterface) {
        this.userInterface = Objects.requireNonNull(userInterface);
        int width = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        this.pixels = Executors.newFixedThreadPool(width,
                Thread.ofPlatform().name("pixels-", 0).daemon().priority(Thread.NORM_PRIORITY - 1).factory());
    }

    /** The jobs under way, oldest first; changes on the user interface's thread. */
    public ObservableList<RunningTask> running() {
        return runningView;
    }

    /**
     * Starts a job that the status bar shows. Called on the user interface's thread; both handlers run there.
     *
     * @param title what is being done, in the user's language; never a patient's name
     */
    public <T> RunningTask start(String title, Job<T> job, Consumer<? super T> onSuccess,
            Consumer<? super Throwable> onFailure) {
        Objects.requireNonNull(onSuccess);
        Objects.requireNonNull(onFailure);
        var task = new RunningTask(title, userInterface);
        running.add(task);
        waiting.execute(() -> {
            try {
                T result = job.run(task::report, task::isCancelled);
                userInterface.execute(() -> {
                    running.remove(task);
                    onSuccess.accept(result);
                });
            } catch (Throwable failure) {
                userInterface.execute(() -> {
                    running.remove(task);
                    onFailure.accept(failure);
                });
            }
        });
        return task;
    }

    /** Starts a short job, such as a query, that the status bar need not show. Otherwise as {@link #start}. */
    public <T> void query(Query<T> query, Consumer<? super T> onSuccess, Consumer<? super Throwable> onFailure) {
        handOver(waiting, query, onSuccess, onFailure);
    }

    /** Starts a computation on pixels on the bounded pool. Otherwise as {@link #query}. */
    public <T> void compute(Query<T> computation, Consumer<? super T> onSuccess,
            Consumer<? super Throwable> onFailure) {
        handOver(pixels, computation, onSuccess, onFailure);
    }

    private <T> void handOver(Executor executor, Query<T> query, Consumer<? super T> onSuccess,
            Consumer<? super Throwable> onFailure) {
        Objects.requireNonNull(onSuccess);
        Objects.requireNonNull(onFailure);
        executor.execute(() -> {
            try {
                T result = query.run();
                userInterface.execute(() -> onSuccess.accept(result));
            } catch (Throwable failure) {
                userInterface.execute(() -> onFailure.accept(failure));
            }
        });
    }

    /** Runs something later on the user interface's thread. */
    public void later(Runnable action) {
        userInterface.execute(action);
    }

    /** Runs something on the user interface's thread after a while; not at all if the window is gone by then. */
    public void after(Duration pause, Runnable action) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, userInterface).execute(() -> {
            if (!waiting.isShutdown()) {
                action.run();
            }
        });
    }

    /** Asks every job to end; does not wait. */
    @Override
    public void close() {
        running.forEach(RunningTask::cancel);
        waiting.shutdown();
        pixels.shutdown();
    }

    /** A short piece of work without progress. */
    @FunctionalInterface
    public interface Query<T> {
        T run() throws Exception;
    }
}
