package org.lantern.storage.annotation;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Something drawn on one image: a measurement, a region, an arrow, a text.
 *
 * @param sopInstanceUid the image
 * @param frame zero-based
 * @param kind what was drawn, such as {@code length}
 * @param points where, in the order of drawing, at least one
 * @param inPatient the same points in the patient; empty where the image does not say where it lies
 * @param words the text written beside it, or empty text
 * @param knownMm the length that the reader gave a calibration line, greater than 0
 * @param calibration what its millimetres rest on, such as {@code DETECTOR}; {@code NONE} where there are none
 * @param quantities what was measured, as it was shown
 * @param inChart whether it was taken over into the chart as it stands
 */
public record Annotation(String sopInstanceUid, int frame, String kind, List<Point> points, List<Place> inPatient,
        String words, OptionalDouble knownMm, String calibration, List<Quantity> quantities, boolean inChart) {
    public Annotation {
        Objects.requireNonNull(sopInstanceUid);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(words);
        Objects.requireNonNull(calibration);
        points = List.copyOf(points);
        inPatient = List.copyOf(inPatient);
        quantities = List.copyOf(quantities);
        if (frame < 0 || points.isEmpty() || !inPatient.isEmpty() && inPatient.size() != points.size()
                || knownMm.isPresent() && !(knownMm.getAsDouble() > 0)) {
            throw new IllegalArgumentException("not an annotation");
        }
    }

    /** A place in an image in pixels from the outer edge of its first pixel, whose centre is (0.5, 0.5). */
    public record Point(double column, double row) {}

    /** A place in the patient coordinate system (LPS), in millimetres. */
    public record Place(double leftMm, double posteriorMm, double superiorMm) {}

    /**
     * @param name such as {@code mean}
     * @param unit UCUM code, DICOM's word for the modality's unit, or empty text for a plain number
     */
    public record Quantity(String name, double value, String unit) {
        public Quantity {
            Objects.requireNonNull(name);
            Objects.requireNonNull(unit);
        }
    }
}
