package org.lantern.storage.vault;

import java.time.Duration;

/** How long nobody may try again after so many failed logins. It grows, and it always ends. */
final class LockOut {
    /** Shorter waits are waited out by the attempt itself, so that one mistyped password is no refusal. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int[] SECONDS = {0, 1, 2, 4, 8, 30, 60, 120, 180, 240, 300, 600, 900};

    private LockOut() {}

    static Duration after(int failures) {
        return Duration.ofSeconds(SECONDS[Math.min(failures, SECONDS.length - 1)]);
    }
}
