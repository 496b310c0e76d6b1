package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;

class DerivedJpegTest {
    private static PixelFormat format(int rows, int columns, Photometric photometric) {
        int samples = photometric.isMonochrome() ? 1 : 3;
        return new PixelFormat(rows, columns, samples, 8, 8, 7, false, false, photometric);
    }

    /** Smooth enough for chroma to survive halving. */
    private static int[] smooth(int rows, int columns, int samples, int slope) {
        int[] values = new int[rows * columns * samples];
        for (int i = 0; i < values.length; i++) {
            int x = i / samples % columns;
            int y = i / samples / columns;
            values[i] = Math.clamp(90 + slope * x / 4 + y - 20 * (i % samples), 0, 255);
        }
        return values;
    }

    @Property(tries = 150)
    void smooth_pictures_of_any_size_come_back_nearly_the_same(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns, @ForAll boolean colour,
            @ForAll @IntRange(min = 85, max = 100) int quality, @ForAll @IntRange(min = -3, max = 3) int slope)
            throws ImagingException {
        PixelFormat format = format(rows, columns, colour ? Photometric.YBR_FULL : Photometric.MONOCHROME2);
        int[] values = smooth(rows, columns, format.samplesPerPixel(), slope);
        byte[] encoded = JpegBaselineEncoder.encode(TestImages.frame(format, values), quality);
        int[] decoded = TestImages.decode(".jpg", format, encoded);
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], decoded[i], 9, "at " + i);
        }
    }

    @Test
    void at_the_best_quality_noise_is_off_by_a_rounding_only() throws ImagingException {
        PixelFormat format = format(23, 37, Photometric.MONOCHROME2);
        Frame frame = RandomImages.frame(23, 37, 1, 8, false, 10, 5);
        int[] decoded = TestImages.decode(".jpg", format, JpegBaselineEncoder.encode(frame, 100));
        int[] values = TestImages.values(frame.samples());
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], decoded[i], 2, "at " + i);
        }
    }

    @Test
    void better_quality_is_closer_and_longer() throws ImagingException {
        Frame frame = RandomImages.frame(40, 56, 3, 8, false, 5, 7);
        int[] values = TestImages.values(frame.samples());
        PixelFormat coded = format(40, 56, Photometric.YBR_FULL);
        Frame same = TestImages.frame(coded, values);
        long lastError = Long.MAX_VALUE;
        int lastLength = 0;
        for (int quality : new int[]{5, 30, 70, 95}) {
            byte[] encoded = JpegBaselineEncoder.encode(same, quality);
            int[] decoded = TestImages.decode(".jpg", coded, encoded);
            long error = 0;
            for (int i = 0; i < values.length; i++) {
                error += (long) (values[i] - decoded[i]) * (values[i] - decoded[i]);
            }
            assertTrue(error < lastError && encoded.length > lastLength, "quality " + quality);
            lastError = error;
            lastLength = encoded.length;
        }
    }

    private static DicomFile file(DataSet dataSet) throws ImagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
        return DicomFile.read(new ArrayByteSource(out.toByteArray()), ParseLimits.CLINICAL);
    }

    private static DataSetBuilder image(int bits, String photometric) {
        int samples = photometric.startsWith("MONO") || photometric.startsWith("PAL") ? 1 : 3;
        return new DataSetBuilder().put(Tag.SOPClassUID, Uids.SECONDARY_CAPTURE_IMAGE_STORAGE)
                .put(Tag.SOPInstanceUID, "2.25.77").put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .put(Tag.SamplesPerPixel, samples).put(Tag.PhotometricInterpretation, photometric).put(Tag.Rows, 9)
                .put(Tag.Columns, 17).put(Tag.BitsAllocated, bits).put(Tag.BitsStored, bits).put(Tag.HighBit, bits - 1)
                .put(Tag.PixelRepresentation, 0).put(Tag.SmallestImagePixelValue, 0)
                .putBytes(Tag.PixelData, Vr.OW, new byte[9 * 17 * samples * bits / 8 + 1 & ~1]);
    }

    @Test
    void a_derived_image_says_what_was_done_and_to_what() throws ImagingException {
        DataSet derived = DerivedJpeg.of(file(image(8, "RGB").build()), 75);
        assertEquals(List.of("DERIVED", "PRIMARY", "AXIAL"), derived.texts(Tag.ImageType));
        assertEquals("01", derived.text(Tag.LossyImageCompression).orElseThrow());
        assertEquals(List.of("ISO_10918_1"), derived.texts(Tag.LossyImageCompressionMethod));
        assertEquals(1, derived.texts(Tag.LossyImageCompressionRatio).size());
        assertTrue(derived.text(Tag.DerivationDescription).orElseThrow().contains("quality 75"));
        assertEquals("113040", derived.items(Tag.DerivationCodeSequence).getFirst().text(Tag.CodeValue).orElseThrow());
        DataSet source = derived.items(Tag.SourceImageSequence).getFirst();
        assertEquals("2.25.77", source.text(Tag.ReferencedSOPInstanceUID).orElseThrow());
        assertEquals(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE, source.text(Tag.ReferencedSOPClassUID).orElseThrow());
        assertEquals("YBR_FULL_422", derived.text(Tag.PhotometricInterpretation).orElseThrow());
        assertTrue(derived.element(Tag.SmallestImagePixelValue).isEmpty());
        String uid = derived.text(Tag.SOPInstanceUID).orElseThrow();
        assertTrue(Uids.isValid(uid) && uid.startsWith("2.25."), uid);
        assertEquals(uid, DerivedJpeg.of(file(image(8, "RGB").build()), 75).text(Tag.SOPInstanceUID).orElseThrow());
        assertNotEquals(uid, DerivedJpeg.of(file(image(8, "RGB").build()), 74).text(Tag.SOPInstanceUID).orElseThrow());
        assertEquals("YBR_FULL", DerivedJpeg.of(file(image(8, "RGB").build()), 90)
                .text(Tag.PhotometricInterpretation).orElseThrow());
    }

    @Test
    void what_was_done_before_stays_said() throws ImagingException {
        DataSetBuilder lossy = image(8, "MONOCHROME2").put(Tag.LossyImageCompression, "01")
                .put(Tag.LossyImageCompressionRatio, "7.5").put(Tag.LossyImageCompressionMethod, "ISO_15444_1")
                .put(Tag.DerivationDescription, "cropped");
        DataSet derived = DerivedJpeg.of(file(lossy.build()), 60);
        assertEquals(List.of("ISO_15444_1", "ISO_10918_1"), derived.texts(Tag.LossyImageCompressionMethod));
        assertEquals("7.5", derived.texts(Tag.LossyImageCompressionRatio).getFirst());
        assertEquals("cropped; JPEG Baseline, quality 60", derived.text(Tag.DerivationDescription).orElseThrow());
        assertEquals("121322",
                derived.items(Tag.SourceImageSequence).getFirst().items(Tag.of(0x0040, 0xa170)).getFirst()
                        .text(Tag.CodeValue).orElseThrow(),
                "no uncompressed predecessor");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(derived, TransferSyntax.JPEG_BASELINE, out);
        FrameReader reader = FrameReader
                .open(DicomFile.read(new ArrayByteSource(out.toByteArray()), ParseLimits.CLINICAL));
        assertArrayEquals(new int[9 * 17], TestImages.values(reader.read(0).samples()));
    }

    @Test
    void sixteen_bits_palettes_and_signed_samples_are_refused() {
        for (DataSetBuilder image : List.of(image(16, "MONOCHROME2"), image(8, "PALETTE COLOR"),
                image(8, "MONOCHROME2").put(Tag.PixelRepresentation, 1))) {
            assertThrows(ImagingException.Unsupported.class, () -> DerivedJpeg.of(file(image.build()), 75));
        }
    }
}
