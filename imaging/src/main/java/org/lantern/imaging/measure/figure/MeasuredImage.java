package org.lantern.imaging.measure.figure;

import java.util.List;
import java.util.Optional;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.PixelPadding;

/**
 * An image as measurements see it: stored values and their meaning, whatever is shown on a screen.
 *
 * @param frame as decoded, never an enhanced one
 */
public record MeasuredImage(Frame frame, ModalityLut modality, Optional<PixelPadding> padding,
        ImageCalibration calibration) {
    /** What holds for all of these points together. */
    public Calibration at(List<PixelPoint> points) {
        return calibration.at(points.toArray(PixelPoint[]::new));
    }
}
