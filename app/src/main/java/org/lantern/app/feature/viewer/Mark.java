package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lantern.imaging.geometry.ImagePlane;
import org.lantern.imaging.geometry.PatientPoint;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;
import org.lantern.imaging.measure.figure.Figure;
import org.lantern.imaging.measure.figure.Quantity;
import org.lantern.storage.annotation.Annotation;
import org.lantern.storage.annotation.Drawn;

/**
 * A figure drawn on an image.
 *
 * @param number counts the marks of this reading session from 1
 * @param ref the image it lies on
 * @param words what is written beside it; may be empty
 * @param knownMm the length of a calibration line
 * @param findings what was measured
 * @param inChart whether it has been taken over into the chart as it stands
 */
record Mark(int number, FrameRef ref, Figure figure, List<PixelPoint> points, String words, OptionalDouble knownMm,
        Findings findings, boolean inChart) {
    /**
     * What was measured on the stored image.
     *
     * @param source what its millimetres rest on
     * @param places its points in the patient; empty where the image does not say where it lies
     */
    record Findings(List<Quantity> quantities, Calibration.Source source, List<PatientPoint> places) {
        static final Findings NONE = new Findings(List.of(), Calibration.Source.NONE, List.of());

        Findings {
            quantities = List.copyOf(quantities);
            places = List.copyOf(places);
        }
    }

    Mark {
        points = List.copyOf(points);
    }

    Mark moved(List<PixelPoint> to) {
        return new Mark(number, ref, figure, to, words, knownMm, Findings.NONE, false);
    }

    Mark saying(String text) {
        return new Mark(number, ref, figure, points, text, knownMm, findings, inChart);
    }

    Mark found(Findings measured) {
        return new Mark(number, ref, figure, points, words, knownMm, measured, inChart);
    }

    Mark asInChart() {
        return new Mark(number, ref, figure, points, words, knownMm, findings, true);
    }

    Mark copiedTo(int otherNumber, FrameRef other) {
        return new Mark(otherNumber, other, figure, points, words, knownMm, Findings.NONE, false);
    }

    /** Whether this is the same figure at the same place, whatever was measured. */
    boolean isDrawnAs(Mark other) {
        return number == other.number && points.equals(other.points) && knownMm.equals(other.knownMm);
    }

    /** The diameter that can go into the chart, if it is one and has millimetres. */
    Optional<Quantity> diameter() {
        boolean fits = List.of("length", "bidirectional").contains(figure.name());
        return findings.quantities().stream().findFirst().filter(first -> fits && first.unit().equals("mm"));
    }

    static List<PatientPoint> places(List<PixelPoint> points, Optional<ImagePlane> plane) {
        return plane.map(lies -> points.stream().map(lies::pixelToPatient).toList()).orElse(List.of());
    }

    /** As the vault keeps it: points there count from the outer edge of the first pixel. */
    Annotation toAnnotation() {
        return new Annotation(ref.sopInstanceUid(), ref.frame(), figure.name(),
                points.stream().map(point -> new Annotation.Point(point.column() + 0.5, point.row() + 0.5)).toList(),
                findings.places().stream().map(
                        place -> new Annotation.Place(place.leftMm(), place.posteriorMm(), place.superiorMm()))
                        .toList(),
                words, knownMm, findings.source().name(),
                findings.quantities().stream().map(quantity -> new Annotation.Quantity(quantity.name(),
                        quantity.value(), quantity.unit())).toList(),
                inChart);
    }

    /** Out of the vault; empty if this version cannot draw it. */
    static Optional<Mark> of(int number, Drawn drawn) {
        var kept = drawn.annotation();
        return Tool.figure(kept.kind()).map(figure -> new Mark(number,
                new FrameRef(kept.sopInstanceUid(), kept.frame()), figure,
                kept.points().stream().map(point -> new PixelPoint(point.column() - 0.5, point.row() - 0.5)).toList(),
                kept.words(), kept.knownMm(),
                new Findings(
                        kept.quantities().stream().map(quantity -> new Quantity(quantity.name(), quantity.value(),
                                quantity.unit())).toList(),
                        Calibration.Source.valueOf(kept.calibration()),
                        kept.inPatient().stream().map(place -> new PatientPoint(place.leftMm(), place.posteriorMm(),
                                place.superiorMm())).toList()),
                kept.inChart()));
    }
}
