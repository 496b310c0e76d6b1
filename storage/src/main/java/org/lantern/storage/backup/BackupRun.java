package org.lantern.storage.backup;

import java.time.Duration;
import java.time.Instant;

/**
 * A backup that was written, read back and found whole.
 *
 * @param fileName as it was given, absolute
 * @param generation of that file, from 1
 * @param commits of the catalogue that it holds
 */
public record BackupRun(Instant finishedAt, String fileName, long generation, long commits, long fileBytes) {
    /** How old it is. */
    public Duration age(Instant now) {
        return Duration.between(finishedAt, now);
    }
}
