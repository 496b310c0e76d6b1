package org.lantern.storage.vault;

import java.time.Instant;
import org.lantern.storage.upkeep.VerifyReport;

/** What a trial restore of a backup found. Whole if the verification is. */
public record DrillReport(Instant created, long bytes, VerifyReport verification) {}
