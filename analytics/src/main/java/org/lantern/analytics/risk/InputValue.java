package org.lantern.analytics.risk;

import java.util.Objects;
import java.util.Optional;

/**
 * One value that is offered to a model.
 *
 * @param value a {@link Number}, {@link Boolean}, {@link String} (a choice, or a date as {@code yyyy-MM-dd}),
 *            {@link java.time.LocalDate}, or a {@link java.util.List} of choices or of maps from field to number
 * @param unit the unit the number is in; empty means the model's own unit
 * @param origin where it came from, such as {@code entered} or {@code chart 2026-03-02}; repeated in the result
 */
public record InputValue(Object value, Optional<String> unit, String origin) {
    /** The origin of what a person typed. */
    public static final String ENTERED = "entered";

    public InputValue {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(origin, "origin");
    }

    /** An entered value in the model's own unit. */
    public static InputValue of(Object value) {
        return new InputValue(value, Optional.empty(), ENTERED);
    }

    /** An entered value with its unit. */
    public static InputValue of(Object value, String unit) {
        return new InputValue(value, Optional.of(unit), ENTERED);
    }
}
