package org.lantern.storage.chart;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A diagnosis or complaint on the problem list.
 *
 * @param icd10 ICD-10 code such as {@code I10} or {@code E11.9}; absent for a complaint that has none yet
 * @param text what it is called here
 * @param onset when it began, if known
 */
public record Problem(Optional<String> icd10, String text, Status status, Optional<LocalDate> onset) implements Fact {
    /** Whether it still matters. */
    public enum Status {
        ACTIVE, INACTIVE, RESOLVED
    }

    public Problem {
        Objects.requireNonNull(icd10);
        Objects.requireNonNull(text);
        Objects.requireNonNull(status);
        Objects.requireNonNull(onset);
    }
}
