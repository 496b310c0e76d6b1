package org.lantern.imaging.measure.figure;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A measured number.
 *
 * @param name what was measured, such as {@code mean}
 * @param unit {@code mm}, {@code mm2}, {@code ml}, {@code deg}, {@code %}, {@code px} and {@code px2} where an image has no
 *            millimetres, {@code bit}, or the modality's unit; empty for a number without unit
 */
public record Quantity(String name, double value, String unit) {
    public Quantity {
        Objects.requireNonNull(name);
        Objects.requireNonNull(unit);
    }

    /** In mm where there are any, else in pixels. */
    static Quantity length(String name, OptionalDouble mm, double pixels) {
        return mm.isPresent() ? new Quantity(name, mm.getAsDouble(), "mm") : new Quantity(name, pixels, "px");
    }
}
