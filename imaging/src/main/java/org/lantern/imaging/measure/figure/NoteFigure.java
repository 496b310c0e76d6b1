package org.lantern.imaging.measure.figure;

import java.util.List;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;

/** A text on the image, with an arrow to what it speaks of or without. It measures nothing. */
public record NoteFigure(boolean arrow) implements Figure {
    @Override
    public String name() {
        return arrow ? "arrow" : "text";
    }

    @Override
    public Drawing drawing() {
        return Drawing.strokes(arrow ? 2 : 1);
    }

    @Override
    public List<Line> lines(List<PixelPoint> points) {
        return arrow ? List.of(new Line(points, false, true)) : List.of();
    }

    @Override
    public List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) {
        return List.of();
    }

    @Override
    public Calibration.Source source(List<PixelPoint> points, MeasuredImage image) {
        return Calibration.Source.NONE;
    }

    @Override
    public Question question() {
        return Question.WORDS;
    }
}
