package org.lantern.analytics.risk;

import java.util.Optional;

/**
 * An input as it went into the formula.
 *
 * @param value Double, Boolean, String or List, after conversion to the model's unit
 * @param origin as given, or {@code assumed} where the model's standard value was taken
 */
public record UsedInput(String name, Object value, Optional<String> unit, String origin) {
    /** The origin of a value that nobody gave. */
    public static final String ASSUMED = "assumed";
}
