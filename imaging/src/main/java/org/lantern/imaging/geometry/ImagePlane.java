package org.lantern.imaging.geometry;

import java.util.Optional;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.pixel.FunctionalGroups;

/**
 * Where an image lies in the patient, PS3.3 C.7.6.2.1.1. The directions are made exactly perpendicular when the plane is
 * made; what headers lose by rounding is removed, and anything worse is refused.
 *
 * @param position centre of the top left pixel
 * @param alongRow the way from one column to the next
 * @param alongColumn the way from one row to the next, at right angles to {@code alongRow}
 */
public record ImagePlane(PatientPoint position, PatientDirection alongRow, PatientDirection alongColumn,
        PixelSpacing spacing) {
    private static final double MOST_COSINE = 0.02;

    public ImagePlane {
        double cosine = alongRow.dot(alongColumn);
        if (Math.abs(cosine) > MOST_COSINE) {
            throw new IllegalArgumentException("rows and columns are not perpendicular, cosine " + cosine);
        }
        alongColumn = new PatientDirection(alongColumn.left() - cosine * alongRow.left(),
                alongColumn.posterior() - cosine * alongRow.posterior(),
                alongColumn.superior() - cosine * alongRow.superior());
    }

    /** As {@link #of(DataSet, int)} for the first frame. */
    public static Optional<ImagePlane> of(DataSet dataSet) throws ImagingException {
        return of(dataSet, 0);
    }

    /**
     * The plane of one frame; its functional groups come first. Empty if the object does not say where it lies: a
     * radiograph, or ultrasound.
     *
     * @param frame zero-based
     * @throws ImagingException.Malformed if it says so wrongly: numbers missing, directions without length or askew
     */
    public static Optional<ImagePlane> of(DataSet dataSet, int frame) throws ImagingException {
        DataSet positions = FunctionalGroups.find(dataSet, frame, Tag.PlanePositionSequence).orElse(dataSet);
        DataSet orientations = FunctionalGroups.find(dataSet, frame, Tag.PlaneOrientationSequence).orElse(dataSet);
        DataSet measures = FunctionalGroups.find(dataSet, frame, Tag.PixelMeasuresSequence).orElse(dataSet);
        double[] position = positions.decimals(Tag.ImagePositionPatient);
        double[] cosines = orientations.decimals(Tag.ImageOrientationPatient);
        double[] spacing = measures.decimals(Tag.PixelSpacing);
        if (position.length == 0 || cosines.length == 0 || spacing.length == 0) {
            return Optional.empty();
        }
        requireCount(position, 3, Tag.ImagePositionPatient);
        requireCount(cosines, 6, Tag.ImageOrientationPatient);
        requireCount(spacing, 2, Tag.PixelSpacing);
        try {
            return Optional.of(new ImagePlane(new PatientPoint(position[0], position[1], position[2]),
                    new PatientDirection(cosines[0], cosines[1], cosines[2]),
                    new PatientDirection(cosines[3], cosines[4], cosines[5]),
                    new PixelSpacing(spacing[0], spacing[1])));
        } catch (IllegalArgumentException askew) {
            throw new ImagingException.Malformed(Tag.ImageOrientationPatient.code(), 0, askew.getMessage());
        }
    }

    private static void requireCount(double[] values, int count, Tag tag) throws ImagingException {
        if (values.length != count) {
            throw new ImagingException.Malformed(tag.code(), 0, values.length + " values instead of " + count);
        }
    }

    /** The way on which the viewer looks away from itself: along rows, then columns, by the right-hand rule. */
    public PatientDirection normal() {
        return alongRow.cross(alongColumn);
    }

    /** How far the plane lies along its normal from the origin, in mm; parallel planes are sorted by it. */
    public double alongNormalMm() {
        return normal().along(position);
    }

    /** Whether two planes are parallel to within about half a degree, whichever way they face. */
    public boolean isParallelTo(ImagePlane other) {
        return Math.abs(normal().dot(other.normal())) > 0.99996;
    }

    public PatientPoint pixelToPatient(PixelPoint point) {
        double right = point.column() * spacing.betweenColumnsMm();
        double down = point.row() * spacing.betweenRowsMm();
        return new PatientPoint(position.leftMm() + alongRow.left() * right + alongColumn.left() * down,
                position.posteriorMm() + alongRow.posterior() * right + alongColumn.posterior() * down,
                position.superiorMm() + alongRow.superior() * right + alongColumn.superior() * down);
    }

    /** The point of the plane that is nearest to a point of the patient. */
    public Projection patientToPixel(PatientPoint point) {
        PatientPoint from = new PatientPoint(point.leftMm() - position.leftMm(),
                point.posteriorMm() - position.posteriorMm(), point.superiorMm() - position.superiorMm());
        return new Projection(new PixelPoint(alongRow.along(from) / spacing.betweenColumnsMm(),
                alongColumn.along(from) / spacing.betweenRowsMm()), normal().along(from));
    }

    /**
     * A point of the patient seen on a plane.
     *
     * @param distanceMm how far the point lies off the plane, positive along its normal
     */
    public record Projection(PixelPoint point, double distanceMm) {}

    /** The letters at the edges of the image. */
    public EdgeLetters edgeLetters() {
        return new EdgeLetters(alongRow.opposite().letters(), alongRow.letters(), alongColumn.opposite().letters(),
                alongColumn.letters());
    }

    /** What is to be written at each edge, such as R, L, A and P on an axial image. */
    public record EdgeLetters(String left, String right, String top, String bottom) {}
}
