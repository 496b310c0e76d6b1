package org.lantern.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;
import org.lantern.app.screen.Screen;

class IdleWatchTest {
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private int idle;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void it_notices_once_when_nothing_was_touched_for_long_enough_and_not_because_of_a_clock_set_back() {
        Screen.startToolkit();
        Screen.onToolkit(() -> {
            var watch = new IdleWatch(clock, () -> idle++);
            var root = new Pane();
            watch.watch(new Scene(root));
            watch.restart(Duration.ofMinutes(5));
            pass(watch, Duration.ofSeconds(299));
            assertEquals(0, idle);
            Event.fireEvent(root, new KeyEvent(KeyEvent.KEY_PRESSED, "a", "a", KeyCode.A, false, false, false, false));
            pass(watch, Duration.ofSeconds(299));
            assertEquals(0, idle);
            pass(watch, Duration.ofHours(-3));
            pass(watch, Duration.ofSeconds(299));
            assertEquals(0, idle);
            pass(watch, Duration.ofSeconds(1));
            assertEquals(1, idle);
            watch.restart(Duration.ZERO);
            watch.stop();
            return null;
        });
    }

    private void pass(IdleWatch watch, Duration time) {
        now = now.plus(time);
        watch.check();
    }
}
