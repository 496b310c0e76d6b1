package org.lantern.app.task;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/**
 * One job under way, as the status bar shows it. Properties change on the user interface's thread only; however often a
 * job reports, at most one update waits there.
 */
public final class RunningTask {
    private final String title;
    private final Executor userInterface;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final AtomicBoolean updateWaits = new AtomicBoolean();
    private volatile double reported;
    private volatile boolean cancelled;

    RunningTask(String title, Executor userInterface) {
        this.title = title;
        this.userInterface = userInterface;
    }

    /** What is being done, in the user's language. */
    public String title() {
        return title;
    }

    /** The share that is done, 0..1; 0 until the job first reports. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Asks the job to end early. It stays in the list until it has. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    void report(double share) {
        reported = Math.clamp(share, 0, 1);
        if (updateWaits.compareAndSet(false, true)) {
            userInterface.execute(() -> {
                updateWaits.set(false);
                progress.set(reported);
            });
        }
    }
}
