package org.lantern.imaging.measure.figure;

import java.util.List;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;

/**
 * The cardiothoracic ratio of a chest radiograph: first the greatest width of the heart, then the inner width of the
 * thorax. It is a ratio, so it needs no millimetres.
 */
public record CardiothoracicFigure() implements Figure {
    @Override
    public String name() {
        return "cardiothoracic";
    }

    @Override
    public Drawing drawing() {
        return Drawing.strokes(2, 2);
    }

    @Override
    public List<Line> lines(List<PixelPoint> points) {
        return CobbFigure.pairs(points);
    }

    @Override
    public List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) {
        double aspect = image.at(points).pixelAspect();
        double heart = width(points.get(0), points.get(1), aspect);
        double thorax = width(points.get(2), points.get(3), aspect);
        return thorax > 0 ? List.of(new Quantity("ratio", heart / thorax * 100, "%")) : List.of();
    }

    private static double width(PixelPoint from, PixelPoint to, double aspect) {
        return Math.hypot(to.column() - from.column(), (to.row() - from.row()) * aspect);
    }

    @Override
    public Calibration.Source source(List<PixelPoint> points, MeasuredImage image) {
        return Calibration.Source.NONE;
    }
}
