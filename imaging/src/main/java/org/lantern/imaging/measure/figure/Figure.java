package org.lantern.imaging.measure.figure;

import java.util.List;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;

/** A kind of figure that is drawn on an image. Implementations are values without state. */
public interface Figure {
    /** The word by which it is stored; never changed once a vault may hold it. */
    String name();

    /** How its points are set. */
    Drawing drawing();

    /**
     * The lines it consists of.
     *
     * @param points complete, or the first of them while it is being drawn
     */
    List<Line> lines(List<PixelPoint> points);

    /**
     * What it measures, the most important first; in millimetres only where the image has them for these points.
     *
     * @param points complete
     * @throws ImagingException if the image's values cannot be read as numbers
     */
    List<Quantity> measure(List<PixelPoint> points, MeasuredImage image) throws ImagingException;

    /** What its millimetres rest on. */
    default Calibration.Source source(List<PixelPoint> points, MeasuredImage image) {
        return image.at(points).source();
    }

    /** Whether it reads the image's values, which may take a moment. */
    default boolean readsValues() {
        return false;
    }

    /** Whether what it measures has no meaning without millimetres. */
    default boolean needsMm() {
        return false;
    }

    /** What the reader is asked for when it has been drawn. */
    default Question question() {
        return Question.NONE;
    }

    /** What a figure needs to be told. */
    enum Question {
        NONE,
        /** A text, which may be left empty. */
        WORDS,
        /** A length in mm. */
        KNOWN_MM
    }

    /**
     * One line of a figure.
     *
     * @param closed whether it goes back to its first point
     * @param arrow whether its first point has an arrow's head
     */
    record Line(List<PixelPoint> points, boolean closed, boolean arrow) {
        public Line {
            points = List.copyOf(points);
        }

        static Line open(List<PixelPoint> points) {
            return new Line(points, false, false);
        }
    }
}
