package org.lantern.imaging.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.geometry.ImagePlane;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Calibration;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.measure.Region;
import org.lantern.imaging.measure.RegionStatistics;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.StoredValues;

class PhantomTest {
    private static final LocalDateTime ACQUIRED = LocalDateTime.of(2026, 3, 2, 9, 30, 5);

    private static Phantom small(Phantom.Kind kind, long seed) {
        return new Phantom(kind, 4, 60, 84, seed, PhantomPatient.ANONYMOUS, ACQUIRED);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_seed_gives_the_same_bytes_and_another_seed_others(Phantom.Kind kind) throws Exception {
        DataSet first = small(kind, 5).generate().findFirst().orElseThrow();
        DataSet again = small(kind, 5).generate().findFirst().orElseThrow();
        DataSet other = small(kind, 6).generate().findFirst().orElseThrow();
        assertEquals(first.text(Tag.SOPInstanceUID), again.text(Tag.SOPInstanceUID));
        assertArrayEquals(first.bytes(Tag.PixelData).orElseThrow(), again.bytes(Tag.PixelData).orElseThrow());
        assertNotEquals(first.text(Tag.SeriesInstanceUID), other.text(Tag.SeriesInstanceUID));
        assertFalse(Arrays.equals(first.bytes(Tag.PixelData).orElseThrow(),
                other.bytes(Tag.PixelData).orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource
    void objects_belong_together_and_describe_their_pixels(Phantom.Kind kind) throws Exception {
        Set<String> instances = new HashSet<>();
        Set<String> series = new HashSet<>();
        for (DataSet object : small(kind, 1).generate().toList()) {
            instances.add(object.text(Tag.SOPInstanceUID).orElseThrow());
            series.add(object.text(Tag.SeriesInstanceUID).orElseThrow());
            assertTrue(Uids.isValid(object.text(Tag.SOPInstanceUID).orElseThrow()));
            assertEquals("20260302", object.text(Tag.StudyDate).orElseThrow());
            assertEquals("093005", object.text(Tag.StudyTime).orElseThrow());
            assertEquals("063Y", object.text(Tag.PatientAge).orElseThrow());
            int frames = object.integer(Tag.NumberOfFrames).orElse(1);
            assertEquals(frames * 60 * 84 * object.integer(Tag.BitsAllocated).orElseThrow() / 8,
                    object.bytes(Tag.PixelData).orElseThrow().length);
        }
        assertEquals(kind == Phantom.Kind.US_CINE ? 1 : 4, instances.size());
        assertEquals(1, series.size());
        assertEquals(Optional.of(kind), Phantom.Kind.ofTerm(kind.term()));
    }

    @Test
    void slices_are_oblique_and_anisotropic_and_lie_side_by_side() throws Exception {
        for (Phantom.Kind kind : List.of(Phantom.Kind.CT_HEAD, Phantom.Kind.CT_CHEST, Phantom.Kind.MR_BRAIN)) {
            List<DataSet> slices = small(kind, 1).generate().toList();
            ImagePlane first = ImagePlane.of(slices.getFirst()).orElseThrow();
            ImagePlane last = ImagePlane.of(slices.getLast()).orElseThrow();
            assertTrue(first.isParallelTo(last));
            assertNotEquals(first.spacing().betweenColumnsMm(), first.spacing().betweenRowsMm());
            assertTrue(Math.abs(first.normal().superior()) < 0.999);
            double thickness = slices.getFirst().decimal(Tag.SliceThickness).orElseThrow();
            assertEquals(3 * thickness, Math.abs(last.alongNormalMm() - first.alongNormalMm()), 1e-3);
        }
    }

    private static Frame frame(DataSet slice) throws Exception {
        PixelFormat format = new PixelFormat(slice.integer(Tag.Rows).orElseThrow(),
                slice.integer(Tag.Columns).orElseThrow(), 1, 16, slice.integer(Tag.BitsStored).orElseThrow(),
                slice.integer(Tag.HighBit).orElseThrow(), slice.integer(Tag.PixelRepresentation).orElseThrow() == 1,
                false,
                Photometric.MONOCHROME2);
        short[] values = new short[format.rows() * format.columns()];
        ByteBuffer.wrap(slice.bytes(Tag.PixelData).orElseThrow()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer()
                .get(values);
        return new Frame(format, new Samples.Shorts(values));
    }

    /** The width at half height of a profile through the centre; the pixels are 0.65 mm wide. */
    @Test
    void nodules_have_the_diameter_and_the_density_that_is_promised() throws Exception {
        Phantom phantom = new Phantom(Phantom.Kind.CT_CHEST, 16, 448, 600, 11, PhantomPatient.ANONYMOUS, ACQUIRED);
        List<DataSet> slices = phantom.generate().toList();
        List<Nodule> nodules = phantom.nodules();
        assertEquals(3, nodules.size());
        for (Nodule nodule : nodules) {
            DataSet slice = slices.get(nodule.slice());
            ImagePlane plane = ImagePlane.of(slice).orElseThrow();
            ImagePlane.Projection seen = plane.patientToPixel(nodule.center());
            assertEquals(0, seen.distanceMm(), 1e-3);
            Frame frame = frame(slice);
            ModalityLut hu = ModalityLut.of(slice);
            double across = nodule.diameterMm() / plane.spacing().betweenColumnsMm() / 4;
            double down = nodule.diameterMm() / plane.spacing().betweenRowsMm() / 4;
            PixelPoint center = seen.point();
            Calibration calibration = ImageCalibration.of(slice, 0).at(center);
            assertEquals(Calibration.Source.PATIENT, calibration.source());
            RegionStatistics inside = RegionStatistics.of(frame, hu, Optional.empty(),
                    new Region.Ellipse(new PixelPoint(center.column() - across, center.row() - down),
                            new PixelPoint(center.column() + across, center.row() + down)),
                    calibration).orElseThrow();
            assertEquals(nodule.valueHu(), inside.mean(), 15);
            assertEquals("HU", inside.unit());
            assertEquals(nodule.diameterMm(), widthMm(frame, hu, center, plane.spacing().betweenColumnsMm()), 0.8);
        }
    }

    private static double widthMm(Frame frame, ModalityLut hu, PixelPoint center, double spacingMm) {
        StoredValues stored = StoredValues.of(frame);
        int row = (int) Math.rint(center.row());
        double half = (40 - 860) / 2.0;
        double width = 0;
        for (int side = -1; side <= 1; side += 2) {
            int column = (int) Math.rint(center.column());
            while (hu.apply(stored.at(row * frame.format().columns() + column)) > half) {
                column += side;
            }
            double outer = hu.apply(stored.at(row * frame.format().columns() + column));
            double inner = hu.apply(stored.at(row * frame.format().columns() + column - side));
            double edge = column - side + side * (inner - half) / (inner - outer);
            width += Math.abs(edge - center.column());
        }
        return width * spacingMm;
    }

    @Test
    void ultrasound_has_a_calibrated_region_and_a_frame_time() throws Exception {
        DataSet cine = new Phantom(Phantom.Kind.US_CINE, 3, 480, 640, 1, PhantomPatient.ANONYMOUS, ACQUIRED).generate()
                .findFirst().orElseThrow();
        assertEquals(3, cine.integer(Tag.NumberOfFrames).orElseThrow());
        assertEquals(28, cine.decimal(Tag.FrameTime).orElseThrow());
        Calibration calibration = ImageCalibration.of(cine, 0).at(new PixelPoint(300, 100), new PixelPoint(300, 300));
        assertEquals(Calibration.Source.ULTRASOUND_REGION, calibration.source());
        assertEquals(160 / (480 * 0.88), calibration.spacing().orElseThrow().betweenRowsMm(), 1e-9);
    }
}
