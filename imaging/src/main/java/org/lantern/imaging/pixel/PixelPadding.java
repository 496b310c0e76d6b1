package org.lantern.imaging.pixel;

import java.util.Optional;
import java.util.OptionalInt;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/**
 * Stored values that stand for "no measurement here": Pixel Padding Value and Pixel Padding Range Limit, PS3.3
 * C.7.5.1.1.2.
 *
 * @param lowest lowest stored value that is padding
 * @param highest highest stored value that is padding, included
 */
public record PixelPadding(long lowest, long highest) {
    public PixelPadding {
        if (lowest > highest) {
            throw new IllegalArgumentException("not a range of values");
        }
    }

    /** Pixel Padding Value and Range Limit of a monochrome image, whichever is lower; empty if it has no such value. */
    public static Optional<PixelPadding> of(DataSet dataSet) throws ImagingException {
        OptionalInt value = dataSet.integer(Tag.PixelPaddingValue);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        boolean signed = dataSet.integer(Tag.PixelRepresentation).orElse(0) == 1;
        long first = stored(value.getAsInt(), signed);
        long limit = stored(dataSet.integer(Tag.PixelPaddingRangeLimit).orElse(value.getAsInt()), signed);
        return Optional.of(new PixelPadding(Math.min(first, limit), Math.max(first, limit)));
    }

    // Encoded as US or SS, and often as the wrong one of them.
    private static long stored(int value, boolean signed) {
        return signed ? (short) value : value & 0xffff;
    }

    public boolean contains(double stored) {
        return stored >= lowest && stored <= highest;
    }
}
