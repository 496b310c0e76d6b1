package org.lantern.app.shell;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;

/** Notices that nobody has touched mouse, keyboard or screen for a while. Used on the user interface's thread. */
public final class IdleWatch {
    private final Clock clock;
    private final Runnable onIdle;
    private final Timeline timer = new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), _ -> check()));
    private Duration patience = Duration.ZERO;
    private Instant touched;

    /** @param onIdle runs once each time that the patience is over */
    public IdleWatch(Clock clock, Runnable onIdle) {
        this.clock = clock;
        this.onIdle = onIdle;
        this.touched = clock.instant();
        timer.setCycleCount(Timeline.INDEFINITE);
    }

    /** Takes every input in a scene as a sign of somebody being there. */
    public void watch(Scene scene) {
        scene.addEventFilter(InputEvent.ANY, _ -> touched = clock.instant());
    }

    /** Waits from now on. @param wait how long nothing may happen; zero waits for ever */
    public void restart(Duration wait) {
        patience = wait;
        touched = clock.instant();
        if (wait.isZero()) {
            timer.stop();
        } else {
            timer.play();
        }
    }

    public void stop() {
        timer.stop();
    }

    void check() {
        var now = clock.instant();
        if (now.isBefore(touched)) {
            touched = now;
        }
        if (Duration.between(touched, now).compareTo(patience) >= 0) {
            timer.stop();
            onIdle.run();
        }
    }
}
