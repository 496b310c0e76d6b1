package org.lantern.imaging.dicom;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in the at most 16 characters of a decimal string (DS). */
public final class DecimalString {
    private static final int LONGEST = 16;

    private DecimalString() {}

    /**
     * The nearest decimal string: exact where 16 characters suffice, else rounded to as many digits as they hold.
     *
     * @param number finite
     */
    public static String of(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("not finite");
        }
        BigDecimal exact = new BigDecimal(Double.toString(number));
        for (int digits = 17;; digits--) {
            BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
            String plain = rounded.abs().scale() > 40 || rounded.scale() < -40 ? rounded.toString()
                    : rounded.toPlainString();
            if (plain.length() <= LONGEST) {
                return plain;
            }
            String scientific = rounded.unscaledValue() + "E" + -rounded.scale();
            if (scientific.length() <= LONGEST) {
                return scientific;
            }
        }
    }
}
