package org.lantern.app.feature.viewer;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.lantern.app.task.TaskRunner;

/**
 * Brings the frames of one series into the cache: the one asked for first, then its neighbours, more of them in the
 * direction of scrolling. A frame that the reader has scrolled past before its turn came is not loaded.
 */
final class StackLoader {
    private static final int STEPS_AT_ONCE = 2;

    private final TaskRunner tasks;
    private final FrameSource source;
    private final FrameCache cache;
    private final Consumer<LoadedFrame> onLoaded;
    private final BiConsumer<FrameRef, Throwable> onFailed;
    private final Set<FrameRef> underWay = new HashSet<>();
    private final Set<FrameRef> failed = new HashSet<>();
    private List<FrameRef> stack = List.of();
    private int wanted;
    private int direction = 1;
    private int ahead;
    private boolean closed;

    /** Both handlers run on the user interface's thread, like every method of this class. */
    StackLoader(TaskRunner tasks, FrameSource source, FrameCache cache, Consumer<LoadedFrame> onLoaded,
            BiConsumer<FrameRef, Throwable> onFailed) {
        this.tasks = tasks;
        this.source = source;
        this.cache = cache;
        this.onLoaded = onLoaded;
        this.onFailed = onFailed;
    }

    void open(List<FrameRef> frames) {
        stack = List.copyOf(frames);
        failed.clear();
        ahead = stack.size();
    }

    void close() {
        closed = true;
    }

    /** The frame if it is there; otherwise it is announced to {@code onLoaded} as soon as it is. */
    Optional<LoadedFrame> request(int index) {
        if (index != wanted) {
            direction = index > wanted ? 1 : -1;
        }
        wanted = index;
        var ready = cache.find(stack.get(index));
        loadNext();
        return ready;
    }

    private void loadNext() {
        while (!closed && underWay.size() < STEPS_AT_ONCE) {
            var next = mostUrgent();
            if (next.isEmpty()) {
                return;
            }
            var ref = next.get();
            underWay.add(ref);
            tasks.compute(() -> {
                var frame = source.load(ref);
                cache.put(frame);
                return frame;
            }, frame -> {
                underWay.remove(ref);
                limitAhead(frame);
                if (!closed) {
                    onLoaded.accept(frame);
                }
                loadNext();
            }, failure -> {
                underWay.remove(ref);
                failed.add(ref);
                if (!closed) {
                    onFailed.accept(ref, failure);
                }
                loadNext();
            });
        }
    }

    // Looking further ahead than the cache can hold would throw out what is on the screen.
    private void limitAhead(LoadedFrame frame) {
        ahead = Math.clamp(cache.budgetBytes() * 3 / 4 / Math.max(1, frame.bytes()), 1, stack.size());
    }

    /** The frame asked for, then in turn two before the scrolling reader and one behind. */
    private Optional<FrameRef> mostUrgent() {
        if (wanted < stack.size() && isMissing(wanted)) {
            return Optional.of(stack.get(wanted));
        }
        int forward = 0;
        int backward = 0;
        int seen = 0;
        for (int step = 0; seen < ahead && step < stack.size() * 3; step++) {
            boolean isForward = step % 3 != 2;
            int distance = isForward ? ++forward : ++backward;
            int index = wanted + (isForward ? direction : -direction) * distance;
            if (index >= 0 && index < stack.size()) {
                seen++;
                if (isMissing(index)) {
                    return Optional.of(stack.get(index));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isMissing(int index) {
        var ref = stack.get(index);
        return !underWay.contains(ref) && !failed.contains(ref) && !cache.contains(ref);
    }
}
