package org.lantern.imaging.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;

class ImagePlaneTest {
    private static final double TILT = Math.toRadians(12);
    private static final double TURN = Math.toRadians(7);
    /** 0.7 mm between rows, 0.4 mm between columns, tilted by 12 and turned by 7 degrees. */
    private static final double[] COSINES = {Math.cos(TURN), Math.sin(TURN), 0, -Math.sin(TURN) * Math.cos(TILT),
            Math.cos(TURN) * Math.cos(TILT), -Math.sin(TILT)};

    private static DataSetBuilder oblique() {
        return new DataSetBuilder().put(Tag.ImagePositionPatient, -31.5, 18.25, 40.75)
                .put(Tag.ImageOrientationPatient, COSINES).put(Tag.PixelSpacing, 0.7, 0.4);
    }

    private static ImagePlane plane() throws ImagingException {
        return ImagePlane.of(oblique().build()).orElseThrow();
    }

    /** PS3.3 equation C.7.6.2.1-1: P = S + column * column spacing * X + row * row spacing * Y. */
    @Test
    void pixels_lie_where_equation_C_7_6_2_1_puts_them() throws Exception {
        PatientPoint point = plane().pixelToPatient(new PixelPoint(100, 30));
        assertEquals(-31.5 + 100 * 0.4 * COSINES[0] + 30 * 0.7 * COSINES[3], point.leftMm(), 1e-9);
        assertEquals(18.25 + 100 * 0.4 * COSINES[1] + 30 * 0.7 * COSINES[4], point.posteriorMm(), 1e-9);
        assertEquals(40.75 + 100 * 0.4 * COSINES[2] + 30 * 0.7 * COSINES[5], point.superiorMm(), 1e-9);
    }

    @Property
    void points_come_back_to_their_pixel(@ForAll @DoubleRange(min = -50, max = 700) double column,
            @ForAll @DoubleRange(min = -50, max = 700) double row,
            @ForAll @DoubleRange(min = -90, max = 90) double offMm) throws Exception {
        ImagePlane plane = plane();
        PatientPoint on = plane.pixelToPatient(new PixelPoint(column, row));
        PatientDirection normal = plane.normal();
        ImagePlane.Projection back = plane.patientToPixel(new PatientPoint(on.leftMm() + normal.left() * offMm,
                on.posteriorMm() + normal.posterior() * offMm, on.superiorMm() + normal.superior() * offMm));
        assertEquals(column, back.point().column(), 1e-6);
        assertEquals(row, back.point().row(), 1e-6);
        assertEquals(offMm, back.distanceMm(), 1e-6);
    }

    @Test
    void letters_name_each_edge_and_oblique_edges_get_two() throws Exception {
        assertEquals(new ImagePlane.EdgeLetters("R", "L", "AH", "PF"), plane().edgeLetters());
        assertEquals("LHA", new PatientDirection(0.7, -0.5, 0.51).letters());
        assertEquals("F", new PatientDirection(0.1, 0.1, -0.99).letters());
    }

    @Test
    void functional_groups_of_a_frame_come_before_shared_ones_and_those_before_the_top_level() throws Exception {
        DataSet orientation = new DataSetBuilder().put(Tag.ImageOrientationPatient, 0, 1, 0, 0, 0, -1).build();
        DataSet measures = new DataSetBuilder().put(Tag.PixelSpacing, 1.5, 0.9).build();
        DataSet shared = new DataSetBuilder().putSequence(Tag.PlaneOrientationSequence, orientation)
                .putSequence(Tag.PixelMeasuresSequence, measures).build();
        DataSet multiFrame = new DataSetBuilder().put(Tag.PixelSpacing, 9, 9)
                .putSequence(Tag.SharedFunctionalGroupsSequence, shared)
                .putSequence(Tag.PerFrameFunctionalGroupsSequence, frameAt(3), frameAt(8.5)).build();
        ImagePlane second = ImagePlane.of(multiFrame, 1).orElseThrow();
        assertEquals(new PatientPoint(8.5, 2, 1), second.position());
        assertEquals(new PixelSpacing(1.5, 0.9), second.spacing());
        assertEquals(new ImagePlane.EdgeLetters("A", "P", "H", "F"), second.edgeLetters());
        assertEquals(-5.5, second.patientToPixel(ImagePlane.of(multiFrame, 0).orElseThrow().position()).distanceMm()
                * Math.signum(second.normal().left()), 1e-9);
    }

