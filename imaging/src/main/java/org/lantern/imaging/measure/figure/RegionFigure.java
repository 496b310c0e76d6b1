package org.lantern.imaging.measure.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;
import org.lantern.imaging.measure.Region;
import org.lantern.imaging.measure.RegionStatistics;

/** A closed shape, with the statistics of the values in it. In colour only its area is measured. */
public record RegionFigure(Shape shape) implements Figure {
    private static final int ELLIPSE_PIECES = 72;

    /** The shapes, by the names under which they are stored. */
    public enum Shape {
        RECTANGLE, ELLIPSE, POLYGON, FREEHAND
    }

    @Override
    public String name() {
        return shape.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public Drawing drawing() {
        return switch (shape) {
            case RECTANGLE, ELLIPSE -> Drawing.strokes(2);
            case POLYGON -> Drawing.path(3);
            case FREEHAND -> Drawing.freehand(3);
        };
    }

    @Override
    public List<Line> lines(List<PixelPoint> points) {
        return switch (shape) {
            case RECTANGLE -> List.of(new Line(corners(points.getFirst(), points.getLast()), true, false));
            case ELLIPSE -> List.of(new Line(around(points.getFirst(), points.getLast()), true, false));
            case POLYGON, FREEHAND -> List.of(new Line(points, points.size() > 2, false));
        };
    }

    private static List<PixelPoint> corners(PixelPoint a, PixelPoint b) {
        return List.of(a, new PixelPoint(b.column(), a.row()), b, new PixelPoint(a.column(), b.row()));
    }

    private static List<PixelPoint> around(PixelPoint a, PixelPoint b) {
        List<PixelPoint> points = new ArrayList<>();
        for (int i = 0; i < ELLIPSE_PIECES; i++) {
            double angle = 2 * Math.PI * i / ELLIPSE_PIECES;
            points.add(new PixelPoint((a.column() + b.column() + (b.column() - a.column()) * Math.cos(angle)) / 2,
                    (a.row() + b.row() + (b.row() - a.row()) * Math.sin(angle)) / 2));
        }
        return points;
    }

    /** The region that these points enclose. */
    public Region region(List<PixelPoint> points) {
        return switch (shape) {
            case RECTANGLE -> new Region.Rectangle(points.getFirst(), points.getLast());
            case ELLIPSE -> new Region.Ellipse(points.getFirst(), points.getLast());
            case POLYGON, FREEHAND -> new Region.Polygon(points);
        };
    }

    @Override
    public List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) throws ImagingException {
        Region region = region(points);
        Calibration calibration = image.at(points);
        List<Quantity> all = new ArrayList<>();
        if (image.frame().format().photometric().isMonochrome()) {
            Optional<RegionStatistics> found = RegionStatistics.of(image.frame(), image.modality(), image.padding(),
                    region, calibration);
            found.ifPresent(values -> {
                all.add(new Quantity("mean", values.mean(), values.unit()));
                all.add(new Quantity("sd", values.standardDeviation(), values.unit()));
                all.add(new Quantity("min", values.lowest(), values.unit()));
                all.add(new Quantity("max", values.highest(), values.unit()));
                all.add(new Quantity("median", values.median(), values.unit()));
                all.add(new Quantity("entropy", values.entropyBits(), "bit"));
            });
        }
        all.add(calibration.spacing().map(spacing -> new Quantity("area",
                region.areaPixels() * spacing.betweenRowsMm() * spacing.betweenColumnsMm(), "mm2"))
                .orElseGet(() -> new Quantity("area", region.areaPixels(), "px2")));
        return all;
    }

    @Override
    public boolean readsValues() {
        return true;
    }
}
