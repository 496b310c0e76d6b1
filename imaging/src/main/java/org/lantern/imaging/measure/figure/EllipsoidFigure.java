package org.lantern.imaging.measure.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;

/**
 * The volume of an ellipsoid by three diameters, π/6 · a · b · c. Each may lie in a region of its own, as on an ultrasound
 * picture with two views. Without millimetres there is no volume.
 */
public record EllipsoidFigure() implements Figure {
    private static final double MM3_PER_ML = 1000;

    @Override
    public String name() {
        return "ellipsoid";
    }

    @Override
    public Drawing drawing() {
        return Drawing.strokes(2, 2, 2);
    }

    @Override
    public List<Line> lines(List<PixelPoint> points) {
        return CobbFigure.pairs(points);
    }

    @Override
    public List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) {
        List<Quantity> diameters = IntStream.range(0, 3)
                .mapToObj(i -> LengthFigure.between("diameter", points.get(2 * i), points.get(2 * i + 1), image))
                .toList();
        if (!diameters.stream().allMatch(diameter -> diameter.unit().equals("mm"))) {
            return List.of();
        }
        double product = diameters.stream().mapToDouble(Quantity::value).reduce(1, (a, b) -> a * b);
        List<Quantity> all = new ArrayList<>();
        all.add(new Quantity("volume", Math.PI / 6 * product / MM3_PER_ML, "ml"));
        all.addAll(diameters);
        return all;
    }

    @Override
    public boolean needsMm() {
        return true;
    }

    // The least trustworthy of the three.
    @Override
    public Calibration.Source source(List<PixelPoint> points, MeasuredImage image) {
        List<Calibration.Source> sources = IntStream.range(0, points.size() / 2)
                .mapToObj(i -> image.calibration().at(points.get(2 * i), points.get(2 * i + 1)).source()).toList();
        return sources.contains(Calibration.Source.NONE) ? Calibration.Source.NONE : sources.getFirst();
    }
}
