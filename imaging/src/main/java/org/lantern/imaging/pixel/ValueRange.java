package org.lantern.imaging.pixel;

import java.util.Optional;

/**
 * An interval of pixel values, both ends included. Unless said otherwise these are values behind the modality lookup
 * table, in its unit (Hounsfield units in CT).
 *
 * @param lowest finite
 * @param highest finite, not below {@code lowest}
 */
public record ValueRange(double lowest, double highest) {
    public ValueRange {
        if (!(lowest <= highest && Double.isFinite(lowest) && Double.isFinite(highest))) {
            throw new IllegalArgumentException("not a range of values");
        }
    }

    /** The interval between two values, whichever is the lower. */
    public static ValueRange between(double a, double b) {
        return new ValueRange(Math.min(a, b), Math.max(a, b));
    }

    public double span() {
        return highest - lowest;
    }

    public double clamp(double value) {
        return Math.clamp(value, lowest, highest);
    }

    /**
     * The lowest and highest value that occur in a frame, through the modality lookup table. Samples of all colours count.
     * Empty if there is none: every pixel is padding, or not a number.
     */
    public static Optional<ValueRange> of(Frame frame, ModalityLut modality, Optional<PixelPadding> padding) {
        return StoredRange.scan(frame, padding).map(stored -> modality.apply(stored));
    }
}
