package org.lantern.imaging.enhance;

import java.util.Optional;

import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.StoredBits;
import org.lantern.imaging.pixel.ValueRange;

/** The stored values that an enhancement works on. */
final class StoredBounds {
    private StoredBounds() {}

    /**
     * The bounds, or else the values shown, as stored values of the frame's format; whole numbers unless it is floating
     * point.
     */
    static ValueRange of(Frame frame, ModalityLut modality, Optional<ValueRange> bounds, ValueRange shown) {
        ValueRange wanted = bounds.orElse(shown);
        if (frame.format().floating()) {
            return modality.invert(wanted, new ValueRange(-Float.MAX_VALUE, Float.MAX_VALUE));
        }
        ValueRange stored = modality.invert(wanted, possible(frame));
        return new ValueRange(Math.rint(stored.lowest()), Math.rint(stored.highest()));
    }

    /** The lowest and the highest stored value in a frame; a single 0 if none is a number. */
    static ValueRange occurring(Frame frame) {
        return ValueRange.of(frame, ModalityLut.IDENTITY, Optional.empty()).orElse(new ValueRange(0, 0));
    }

    /** Every value that the format can store. */
    static ValueRange possible(Frame frame) {
        if (frame.format().floating()) {
            return new ValueRange(-Float.MAX_VALUE, Float.MAX_VALUE);
        }
        StoredBits bits = StoredBits.of(frame.format());
        return new ValueRange(bits.lowest(), bits.highest());
    }
}
