package org.lantern.app.feature.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lantern.app.task.TaskRunner;

/** The user interface's thread is this test's: what is handed to it waits in a queue until the test runs it. */
class StackLoaderTest {
    private static final int FRAME_BYTES = 64 * 48 * 2;

    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final TaskRunner tasks = new TaskRunner(waiting::add);
    private final List<Integer> order = new CopyOnWriteArrayList<>();
    private final List<FrameRef> stack = IntStream.range(0, 40).mapToObj(frame -> new FrameRef("1.2.3", frame))
            .toList();
    private int failures;

    private StackLoader loader(FrameCache cache) {
        var loader = new StackLoader(tasks, ref -> {
            order.add(ref.frame());
            if (ref.frame() == 13) {
                throw new IllegalStateException("damaged");
            }
            return SampleFrames.of(ref, 64, 48);
        }, cache, _ -> {}, (_, _) -> failures++);
        loader.open(stack);
        return loader;
    }

    private void runUntil(java.util.function.BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            var next = waiting.poll(10, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing happens");
            next.run();
        }
    }

    @AfterEach
    void close() {
        tasks.close();
    }

    @Test
    void the_frame_asked_for_comes_first_then_more_of_those_ahead() throws Exception {
        var loader = loader(new FrameCache(1 << 20));
        loader.request(10);
        loader.request(11);
        runUntil(() -> order.size() >= 9);
        var firstNine = List.copyOf(order).subList(0, 9);
        assertEquals(10, firstNine.getFirst());
        assertTrue(firstNine.stream().filter(frame -> frame > 11).count() >= 4, firstNine.toString());
    }

    @Test
    void scrolling_backwards_loads_backwards() throws Exception {
        var loader = loader(new FrameCache(1 << 20));
        loader.request(30);
        loader.request(29);
        runUntil(() -> order.size() >= 9);
        var firstNine = List.copyOf(order).subList(0, 9);
        assertTrue(firstNine.stream().filter(frame -> frame < 29).count() >= 4, firstNine.toString());
    }

    @Test
    void the_whole_series_is_loaded_once_and_a_damaged_frame_is_not_tried_again() throws Exception {
        var cache = new FrameCache(1 << 20);
        loader(cache).request(20);
        runUntil(() -> order.size() == stack.size() && failures == 1 && cache.bytes() == 39L * FRAME_BYTES);
        assertEquals(stack.size(), order.stream().distinct().count());
    }

    @Test
    void what_does_not_fit_into_memory_is_not_loaded_ahead() throws Exception {
        var cache = new FrameCache(8L * FRAME_BYTES);
        loader(cache).request(20);
        for (int i = 0; i < 12; i++) {
            var next = waiting.poll(200, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
        assertTrue(cache.contains(stack.get(20)), "the frame on the screen was thrown out");
        assertTrue(cache.bytes() <= 8L * FRAME_BYTES);
        assertTrue(order.size() <= 12, order.toString());
    }
}
