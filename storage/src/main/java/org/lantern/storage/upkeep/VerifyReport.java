package org.lantern.storage.upkeep;

import java.util.List;

/**
 * What a verification found.
 *
 * @param objects that were checked
 * @param bytes of the objects that were read whole; 0 if only headers were
 * @param damaged objects that cannot be read; all others can
 * @param faults of what is not an object: catalogue, journal, packs
 */
public record VerifyReport(boolean deep, long objects, long bytes, List<Damage> damaged, List<String> faults,
        boolean cancelled) {
    public VerifyReport {
        damaged = List.copyOf(damaged);
        faults = List.copyOf(faults);
    }

    public boolean isWhole() {
        return damaged.isEmpty() && faults.isEmpty();
    }

    /** Studies with damaged objects, each once. */
    public List<String> studies() {
        return damaged.stream().map(Damage::studyUid).distinct().toList();
    }
}
