package org.lantern.imaging.enhance;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A number that an enhancement takes.
 *
 * @param key its name in a recipe
 * @param lowest lowest value allowed
 * @param highest highest value allowed
 * @param step 0 for any number; otherwise values are whole steps above {@code lowest}
 * @param usual the value when none is given; empty if it then follows from the values shown
 */
public record Parameter(String key, double lowest, double highest, double step, OptionalDouble usual) {
    /** Any number of a range. */
    static Parameter decimal(String key, double lowest, double highest, double usual) {
        return new Parameter(key, lowest, highest, 0, OptionalDouble.of(usual));
    }

    /** Whole numbers of a range, in steps from the lowest. */
    static Parameter whole(String key, int lowest, int highest, int step, int usual) {
        return new Parameter(key, lowest, highest, step, OptionalDouble.of(usual));
    }

    /** A value or difference of values in the modality's unit. */
    static Parameter value(String key, double lowest, double highest) {
        return new Parameter(key, lowest, highest, 0, OptionalDouble.empty());
    }

    public boolean allows(double value) {
        return value >= lowest && value <= highest && (step == 0 || (value - lowest) % step == 0);
    }

    /** The range in words of arithmetic, such as {@code 3..9 step 2}. */
    public String range() {
        return text(lowest) + ".." + text(highest) + (step == 0 || step == 1 ? "" : " step " + text(step));
    }

    /** A number as it stands in a recipe. */
    static String text(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? String.format(Locale.ROOT, "%d", (long) value) : Double.toString(value);
    }
}
