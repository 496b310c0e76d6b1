package org.lantern.imaging.pixel;

/**
 * One decoded frame: stored values before any lookup table or colour conversion.
 *
 * @param format the shape of {@code samples}; {@code samples.length() == format.sampleCount()}
 */
public record Frame(PixelFormat format, Samples samples) {
    public Frame {
        if (samples.length() != format.sampleCount()) {
            throw new IllegalArgumentException(samples.length() + " samples for " + format);
        }
    }
}
