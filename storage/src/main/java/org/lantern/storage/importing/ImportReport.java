package org.lantern.storage.importing;

import java.time.Duration;
import java.util.List;

/**
 * What an import did. Cancelled or not, what it counts as stored is on the medium.
 *
 * @param files that were looked at
 * @param duplicates that the vault had already, with the same content
 * @param bytes of the objects that were stored
 * @param studyUids of stored objects and duplicates, each once, in the order in which they were met
 */
public record ImportReport(int files, int stored, int duplicates, List<Rejected> rejected, long bytes,
        Duration duration, boolean cancelled, List<String> studyUids) {
    public ImportReport {
        rejected = List.copyOf(rejected);
        studyUids = List.copyOf(studyUids);
    }
}
