package org.lantern.analytics.risk;

import java.util.OptionalDouble;

/**
 * A class of results, such as 5 to below 7.5 % "borderline".
 *
 * @param id word for it, unique in its scale; its text has the key {@code risk.band.<model>.<id>}
 * @param from lower limit
 * @param above whether the lower limit itself lies in the band below
 * @param below upper limit
 * @param upTo whether the upper limit itself still belongs to this band
 * @param severity 0 for the most harmless, for colour and order; at most 4
 * @param condition for whom it holds, as an expression over the inputs ({@code age < 50}); empty: for all
 */
public record Band(String id, OptionalDouble from, boolean above, OptionalDouble below, boolean upTo, int severity,
        String condition) {
    /** Whether a value lies in it; the condition is not looked at. */
    public boolean contains(double value) {
        boolean high = from.isEmpty() || (above ? value > from.getAsDouble() : value >= from.getAsDouble());
        return high && (below.isEmpty() || (upTo ? value <= below.getAsDouble() : value < below.getAsDouble()));
    }
}
