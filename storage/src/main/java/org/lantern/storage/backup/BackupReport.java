package org.lantern.storage.backup;

import java.time.Duration;
import java.util.Optional;

/**
 * What a backup did.
 *
 * @param run empty if it was cancelled; it goes on where it was the next time
 * @param newBytes that the file did not have before
 */
public record BackupReport(Optional<BackupRun> run, long newBytes, Duration duration) {}