    private static DataSet frameAt(double leftMm) {
        return new DataSetBuilder().putSequence(Tag.PlanePositionSequence,
                new DataSetBuilder().put(Tag.ImagePositionPatient, leftMm, 2, 1).build()).build();
    }

    @Test
    void an_object_that_does_not_say_where_it_lies_has_no_plane() throws Exception {
        assertEquals(Optional.empty(), ImagePlane.of(oblique().remove(Tag.ImagePositionPatient).build()));
        assertEquals(Optional.empty(), ImagePlane.of(oblique().remove(Tag.PixelSpacing).build()));
    }

    @Test
    void directions_askew_are_refused_and_rounded_ones_made_perpendicular() throws Exception {
        DataSet askew = oblique().put(Tag.ImageOrientationPatient, 1, 0, 0, 0.2, 0.98, 0).build();
        assertThrows(ImagingException.Malformed.class, () -> ImagePlane.of(askew));
        DataSet zero = oblique().put(Tag.ImageOrientationPatient, 1, 0, 0, 0, 0, 0).build();
        assertThrows(ImagingException.Malformed.class, () -> ImagePlane.of(zero));
        DataSet rounded = oblique().put(Tag.ImageOrientationPatient, 0.99, 0.12, 0, -0.12, 0.97, -0.21).build();
        ImagePlane plane = ImagePlane.of(rounded).orElseThrow();
        assertEquals(0, plane.alongRow().dot(plane.alongColumn()), 1e-12);
    }

    @Test
    void a_spacing_that_is_none_is_refused() {
        for (double[] spacing : new double[][]{{0, 0.4}, {-0.7, 0.4}, {0.7}}) {
            DataSet bad = oblique().put(Tag.PixelSpacing, spacing).build();
            assertThrows(ImagingException.Malformed.class, () -> ImagePlane.of(bad));
        }
    }

    private record Image(int number, Optional<ImagePlane> plane) {}

    private static Image image(int number, double alongMm) throws ImagingException {
        PatientDirection normal = plane().normal();
        return new Image(number,
                ImagePlane.of(oblique().put(Tag.ImagePositionPatient, normal.left() * alongMm,
                        normal.posterior() * alongMm, normal.superior() * alongMm).build()));
    }

    private static List<Integer> sorted(Image... images) {
        return ReadingOrder.sorted(List.of(images), Image::plane, Image::number).stream().map(Image::number).toList();
    }

    @Test
    void images_are_read_in_the_order_of_their_place_in_the_direction_of_their_numbers() throws Exception {
        assertEquals(List.of(1, 7, 3, 9), sorted(image(7, 5.1), image(9, 11), image(1, 2), image(3, 8)));
        assertEquals(List.of(1, 7, 3, 9), sorted(image(7, 8), image(9, -4), image(1, 11), image(3, 2)));
    }

    @Test
    void images_that_lie_in_one_place_or_askew_are_read_by_number() throws Exception {
        assertEquals(List.of(1, 2, 3), sorted(image(3, 1), image(1, 5), image(2, 5)));
        Image sagittal = new Image(2, ImagePlane
                .of(oblique().put(Tag.ImageOrientationPatient, 0, 1, 0, 0, 0, -1).build()));
        assertEquals(List.of(1, 2, 3), sorted(image(3, 1), image(1, 5), sagittal));
        assertEquals(List.of(1, 2), sorted(image(2, 1), new Image(1, Optional.empty())));
        assertTrue(sorted().isEmpty());
    }
}
