package org.lantern.imaging.measure.figure;

import java.util.List;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;
import org.lantern.imaging.pixel.StoredValues;

/** The value of the pixel under a point, in the modality's unit; none in padding and in colour. */
public record ProbeFigure() implements Figure {
    @Override
    public String name() {
        return "probe";
    }

    @Override
    public Drawing drawing() {
        return Drawing.strokes(1);
    }

    @Override
    public List<Line> lines(List<PixelPoint> points) {
        return List.of();
    }

    @Override
    public List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) {
        var format = image.frame().format();
        int column = (int) Math.rint(points.getFirst().column());
        int row = (int) Math.rint(points.getFirst().row());
        boolean inside = column >= 0 && row >= 0 && column < format.columns() && row < format.rows();
        if (!inside || !format.photometric().isMonochrome()) {
            return List.of();
        }
        double stored = StoredValues.of(image.frame()).at(row * format.columns() + column);
        boolean padding = image.padding().isPresent() && image.padding().get().contains(stored);
        return padding || !Double.isFinite(stored) ? List.of()
                : List.of(new Quantity("value", image.modality().apply(stored), image.modality().unit()));
    }

    @Override
    public Calibration.Source source(List<PixelPoint> points, MeasuredImage image) {
        return Calibration.Source.NONE;
    }
}
