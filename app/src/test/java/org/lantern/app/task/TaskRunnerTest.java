package org.lantern.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
    private final TaskRunner tasks = new TaskRunner(Runnable::run);

    @AfterEach
    void close() {
        tasks.close();
    }

    @Test
    void a_job_reports_progress_is_listed_and_hands_its_result_over() throws Exception {
        var go = new CompletableFuture<Void>();
        var result = new CompletableFuture<String>();
        var task = tasks.start("Counting", (progress, _) -> {
            go.join();
            progress.accept(0.5);
            return "done";
        }, result::complete, result::completeExceptionally);
        assertEquals(1, tasks.running().size());
        assertEquals("Counting", tasks.running().getFirst().title());
        go.complete(null);
        assertEquals("done", result.get(10, TimeUnit.SECONDS));
        assertEquals(0.5, task.progressProperty().get());
        assertTrue(tasks.running().isEmpty());
    }

    @Test
    void a_cancelled_job_is_told_so_and_ends_by_itself() throws Exception {
        var result = new CompletableFuture<Boolean>();
        var task = tasks.start("Waiting", (_, cancelled) -> {
            while (!cancelled.getAsBoolean()) {
                Thread.onSpinWait();
            }
            return cancelled.getAsBoolean();
        }, result::complete, result::completeExceptionally);
        task.cancel();
        assertTrue(result.get(10, TimeUnit.SECONDS));
    }

    @Test
    void a_failure_reaches_its_handler_and_nobody_may_do_without_one() throws Exception {
        var failed = new CompletableFuture<Throwable>();
        tasks.query(() -> {
            throw new IOException("gone");
        }, _ -> {}, failed::complete);
        assertInstanceOf(IOException.class, failed.get(10, TimeUnit.SECONDS));
        assertThrows(NullPointerException.class, () -> tasks.compute(() -> 1, _ -> {}, null));
    }
}
