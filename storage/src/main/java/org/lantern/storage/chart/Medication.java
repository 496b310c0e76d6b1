package org.lantern.storage.chart;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A medicine that the patient takes or took.
 *
 * @param atc code of the Anatomical Therapeutic Chemical classification, such as {@code C09AA03}; absent if unknown
 * @param name substance or product
 * @param dose amount with unit, as prescribed: {@code 10 mg}; empty text if unknown
 * @param route how it is given: {@code oral}; empty text if unknown
 * @param frequency how often: {@code once daily}; empty text if unknown
 * @param start first day, if known
 * @param stop last day, if it was stopped or will be
 * @param stopReason why it was stopped; empty text if unknown or still taken
 */
public record Medication(Optional<String> atc, String name, String dose, String route, String frequency,
        Optional<LocalDate> start, Optional<LocalDate> stop, String stopReason) implements Fact {
    public Medication {
        Objects.requireNonNull(atc);
        Objects.requireNonNull(name);
        Objects.requireNonNull(dose);
        Objects.requireNonNull(route);
        Objects.requireNonNull(frequency);
        Objects.requireNonNull(start);
        Objects.requireNonNull(stop);
        Objects.requireNonNull(stopReason);
    }

    /** Whether it is taken on a day: begun, and not stopped before it. */
    public boolean takenOn(LocalDate day) {
        return start.map(first -> !first.isAfter(day)).orElse(true)
                && stop.map(last -> !last.isBefore(day)).orElse(true);
    }
}
