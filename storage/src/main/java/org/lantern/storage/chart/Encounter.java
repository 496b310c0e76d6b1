package org.lantern.storage.chart;

import java.time.Instant;
import java.util.Objects;

/**
 * A meeting of the patient with the clinic.
 *
 * @param start when
 * @param reason why the patient came
 * @param note what was found and decided; may have many lines; empty text if none
 */
public record Encounter(Instant start, String reason, String note) implements Fact {
    public Encounter {
        Objects.requireNonNull(start);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(note);
    }
}
