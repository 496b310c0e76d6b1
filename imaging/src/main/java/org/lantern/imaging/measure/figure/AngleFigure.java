package org.lantern.imaging.measure.figure;

import java.util.List;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Angle;

/** The angle at the second of three points. */
public record AngleFigure() implements Figure {
    @Override
    public String name() {
        return "angle";
    }

    @Override
    public Drawing drawing() {
        return Drawing.strokes(3);
    }

    @Override
    public List<Line> lines(List<PixelPoint> points) {
        return List.of(Line.open(points));
    }

    @Override
    public List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) {
        PixelPoint vertex = points.get(1);
        if (points.get(0).equals(vertex) || points.get(2).equals(vertex)) {
            return List.of();
        }
        return List.of(new Quantity("angle",
                new Angle(points.get(0), vertex, points.get(2), image.at(points)).degrees(), "deg"));
    }
}
