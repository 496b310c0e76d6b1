package org.lantern.storage;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Why a value that was given is not taken. Holds the rule that was broken, never the value that broke it.
 *
 * @param field name of the record component, or the observation kind's key
 * @param allowed the range that the field's value must lie in, where that is the reason
 */
public record Refusal(String field, Reason reason, Optional<Range> allowed) {
    /** What is wrong. */
    public enum Reason {
        /** Nothing was given and something must be. */
        REQUIRED,
        /** More characters than are kept. */
        TOO_LONG,
        /** Not of the form that the field has. */
        MALFORMED,
        /** Lies in the future and cannot. */
        IN_FUTURE,
        /** Longer ago than anybody lives. */
        TOO_LONG_AGO,
        /** Ends before it begins. */
        ENDS_BEFORE_START,
        /** Cannot be true of a living patient, or was given in another unit. */
        OUT_OF_RANGE,
        /** The kind is not measured in this unit. */
        UNKNOWN_UNIT,
        /** Somebody else changed it after it was read. */
        STALE,
        /** Belongs to somebody else already. */
        TAKEN,
        /** Cannot be changed once it is there. */
        FIXED
    }

    /** Both ends inclusive, in UCUM units. */
    public record Range(BigDecimal lowest, BigDecimal highest, String unit) {}

    public static Refusal of(String field, Reason reason) {
        return new Refusal(field, reason, Optional.empty());
    }
}
