package org.lantern.imaging.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** An axial image of 100 × 80 pixels of 0.5 × 0.8 mm, cut by others. */
class PlaneIntersectionTest {
    private static final ImagePlane AXIAL = plane(new PatientPoint(-20, -30, 5), new PatientDirection(1, 0, 0),
            new PatientDirection(0, 1, 0), 0.8, 0.5);

    private static ImagePlane plane(PatientPoint position, PatientDirection row, PatientDirection column,
            double rowsMm, double columnsMm) {
        return new ImagePlane(position, row, column, new PixelSpacing(rowsMm, columnsMm));
    }

    @Test
    void a_sagittal_image_cuts_along_a_column() {
        var sagittal = plane(new PatientPoint(-8, -100, 100), new PatientDirection(0, 1, 0),
                new PatientDirection(0, 0, -1), 1, 1);
        var line = PlaneIntersection.of(AXIAL, 100, 80, sagittal, 300, 300).orElseThrow();
        assertEquals(24, line.from().column(), 1e-9);
        assertEquals(24, line.to().column(), 1e-9);
        assertEquals(80, Math.abs(line.from().row() - line.to().row()), 1e-9, "from edge to edge");
    }

    @Test
    void the_line_ends_where_the_other_image_ends() {
        // A coronal image of 20 columns of 2 mm that begins at -10 mm.
        var coronal = plane(new PatientPoint(-10, 2, 50), new PatientDirection(1, 0, 0),
                new PatientDirection(0, 0, -1), 1, 2);
        var line = PlaneIntersection.of(AXIAL, 100, 80, coronal, 20, 100).orElseThrow();
        assertEquals(40, line.from().row(), 1e-9);
        double left = Math.min(line.from().column(), line.to().column());
        double right = Math.max(line.from().column(), line.to().column());
        assertEquals((-10 - 1 + 20) / 0.5, left, 1e-9);
        assertEquals((-10 + 39 + 20) / 0.5, right, 1e-9);
        assertTrue(PlaneIntersection.of(AXIAL, 100, 80, coronal, 20, 30).isEmpty(), "it ends above");
    }

    @Test
    void every_point_of_an_oblique_line_lies_in_both_planes() {
        double cos = Math.cos(0.4);
        double sin = Math.sin(0.4);
        var oblique = plane(new PatientPoint(-25, -10, 20), new PatientDirection(cos, sin, 0),
                new PatientDirection(0.3 * -sin, 0.3 * cos, -Math.sqrt(1 - 0.09)), 0.7, 0.9);
        var line = PlaneIntersection.of(AXIAL, 100, 80, oblique, 60, 60).orElseThrow();
        for (var end : new PixelPoint[]{line.from(), line.to()}) {
            assertEquals(0, oblique.patientToPixel(AXIAL.pixelToPatient(end)).distanceMm(), 1e-9);
        }
    }

    @Test
    void parallel_planes_have_no_line() {
        var next = plane(new PatientPoint(-20, -30, 8), AXIAL.alongRow(), AXIAL.alongColumn(), 0.8, 0.5);
        assertTrue(PlaneIntersection.of(AXIAL, 100, 80, next, 100, 80).isEmpty());
        assertTrue(PlaneIntersection.of(AXIAL, 100, 80, AXIAL, 100, 80).isEmpty());
    }
}
