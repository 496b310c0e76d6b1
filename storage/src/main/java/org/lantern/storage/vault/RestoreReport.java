package org.lantern.storage.vault;

import java.time.Instant;

/**
 * What a restore did.
 *
 * @param created the moment whose state the vault has now
 * @param erasedAgain studies that the backup still held and that had been erased since
 */
public record RestoreReport(Instant created, long generation, long bytes, int instances, int erasedAgain) {}
