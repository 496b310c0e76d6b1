package org.lantern.imaging.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.geometry.PixelSpacing;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.PixelPadding;
import org.lantern.imaging.pixel.Samples;

class MeasureTest {
    private static final Calibration ANISOTROPIC = Calibration.of(Calibration.Source.PATIENT,
            new PixelSpacing(0.7, 0.4), "");
    private static final ModalityLut HU = new ModalityLut.Rescale(2, -1000, "HU");

    private static PixelPoint at(double column, double row) {
        return new PixelPoint(column, row);
    }

    @Test
    void a_length_follows_the_spacing_of_each_direction() {
        Length length = new Length(at(10, 20), at(40, 60), ANISOTROPIC);
        assertEquals(50, length.pixels(), 1e-12);
        assertEquals(Math.hypot(30 * 0.4, 40 * 0.7), length.mm().orElseThrow(), 1e-12);
    }

    @Test
    void a_length_without_calibration_has_pixels_and_no_millimetres() {
        Length length = new Length(at(0, 0), at(3, 4), Calibration.NONE);
        assertEquals(5, length.pixels());
        assertEquals(OptionalDouble.empty(), length.mm());
    }

    @Test
    void an_angle_is_that_in_the_patient_and_not_that_on_the_pixels() {
        assertEquals(Math.toDegrees(Math.atan2(0.7, 0.4)),
                new Angle(at(10, 0), at(0, 0), at(10, 10), ANISOTROPIC).degrees(), 1e-9);
        assertEquals(45, new Angle(at(10, 0), at(0, 0), at(10, 10), Calibration.NONE).degrees(), 1e-9);
        assertEquals(180, new Angle(at(-3, 0), at(0, 0), at(5, 0), ANISOTROPIC).degrees(), 1e-9);
        assertThrows(IllegalArgumentException.class,
                () -> new Angle(at(1, 1), at(1, 1), at(5, 0), ANISOTROPIC));
    }

    @Test
    void a_line_of_known_length_calibrates_and_keeps_the_shape_of_pixels() {
        Calibration byLine = ANISOTROPIC.byKnownLength(at(0, 0), at(0, 40), 14, "ruler");
        assertEquals(Calibration.Source.CALIBRATED, byLine.source());
        assertEquals(14, new Length(at(5, 5), at(5, 45), byLine).mm().orElseThrow(), 1e-9);
        assertEquals(0.4 / 0.7 * 14, new Length(at(5, 5), at(45, 5), byLine).mm().orElseThrow(), 1e-9);
    }

