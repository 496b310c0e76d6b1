package org.lantern.app.feature.viewer;

import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.Optional;

/** Numbers as a reader types them. */
final class TypedNumber {
    private TypedNumber() {}

    /** The number, if the whole text is one in the language's notation. */
    static Optional<Double> parse(String typed, Locale language) {
        var position = new ParsePosition(0);
        var text = typed.strip().replace('−', '-');
        var number = NumberFormat.getNumberInstance(language).parse(text, position);
        return number == null || position.getIndex() < text.length() ? Optional.empty()
                : Optional.of(number.doubleValue());
    }
}
