package org.lantern.imaging.enhance;

import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.ValueRange;

/**
 * One step of a recipe. Monochrome frames are worked on at their full depth. In colour, contrast is changed in the
 * luminance, smoothing is done in each component, and edges come out grey.
 */
public sealed interface Enhancement permits Equalize, Clahe, Gamma, Unsharp, Gaussian, Median, Bilateral, Denoise,
        Sobel, Canny {
    EnhancementKind kind();

    /** The numbers that it was made of, by key, in the order of the kind's parameters; those left open are absent. */
    Map<String, Double> values();

    /**
     * Makes the enhanced frame; the given one stays as it is.
     *
     * @param modality how stored values are understood; values in a recipe are in its unit
     * @param shown the values between black and white on the screen; steps without bounds of their own work on these
     * @param cancelled asked now and then by steps that take long
     * @return a frame of the same format
     * @throws ImagingException.Unsupported for PALETTE COLOR, whose values have no order
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled) throws ImagingException;

    /** The same step with bounds, so that it no longer follows the window; itself if it has some or needs none. */
    default Enhancement frozen(ValueRange shown) {
        return this;
    }

    /** The step as it stands in a recipe, such as {@code clahe:tiles=8,clip=2}. */
    default String spec() {
        StringJoiner text = new StringJoiner(",", kind().name() + ":", "").setEmptyValue(kind().name());
        values().forEach((key, value) -> text.add(key + "=" + Parameter.text(value)));
        return text.toString();
    }
}