    /** Stored value = column + 100 row, 9 rows of 12. */
    private static Frame ramp() {
        short[] values = new short[9 * 12];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (i % 12 + 100 * (i / 12));
        }
        return new Frame(new PixelFormat(9, 12, 1, 16, 16, 15, false, false, Photometric.MONOCHROME2),
                new Samples.Shorts(values));
    }

    @Test
    void statistics_of_a_rectangle_on_a_ramp_have_their_closed_form() throws Exception {
        Region rectangle = new Region.Rectangle(at(6.4, 4.2), at(2.6, 1.9));
        RegionStatistics statistics = RegionStatistics.of(ramp(), HU, Optional.empty(), rectangle, ANISOTROPIC)
                .orElseThrow();
        // Columns 3 to 6, rows 2 to 4.
        assertEquals(12, statistics.count());
        assertEquals(2 * (4.5 + 300) - 1000, statistics.mean(), 1e-9);
        assertEquals(2 * Math.sqrt(15.0 / 12 + 10000 * 8.0 / 12), statistics.standardDeviation(), 1e-9);
        assertEquals(2 * 203 - 1000, statistics.lowest());
        assertEquals(2 * 406 - 1000, statistics.highest());
        assertEquals(2 * 304.5 - 1000, statistics.median());
        assertEquals("HU", statistics.unit());
        assertEquals(3.8 * 2.3, statistics.areaPixels(), 1e-9);
        assertEquals(3.8 * 2.3 * 0.4 * 0.7, statistics.areaMm2().orElseThrow(), 1e-9);
    }

    @Test
    void an_ellipse_holds_the_pixels_whose_centre_is_inside_and_has_the_area_of_an_ellipse() throws Exception {
        Region ellipse = new Region.Ellipse(at(2, 3), at(8, 7));
        RegionStatistics statistics = RegionStatistics.of(ramp(), HU, Optional.empty(), ellipse, Calibration.NONE)
                .orElseThrow();
        assertEquals(Math.PI * 3 * 2, statistics.areaPixels(), 1e-9);
        assertEquals(OptionalDouble.empty(), statistics.areaMm2());
        // Rows 3 to 7 have 1, 5, 7, 5 and 1 such pixels, about column 5 and row 5.
        assertEquals(19, statistics.count());
        assertEquals(2 * 505 - 1000, statistics.mean(), 1e-9);
    }

    @Test
    void a_polygon_has_the_area_of_gauss_and_the_pixels_inside() throws Exception {
        Region triangle = new Region.Polygon(List.of(at(1, 1), at(9, 1), at(1, 5)));
        assertEquals(16, triangle.areaPixels(), 1e-12);
        RegionStatistics statistics = RegionStatistics.of(ramp(), HU, Optional.empty(), triangle, ANISOTROPIC)
                .orElseThrow();
        assertEquals(9 + 7 + 5 + 3 + 1, statistics.count());
        assertThrows(IllegalArgumentException.class, () -> new Region.Polygon(List.of(at(0, 0), at(1, 1))));
    }

    @Test
    void padding_and_pixels_outside_do_not_count_and_colour_is_refused() throws Exception {
        Region all = new Region.Rectangle(at(-50, -50), at(50, 50));
        assertEquals(108 - 12, RegionStatistics.of(ramp(), HU, Optional.of(new PixelPadding(100, 111)), all,
                ANISOTROPIC).orElseThrow().count());
        assertFalse(RegionStatistics.of(ramp(), HU, Optional.empty(), new Region.Rectangle(at(20, 20), at(30, 30)),
                ANISOTROPIC).isPresent());
        Frame color = new Frame(new PixelFormat(1, 2, 3, 8, 8, 7, false, false, Photometric.RGB),
                new Samples.Bytes(new byte[6]));
        assertThrows(ImagingException.Unsupported.class,
                () -> RegionStatistics.of(color, HU, Optional.empty(), all, ANISOTROPIC));
    }

    private static Calibration of(DataSetBuilder builder) throws ImagingException {
        return ImageCalibration.of(builder.build(), 0).at(at(10, 10));
    }

    @Test
    void each_way_of_calibration_is_told_from_the_others() throws Exception {
        assertEquals(Calibration.Source.PATIENT,
                of(new DataSetBuilder().put(Tag.Modality, "CT").put(Tag.PixelSpacing, 0.7, 0.4)).source());
        assertEquals(Calibration.of(Calibration.Source.DETECTOR, new PixelSpacing(0.15, 0.14), ""),
                of(new DataSetBuilder().put(Tag.Modality, "DX").put(Tag.ImagerPixelSpacing, 0.15, 0.14)));
        assertEquals(Calibration.Source.DETECTOR, of(new DataSetBuilder().put(Tag.Modality, "CR")
                .put(Tag.ImagerPixelSpacing, 0.15, 0.14).put(Tag.PixelSpacing, 0.15, 0.14)).source());
        assertEquals(Calibration.of(Calibration.Source.CALIBRATED, new PixelSpacing(0.12, 0.11), "25 mm ball"),
                of(new DataSetBuilder().put(Tag.Modality, "DX").put(Tag.ImagerPixelSpacing, 0.15, 0.14)
                        .put(Tag.PixelSpacing, 0.12, 0.11).put(Tag.PixelSpacingCalibrationType, "FIDUCIAL")
                        .put(Tag.PixelSpacingCalibrationDescription, "25 mm ball")));
        Calibration magnified = of(new DataSetBuilder().put(Tag.Modality, "XA").put(Tag.ImagerPixelSpacing, 0.3, 0.2)
                .put(Tag.EstimatedRadiographicMagnificationFactor, 1.25));
        assertEquals(Calibration.Source.CALIBRATED, magnified.source());
        assertEquals(0.24, magnified.spacing().orElseThrow().betweenRowsMm(), 1e-12);
        Calibration none = of(new DataSetBuilder().put(Tag.Modality, "OT").put(Tag.PixelAspectRatio, 4, 3));
        assertEquals(Calibration.none(4 / 3.0), none);
    }

    @Test
    void ultrasound_is_calibrated_within_a_region_and_nowhere_else() throws Exception {
        DataSet tissue = region(0, 0, 99, 79, 1, 3, 0.02, 0.03);
        DataSet spectrum = region(0, 100, 99, 179, 3, 4, 0.5, 0.6);
        DataSet image = new DataSetBuilder().put(Tag.Modality, "US").put(Tag.PixelSpacing, 5, 5)
                .putSequence(Tag.SequenceOfUltrasoundRegions, tissue, spectrum).build();
        ImageCalibration calibration = ImageCalibration.of(image, 0);
        assertEquals(Calibration.of(Calibration.Source.ULTRASOUND_REGION, new PixelSpacing(0.3, 0.2), ""),
                calibration.at(at(5, 5), at(99, 79)));
        assertTrue(calibration.at(at(5, 5), at(5, 120)).spacing().isEmpty());
        assertTrue(calibration.at(at(5, 120), at(50, 130)).spacing().isEmpty());
        assertTrue(calibration.at(at(120, 5)).spacing().isEmpty());
    }

    private static DataSet region(int left, int top, int right, int bottom, int format, int units, double across,
            double down) {
        return new DataSetBuilder().put(Tag.RegionLocationMinX0, left).put(Tag.RegionLocationMinY0, top)
                .put(Tag.RegionLocationMaxX1, right).put(Tag.RegionLocationMaxY1, bottom)
                .put(Tag.RegionSpatialFormat, format).put(Tag.PhysicalUnitsXDirection, units)
                .put(Tag.PhysicalUnitsYDirection, units).put(Tag.PhysicalDeltaX, across)
                .put(Tag.PhysicalDeltaY, down).build();
    }
}
