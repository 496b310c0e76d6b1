package org.lantern.imaging.measure.figure;

import java.util.Comparator;
import java.util.List;

import org.lantern.imaging.geometry.PixelPoint;

/** Two diameters of a lesion as RECIST asks for them: the longest one and that across it; the longer comes first. */
public record BidirectionalFigure() implements Figure {
    @Override
    public String name() {
        return "bidirectional";
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
        MeasuredImage whole = new MeasuredImage(image.frame(), image.modality(), image.padding(),
                new org.lantern.imaging.measure.ImageCalibration(image.at(points), List.of()));
        List<Double> diameters = List.of(LengthFigure.between("", points.get(0), points.get(1), whole),
                LengthFigure.between("", points.get(2), points.get(3), whole)).stream().map(Quantity::value)
                .sorted(Comparator.reverseOrder()).toList();
        String unit = image.at(points).spacing().isPresent() ? "mm" : "px";
        return List.of(new Quantity("long", diameters.getFirst(), unit),
                new Quantity("short", diameters.getLast(), unit));
    }
}
