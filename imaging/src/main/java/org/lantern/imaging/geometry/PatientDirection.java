package org.lantern.imaging.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A direction in the patient: a vector of length 1 in the patient coordinate system (LPS).
 *
 * @param left share of the way to the patient's left, -1..1
 * @param posterior share of the way to the patient's back, -1..1
 * @param superior share of the way to the patient's head, -1..1
 */
public record PatientDirection(double left, double posterior, double superior) {
    // About 10 degrees: a part of the direction that small is not worth a letter at the edge of an image.
    private static final double WORTH_A_LETTER = 0.17;

    public PatientDirection {
        double length = Math.sqrt(left * left + posterior * posterior + superior * superior);
        if (!(length > 0.5 && length < 2)) {
            throw new IllegalArgumentException("a direction has length 1");
        }
        left /= length;
        posterior /= length;
        superior /= length;
    }

    /** Cosine of the angle to another direction. */
    public double dot(PatientDirection other) {
        return left * other.left + posterior * other.posterior + superior * other.superior;
    }

    /** The way from the origin to a point in this direction, in mm. */
    public double along(PatientPoint point) {
        return left * point.leftMm() + posterior * point.posteriorMm() + superior * point.superiorMm();
    }

    /** The direction at right angles to both, by the right-hand rule; they must not be parallel. */
    public PatientDirection cross(PatientDirection other) {
        double x = posterior * other.superior - superior * other.posterior;
        double y = superior * other.left - left * other.superior;
        double z = left * other.posterior - posterior * other.left;
        double length = Math.sqrt(x * x + y * y + z * z);
        return new PatientDirection(x / length, y / length, z / length);
    }

    public PatientDirection opposite() {
        return new PatientDirection(-left, -posterior, -superior);
    }

    /**
     * The letters at the end of this direction, the most important first: L left, R right, P posterior, A anterior, H
     * head, F foot. An oblique direction has up to three.
     */
    public String letters() {
        record Part(double share, String letter) {}
        List<Part> parts = new ArrayList<>(List.of(new Part(Math.abs(left), left > 0 ? "L" : "R"),
                new Part(Math.abs(posterior), posterior > 0 ? "P" : "A"),
                new Part(Math.abs(superior), superior > 0 ? "H" : "F")));
        parts.sort(Comparator.comparingDouble(Part::share).reversed());
        StringBuilder letters = new StringBuilder();
        for (Part part : parts) {
            if (part.share >= WORTH_A_LETTER) {
                letters.append(part.letter);
            }
        }
        return letters.toString();
    }
}
