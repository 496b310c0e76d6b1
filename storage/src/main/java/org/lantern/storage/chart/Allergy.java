package org.lantern.storage.chart;

import java.util.Objects;

/**
 * A substance that harmed the patient and must not be given unseen.
 *
 * @param substance what it is
 * @param reaction what it did; empty text if unknown
 */
public record Allergy(String substance, String reaction, Severity severity) implements Fact {
    /** How bad the worst reaction was. */
    public enum Severity {
        MILD, MODERATE, SEVERE, UNKNOWN
    }

    public Allergy {
        Objects.requireNonNull(substance);
        Objects.requireNonNull(reaction);
        Objects.requireNonNull(severity);
    }
}
