package org.lantern.analytics.risk;

import java.math.BigDecimal;

/**
 * The numbers for which a model holds.
 *
 * @param minimum lowest accepted value
 * @param maximum highest accepted value, or the first refused one if {@code open}
 * @param open whether the maximum itself is refused
 */
public record Range(double minimum, double maximum, boolean open) {
    public Range {
        if (!(minimum <= maximum)) {
            throw new IllegalArgumentException("empty range " + minimum + ".." + maximum);
        }
    }

    public boolean contains(double value) {
        return value >= minimum && (open ? value < maximum : value <= maximum);
    }

    /** {@code 40..79}, or {@code 1..<60} where the maximum is not part of it. */
    @Override
    public String toString() {
        return plain(minimum) + (open ? "..<" : "..") + plain(maximum);
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
