package org.lantern.imaging.pixel;

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

    public boolean contains(double stored) {
        return stored >= lowest && stored <= highest;
    }
}
