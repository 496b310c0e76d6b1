package org.lantern.imaging.enhance;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.ValueRange;

/** The checked numbers of one enhancement, by key. */
public final class Arguments {
    static final String MIN = "min";
    static final String MAX = "max";

    private final Map<String, Double> values;

    Arguments(Map<String, Double> values) {
        this.values = Map.copyOf(values);
    }

    /** A parameter that has a usual value. */
    double decimal(String key) {
        return values.get(key);
    }

    /** A whole parameter that has a usual value. */
    int whole(String key) {
        return values.get(key).intValue();
    }

    OptionalDouble optional(String key) {
        return values.containsKey(key) ? OptionalDouble.of(values.get(key)) : OptionalDouble.empty();
    }

    Optional<ValueRange> bounds() {
        return values.containsKey(MIN) ? Optional.of(new ValueRange(values.get(MIN), values.get(MAX)))
                : Optional.empty();
    }

    // Lower and upper limits come in pairs and in order.
    void checkOrder(String step) throws ImagingException.InvalidRecipe {
        ordered(step, MIN, MAX);
        ordered(step, Canny.LOW, Canny.HIGH);
    }

    private void ordered(String step, String lower, String upper) throws ImagingException.InvalidRecipe {
        boolean hasLower = values.containsKey(lower);
        if (hasLower != values.containsKey(upper)) {
            throw new ImagingException.InvalidRecipe(step, hasLower ? upper : lower,
                    lower + " and " + upper + " together");
        }
        if (hasLower && values.get(lower) > values.get(upper)) {
            throw new ImagingException.InvalidRecipe(step, upper, upper + " not below " + lower);
        }
    }
}
