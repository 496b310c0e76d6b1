package org.lantern.imaging.measure.figure;

import java.util.List;
import java.util.OptionalDouble;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;
import org.lantern.imaging.measure.Length;

/** The way along a line of several pieces. */
public record PolylineFigure() implements Figure {
    @Override
    public String name() {
        return "polyline";
    }

    @Override
    public Drawing drawing() {
        return Drawing.path(2);
    }

    @Override
    public List<Line> lines(List<PixelPoint> points) {
        return List.of(Line.open(points));
    }

    @Override
    public List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) {
        Calibration calibration = image.at(points);
        double mm = 0;
        double pixels = 0;
        for (int i = 1; i < points.size(); i++) {
            Length piece = new Length(points.get(i - 1), points.get(i), calibration);
            pixels += piece.pixels();
            mm += piece.mm().orElse(0);
        }
        return List.of(Quantity.length("length",
                calibration.spacing().isPresent() ? OptionalDouble.of(mm) : OptionalDouble.empty(), pixels));
    }
}
