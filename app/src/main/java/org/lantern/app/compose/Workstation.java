package org.lantern.app.compose;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.lantern.app.task.TaskRunner;

/** Starts the window toolkit, opens the workstation in it, and waits until the user closes it. */
public final class Workstation {
    private Workstation() {}

    /** Opens the workstation and returns when its window and its vault are closed. Called once in a process. */
    public static void open(LaunchOptions options) throws InterruptedException {
        var closed = new CompletableFuture<Void>();
        Platform.startup(() -> {
            try {
                var stage = new Stage();
                var window = new WorkstationWindow(stage, new TaskRunner(Platform::runLater), Clock.systemDefaultZone(),
                        options);
                stage.setOnHidden(_ -> window.close().whenComplete((_, _) -> closed.complete(null)));
                window.open();
            } catch (RuntimeException fault) {
                closed.completeExceptionally(fault);
            }
        });
        try {
            closed.get();
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause());
        } finally {
            Platform.exit();
        }
    }
}
