package org.lantern.imaging.measure.figure;

import java.util.List;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Length;

/** The distance between two points. */
public record LengthFigure() implements Figure {
    @Override
    public String name() {
        return "length";
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
        return List.of(between("length", points.get(0), points.get(1), image));
    }

    /** The distance between two points by what holds for these two. */
    static Quantity between(String name, PixelPoint from, PixelPoint to, MeasuredImage image) {
        Length length = new Length(from, to, image.calibration().at(from, to));
        return Quantity.length(name, length.mm(), length.pixels());
    }
}
