package org.lantern.imaging.measure.figure;

import java.util.List;
import java.util.Optional;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;
import org.lantern.imaging.measure.ImageCalibration;

/** A line on something of known length, by which the whole image is calibrated. */
public record CalibrationFigure() implements Figure {
    @Override
    public String name() {
        return "calibration";
    }

    @Override
    public Drawing drawing() {
        return Drawing.strokes(2);
    }

    @Override
    public List<Line> lines(List<PixelPoint> points) {
        return List.of(Line.open(points));
    }

    @Override
    public List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) {
        return List.of(LengthFigure.between("length", points.get(0), points.get(1), image));
    }

    @Override
    public Question question() {
        return Question.KNOWN_MM;
    }

    /**
     * The calibration that follows from such a line.
     *
     * @param stated what the image says itself; the shape of its pixels is kept
     * @param knownMm greater than 0
     * @return empty if both points are the same
     */
    public static Optional<ImageCalibration> calibrated(List<PixelPoint> points, double knownMm,
            ImageCalibration stated) {
        if (points.get(0).equals(points.get(1))) {
            return Optional.empty();
        }
        Calibration there = stated.at(points.get(0), points.get(1));
        return Optional.of(new ImageCalibration(
                there.byKnownLength(points.get(0), points.get(1), knownMm, ""), List.of()));
    }
}
