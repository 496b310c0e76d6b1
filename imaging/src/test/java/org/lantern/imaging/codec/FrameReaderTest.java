package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.Samples;

class FrameReaderTest {
    private static final TransferSyntax LITTLE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private static DataSetBuilder image(int rows, int columns, int samples, int bits, String photometric) {
        return new DataSetBuilder().put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, "2.25.1").put(Tag.SamplesPerPixel, samples)
                .put(Tag.PhotometricInterpretation, photometric).put(Tag.Rows, rows).put(Tag.Columns, columns)
                .put(Tag.BitsAllocated, bits).put(Tag.BitsStored, bits).put(Tag.HighBit, bits - 1)
                .put(Tag.PixelRepresentation, 0);
    }

    private static FrameReader open(byte[] file) throws ImagingException {
        return FrameReader.open(DicomFile.read(new ArrayByteSource(file), ParseLimits.CLINICAL));
    }

    private static byte[] written(DataSet dataSet, TransferSyntax syntax) throws ImagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, syntax, out);
        return out.toByteArray();
    }

    /** A file whose fragments follow a basic offset table with the given entries. */
    private static byte[] encapsulated(DataSetBuilder image, TransferSyntax syntax, int[] table, byte[]... fragments)
            throws ImagingException {
        byte[] head = written(image.build(), syntax);
        int total = head.length + 12 + 8 + 4 * table.length + 8;
        for (byte[] fragment : fragments) {
            total += 8 + fragment.length;
        }
        ByteBuffer file = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN).put(head);
        file.putShort((short) 0x7fe0).putShort((short) 0x10).put((byte) 'O').put((byte) 'B').putShort((short) 0);
        file.putInt(-1).putInt(0xe000fffe).putInt(4 * table.length);
        for (int entry : table) {
            file.putInt(entry);
        }
        for (byte[] fragment : fragments) {
            file.putInt(0xe000fffe).putInt(fragment.length).put(fragment);
        }
        return file.putInt(0xe0ddfffe).putInt(0).array();
    }

    private static byte[] bytes(FrameReader reader, int frame) throws ImagingException {
        return ((Samples.Bytes) reader.read(frame).samples()).values();
    }

    @Test
    void one_bit_frames_may_begin_inside_of_a_byte() throws ImagingException {
        // two frames of 3 x 3 bits: 101010101 and 011001100, least significant bit first
        DataSet dataSet = image(3, 3, 1, 1, "MONOCHROME2").put(Tag.NumberOfFrames, "2")
                .putBytes(Tag.PixelData, Vr.OB, new byte[]{0x55, (byte) 0xcd, 0, 0}).build();
        FrameReader reader = open(written(dataSet, LITTLE));
        assertArrayEquals(new byte[]{1, 0, 1, 0, 1, 0, 1, 0, 1}, bytes(reader, 0));
        assertArrayEquals(new byte[]{0, 1, 1, 0, 0, 1, 1, 0, 0}, bytes(reader, 1));
    }

    @Test
    void planes_become_colour_by_pixel() throws ImagingException {
        DataSet dataSet = image(1, 2, 3, 8, "RGB").put(Tag.PlanarConfiguration, 1)
                .putBytes(Tag.PixelData, Vr.OB, new byte[]{1, 2, 3, 4, 5, 6}).build();
        assertArrayEquals(new byte[]{1, 3, 5, 2, 4, 6}, bytes(open(written(dataSet, LITTLE)), 0));
    }

    @Test
    void shared_chroma_is_given_to_both_pixels() throws ImagingException {
        DataSet dataSet = image(1, 2, 3, 8, "YBR_FULL_422").put(Tag.PlanarConfiguration, 0)
                .putBytes(Tag.PixelData, Vr.OB, new byte[]{10, 20, 3, 4}).build();
        FrameReader reader = open(written(dataSet, LITTLE));
        assertArrayEquals(new byte[]{10, 3, 4, 20, 3, 4}, bytes(reader, 0));
        assertEquals(Photometric.YBR_FULL, reader.format().photometric());
    }

    @Test
    void bytes_in_big_endian_words_are_swapped_and_bytes_in_byte_strings_are_not() throws ImagingException {
        byte[] stored = {2, 1, 4, 3, 6, 5};
        for (Vr vr : List.of(Vr.OW, Vr.OB)) {
            DataSetBuilder image = image(1, 3, 1, 8, "MONOCHROME2").put(Tag.NumberOfFrames, "2");
            byte[] head = written(image.build(), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
            byte[] file = ByteBuffer.allocate(head.length + 18).put(head).putInt(0x7fe00010)
                    .put(vr.name().getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putShort((short) 0).putInt(6)
                    .put(stored).array();
            FrameReader reader = open(file);
            assertArrayEquals(vr == Vr.OW ? new byte[]{1, 2, 3} : new byte[]{2, 1, 4}, bytes(reader, 0));
            assertArrayEquals(vr == Vr.OW ? new byte[]{4, 5, 6} : new byte[]{3, 6, 5}, bytes(reader, 1));
        }
    }

    @Test
    void a_frame_beyond_the_end_of_the_data_is_refused_and_the_others_are_not() throws ImagingException {
        DataSet dataSet = image(2, 2, 1, 16, "MONOCHROME2").put(Tag.NumberOfFrames, "2")
                .putBytes(Tag.PixelData, Vr.OW, new byte[14]).build();
        FrameReader reader = open(written(dataSet, LITTLE));
        assertInstanceOf(Samples.Shorts.class, reader.read(0).samples());
        assertEquals(1, assertThrows(ImagingException.DamagedFrame.class, () -> reader.read(1)).frame());
    }

    @Test
    void frames_are_found_with_a_right_a_wrong_and_no_offset_table() throws ImagingException {
        byte[] jpeg = TestImages.stream("lossless-8.jpg");
        byte[] start = java.util.Arrays.copyOf(jpeg, 100);
        byte[] rest = java.util.Arrays.copyOfRange(jpeg, 100, jpeg.length);
        int[] picture = TestImages.picture(8, 1);
        int second = 8 + start.length + 8 + rest.length;
        for (int[] table : new int[][]{{}, {0, second}, {0, 0}, {0, 4}, {0, 1 << 30}, {0, -8}, {16, second}}) {
            DataSetBuilder image = image(TestImages.ROWS, TestImages.COLUMNS, 1, 8, "MONOCHROME2")
                    .put(Tag.NumberOfFrames, "2");
            FrameReader reader = open(
                    encapsulated(image, TransferSyntax.JPEG_LOSSLESS_SV1, table, start, rest, jpeg));
            for (int frame = 0; frame < 2; frame++) {
                assertArrayEquals(picture, TestImages.values(reader.read(frame).samples()));
            }
        }
    }

    @Test
    void an_extended_offset_table_is_used() throws ImagingException {
        byte[] jpeg = TestImages.stream("lossless-8.jpg");
        byte[] offsets = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(0).putLong(8 + jpeg.length)
                .array();
        DataSetBuilder image = image(TestImages.ROWS, TestImages.COLUMNS, 1, 8, "MONOCHROME2")
                .put(Tag.NumberOfFrames, "2").putBytes(Tag.ExtendedOffsetTable, Vr.OV, offsets);
        List<Long> reads = new ArrayList<>();
        byte[] file = encapsulated(image, TransferSyntax.JPEG_LOSSLESS_SV1, new int[0], jpeg, jpeg);
        FrameReader reader = FrameReader.open(DicomFile.read(recording(file, reads), ParseLimits.CLINICAL));
        reads.clear();
        assertArrayEquals(TestImages.picture(8, 1), TestImages.values(reader.read(1).samples()));
        assertTrue(reads.stream().allMatch(position -> position >= file.length - 16 - jpeg.length),
                "reads only the second frame: " + reads);
    }

    private static ByteSource recording(byte[] file, List<Long> reads) {
        ByteSource source = new ArrayByteSource(file);
        return new ByteSource() {
            @Override
            public long size() {
                return file.length;
            }

            @Override
            public void read(long position, byte[] target, int offset, int length) throws java.io.IOException {
                reads.add(position);
                source.read(position, target, offset, length);
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void fragments_that_cannot_be_told_apart_are_refused() throws ImagingException {
        byte[] rle = TestImages.stream("rle.rle");
        DataSetBuilder image = image(TestImages.ROWS, TestImages.COLUMNS, 1, 16, "MONOCHROME2")
                .put(Tag.NumberOfFrames, "2");
        FrameReader reader = open(encapsulated(image, TransferSyntax.RLE_LOSSLESS, new int[0], rle, rle, rle));
        assertThrows(ImagingException.DamagedFrame.class, () -> reader.read(0));
    }

    @Test
    void a_missing_fragment_is_the_last_frames_loss() throws ImagingException {
        byte[] rle = TestImages.stream("rle.rle");
        DataSetBuilder image = image(TestImages.ROWS, TestImages.COLUMNS, 1, 16, "MONOCHROME2")
                .put(Tag.NumberOfFrames, "2");
        FrameReader reader = open(encapsulated(image, TransferSyntax.RLE_LOSSLESS, new int[0], rle));
        assertArrayEquals(TestImages.picture(16, 1), TestImages.values(reader.read(0).samples()));
        assertThrows(ImagingException.DamagedFrame.class, () -> reader.read(1));
    }

    @Test
    void a_deflated_frame_is_inflated_and_a_bomb_is_not() throws ImagingException {
        byte[] pixels = {1, 2, 3, 4, 5, 6};
        for (int size : new int[]{6, 5, 50_000_000}) {
            Deflater deflater = new Deflater(9, true);
            deflater.setInput(java.util.Arrays.copyOf(pixels, size));
            deflater.finish();
            byte[] deflated = new byte[100_000];
            byte[] fragment = java.util.Arrays.copyOf(deflated, deflater.deflate(deflated) + 1 & ~1);
            System.arraycopy(deflated, 0, fragment, 0, fragment.length);
            deflater.end();
            FrameReader reader = open(encapsulated(image(2, 3, 1, 8, "MONOCHROME2"),
                    TransferSyntax.DEFLATED_IMAGE_FRAME, new int[0], fragment));
            if (size >= pixels.length) {
                assertArrayEquals(pixels, bytes(reader, 0));
            } else {
                assertThrows(ImagingException.DamagedFrame.class, () -> reader.read(0));
            }
        }
    }

    @Test
    void an_encapsulated_uncompressed_frame_is_taken_as_it_is() throws ImagingException {
        byte[] file = encapsulated(image(2, 2, 1, 8, "MONOCHROME2"), TransferSyntax.ENCAPSULATED_UNCOMPRESSED,
                new int[]{0}, new byte[]{9, 8, 7, 6});
        assertArrayEquals(new byte[]{9, 8, 7, 6}, bytes(open(file), 0));
    }

    @Test
    void what_nothing_decodes_is_refused_by_the_name_of_its_syntax() throws ImagingException {
        byte[] file = encapsulated(image(2, 2, 1, 8, "MONOCHROME2"), TransferSyntax.MPEG4_HP41, new int[0],
                new byte[4]);
        ImagingException.Unsupported refused = assertThrows(ImagingException.Unsupported.class, () -> open(file));
        assertTrue(refused.what().contains("MPEG-4 AVC/H.264") && refused.what().contains("1.2.840.10008.1.2.4.102"));
    }

    @Test
    void an_image_over_a_gibibyte_is_refused_when_it_is_opened() throws ImagingException {
        byte[] file = encapsulated(image(65535, 65535, 1, 8, "MONOCHROME2"), TransferSyntax.RLE_LOSSLESS, new int[0],
                new byte[4]);
        assertThrows(ImagingException.LimitExceeded.class, () -> open(file));
    }

    @Test
    void an_object_without_pixels_has_no_frames() {
        assertThrows(ImagingException.NoPixelData.class,
                () -> open(written(image(2, 2, 1, 8, "MONOCHROME2").build(), LITTLE)));
    }

    @Test
    void lossy_is_said_by_the_syntax_or_by_the_attribute() throws ImagingException {
        byte[] pixels = new byte[4];
        DataSetBuilder image = image(2, 2, 1, 8, "MONOCHROME2").putBytes(Tag.PixelData, Vr.OB, pixels);
        assertFalse(open(written(image.build(), LITTLE)).lossy());
        assertTrue(open(written(image.put(Tag.LossyImageCompression, "01").build(), LITTLE)).lossy());
        byte[] file = encapsulated(image(2, 2, 1, 8, "MONOCHROME2"), TransferSyntax.JPEG_BASELINE, new int[0], pixels);
        assertTrue(open(file).lossy());
    }
}
