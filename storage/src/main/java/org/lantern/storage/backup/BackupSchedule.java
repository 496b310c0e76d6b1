package org.lantern.storage.backup;

import java.nio.file.Path;

/**
 * When a backup is due by itself.
 *
 * @param everyHours from 1 to 8760
 */
public record BackupSchedule(Path file, int everyHours) {}
