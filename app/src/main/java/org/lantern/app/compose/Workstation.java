package org.lantern.app.compose;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.lantern.app.task.TaskRunner;

/** Starts the window toolkit, opens the workstation in it, and waits until the user closes it. */
public final class Workstation {
    private Workstation() {}

    /** Opens the workstation and returns when it is closed. Called once in a process. */
    public static void open(LaunchOptions options) throws InterruptedException {
        var closed = new CountDownLatch(1);
        var failure = new AtomicReference<RuntimeException>();
        Platform.startup(() -> {
            try {
                var stage = new Stage();
                var window = new WorkstationWindow(stage, new TaskRunner(Platform::runLater), Clock.systemDefaultZone(),
                        options);
                stage.setOnHidden(_ -> {
                    window.close();
                    closed.countDown();
                });
                window.open();
            } catch (RuntimeException fault) {
                failure.set(fault);
                closed.countDown();
            }
        });
        closed.await();
        Platform.exit();
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
