package org.lantern.app.feature.viewer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.lantern.app.task.TaskRunner;
import org.lantern.imaging.enhance.Recipe;
import org.lantern.imaging.pixel.Frame;

/**
 * Applies a recipe to frames in the background. The latest request wins: one that has been overtaken is given up. A few
 * results are kept for scrolling back and forth.
 */
final class EnhancedFrames {
    private static final int KEPT = 8;

    private final TaskRunner tasks;
    private final BiConsumer<LoadedFrame, Frame> onReady;
    private final Consumer<Throwable> onFailed;
    private final AtomicInteger latest = new AtomicInteger();
    private final Map<FrameRef, Frame> results = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FrameRef, Frame> eldest) {
            return size() > KEPT;
        }
    };
    private Recipe made = Recipe.NONE;

    /** Everything here runs on the user interface's thread, the work itself excepted. */
    EnhancedFrames(TaskRunner tasks, BiConsumer<LoadedFrame, Frame> onReady, Consumer<Throwable> onFailed) {
        this.tasks = tasks;
        this.onReady = onReady;
        this.onFailed = onFailed;
    }

    /** The enhanced frame if it is there; otherwise it is announced as soon as it is. */
    Optional<Frame> request(LoadedFrame source, Recipe recipe) {
        if (!recipe.equals(made)) {
            results.clear();
            made = recipe;
        }
        int mine = latest.incrementAndGet();
        var ready = results.get(source.ref());
        if (ready != null) {
            return Optional.of(ready);
        }
        var presentation = source.presentation();
        tasks.compute(() -> {
            if (latest.get() != mine) {
                throw new CancellationException();
            }
            return recipe.apply(source.frame(), presentation.modality(), presentation.shown(source.frame()),
                    () -> latest.get() != mine);
        }, frame -> {
            if (recipe.equals(made)) {
                results.put(source.ref(), frame);
            }
            if (latest.get() == mine) {
                onReady.accept(source, frame);
            }
        }, failure -> {
            if (!(failure instanceof CancellationException) && latest.get() == mine) {
                onFailed.accept(failure);
            }
        });
        return Optional.empty();
    }

    /** Gives up what is under way. */
    void cancel() {
        latest.incrementAndGet();
    }
}
