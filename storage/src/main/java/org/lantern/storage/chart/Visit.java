package org.lantern.storage.chart;

import java.util.List;

/**
 * An encounter together with what was observed in it, as one commit wrote them.
 *
 * @param observations in the order in which they were given
 */
public record Visit(Entry<Encounter> encounter, List<Entry<Observation>> observations) {
    public Visit {
        observations = List.copyOf(observations);
    }
}
