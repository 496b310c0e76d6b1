package org.lantern.imaging.enhance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.lantern.imaging.pixel.ValueRange;

/** Collects an enhancement's numbers in order. */
final class Values {
    private final Map<String, Double> values = new LinkedHashMap<>();

    Values with(String key, double value) {
        values.put(key, value);
        return this;
    }

    Values with(String key, OptionalDouble value) {
        value.ifPresent(present -> values.put(key, present));
        return this;
    }

    Map<String, Double> bounds(Optional<ValueRange> bounds) {
        bounds.ifPresent(range -> with(Arguments.MIN, range.lowest()).with(Arguments.MAX, range.highest()));
        return toMap();
    }

    Map<String, Double> toMap() {
        return Collections.unmodifiableMap(values);
    }
}
