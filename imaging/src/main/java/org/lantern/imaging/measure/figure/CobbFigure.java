package org.lantern.imaging.measure.figure;

import java.util.ArrayList;
import java.util.List;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Angle;

/** Cobb's angle: between two lines along end plates, whichever way each was drawn; 0..90 degrees. */
public record CobbFigure() implements Figure {
    @Override
    public String name() {
        return "cobb";
    }

    @Override
    public Drawing drawing() {
        return Drawing.strokes(2, 2);
    }

    @Override
    public List<Line> lines(List<PixelPoint> points) {
        return pairs(points);
    }

    /** A line for each two points. */
    static List<Line> pairs(List<PixelPoint> points) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < points.size(); i += 2) {
            lines.add(Line.open(points.subList(i, Math.min(i + 2, points.size()))));
        }
        return lines;
    }

    @Override
    public List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) {
        PixelPoint first = difference(points.get(0), points.get(1));
        PixelPoint second = difference(points.get(2), points.get(3));
        PixelPoint origin = new PixelPoint(0, 0);
        if (first.equals(origin) || second.equals(origin)) {
            return List.of();
        }
        double between = new Angle(first, origin, second, image.at(points)).degrees();
        return List.of(new Quantity("angle", Math.min(between, 180 - between), "deg"));
    }

    private static PixelPoint difference(PixelPoint from, PixelPoint to) {
        return new PixelPoint(to.column() - from.column(), to.row() - from.row());
    }
}
