package org.lantern.imaging.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.codec.TestImages;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ImageRenderer;
import org.lantern.imaging.pixel.Presentation;

/** Small files that claim to be large images, and offsets, tables and streams that lead astray: refused at little cost. */
class FrameLimitsTest {
    private static final Duration HANG = Duration.ofMinutes(2);
    private static final long LITTLE_BYTES = 4 << 20;
    private static final TransferSyntax NATIVE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax RLE = TransferSyntax.of("1.2.840.10008.1.2.5");

    private static FrameReader open(byte[] file) throws ImagingException {
        return FrameReader.open(DicomFile.read(new ArrayByteSource(file), ParseLimits.CLINICAL));
    }

    /** Opens a file and reads a frame, which must be refused without allocating much. */
    private static ImagingException refused(byte[] file, int frame) {
        return assertTimeoutPreemptively(HANG, () -> {
            ImagingException[] refused = new ImagingException[1];
            Spending.within(LITTLE_BYTES + 4L * file.length, () -> refused[0] = assertThrows(ImagingException.class,
                    () -> open(file).read(frame)));
            return refused[0];
        });
    }

    private static byte[] stream(Frames.Kind kind, int rows, int columns, int samples) {
        return switch (kind) {
            case NATIVE -> new byte[1000];
            case DEFLATED -> HexFormat.of().parseHex("63000000");
            case RLE -> TestImages.stream("rle.rle");
            case JPEG -> sized("baseline-8.jpg", 0xc0, 3, rows, columns);
            case JPEG_LS -> sized("lossless-8.jls", 0xf7, 3, rows, columns);
            case JPEG_2000 -> sized(TestImages.stream("lossless-8.j2k"), rows, columns);
            case HTJ2K -> sized(Seeds.resource("lossless-8.jph"), rows, columns);
        };
    }

    /** Writes another size into the frame header of a JPEG stream. */
    private static byte[] sized(String name, int marker, int at, int rows, int columns) {
        byte[] stream = TestImages.stream(name);
        for (int i = 0; i + 8 < stream.length; i++) {
            if (stream[i] == -1 && (stream[i + 1] & 0xff) == marker) {
                ByteBuffer.wrap(stream).putShort(i + 2 + at, (short) rows).putShort(i + 4 + at, (short) columns);
                return stream;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** Writes another size, of image and tile, into SIZ. */
    private static byte[] sized(byte[] stream, int rows, int columns) {
        ByteBuffer.wrap(stream).putInt(8, columns).putInt(12, rows).putInt(24, columns).putInt(28, rows);
        return stream;
    }

    /** Rows × columns × samples × bytes beyond 1 GiB, and beyond what 32 bits hold. */
    @ParameterizedTest
    @EnumSource(Frames.Kind.class)
    void an_image_of_65535_by_65535_pixels(Frames.Kind kind) throws Exception {
        for (int samples = 1; samples <= 3; samples += 2) {
            byte[] stream = stream(kind, 65535, 65535, samples);
            DataSetBuilder image = Seeds.image(65535, 65535, samples, 16, 0);
            byte[] file = kind == Frames.Kind.NATIVE
                    ? Seeds.written(image.putBytes(Tag.PixelData, Vr.OW, stream).build(), kind.syntax())
                    : Seeds.encapsulated(image, kind.syntax(), stream);
            ImagingException refused = refused(file, 0);
            assertEquals("maxFrameBytes", assertThrows(ImagingException.LimitExceeded.class, () -> {
                throw refused;
            }).limit());
        }
    }

    /** Within the limit of a frame, but never within a stream of some hundred bytes. */
    @ParameterizedTest
    @EnumSource(value = Frames.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = {"JPEG_2000", "HTJ2K"})
    void a_frame_of_a_gigabyte_in_a_stream_of_some_hundred_bytes(Frames.Kind kind) throws Exception {
        byte[] stream = Arrays.copyOf(stream(kind, 32767, 32767, 1), 900);
        DataSetBuilder image = Seeds.image(32767, 32767, 1, 8, 0);
        byte[] file = kind == Frames.Kind.NATIVE
                ? Seeds.written(image.putBytes(Tag.PixelData, Vr.OW, stream).build(), kind.syntax())
                : Seeds.encapsulated(image, kind.syntax(), stream);
        refused(file, 0);
    }

    @Test
    void frame_bytes_at_the_limit_and_above() throws Exception {
        for (int rows : new int[]{32768, 32769}) {
            byte[] file = Seeds.written(
                    Seeds.image(rows, 32768, 1, 8, 0).putBytes(Tag.PixelData, Vr.OW, new byte[8]).build(), NATIVE);
            if (rows == 32768) {
                assertEquals(1 << 30, open(file).format().sampleCount());
            } else {
                assertThrows(ImagingException.LimitExceeded.class, () -> open(file));
            }
        }
    }

    /** 2^31 - 1 frames; their place in bits is beyond 64 bits for the last ones. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 20, 1 << 30, Integer.MAX_VALUE - 1})
    void more_frames_than_there_are_bytes(int frame) throws Exception {
        String frames = Integer.toString(Integer.MAX_VALUE);
        byte[] file = Seeds.written(Seeds.image(32768, 32768, 1, 8, 0).put(Tag.NumberOfFrames, frames)
                .putBytes(Tag.PixelData, Vr.OW, new byte[900]).build(), NATIVE);
        refused(file, frame);
        byte[] packed = Seeds.encapsulated(
                Seeds.image(TestImages.ROWS, TestImages.COLUMNS, 1, 16, 0).put(Tag.NumberOfFrames, frames), RLE,
                TestImages.stream("rle.rle"));
        refused(packed, frame);
    }

    @ParameterizedTest
    @CsvSource({"0,5,1,8,8,7", "5,0,1,8,8,7", "5,5,0,8,8,7", "5,5,5,8,8,7", "5,5,65535,8,8,7", "5,5,1,0,8,7",
            "5,5,1,12,12,11", "5,5,1,65535,8,7", "5,5,1,8,0,7", "5,5,1,8,9,8", "5,5,1,8,8,8", "5,5,1,8,8,6",
            "5,5,1,16,65535,15", "5,5,1,64,64,63"})
    void a_shape_that_cannot_be(int rows, int columns, int samples, int allocated, int stored, int highBit)
            throws Exception {
        DataSet shape = new DataSetBuilder().putAll(Seeds.image(5, 5, 1, 8, 0).build()).put(Tag.Rows, rows)
                .put(Tag.Columns, columns).put(Tag.SamplesPerPixel, samples).put(Tag.BitsAllocated, allocated)
                .put(Tag.BitsStored, stored).put(Tag.HighBit, highBit)
                .putBytes(Tag.PixelData, Vr.OW, new byte[200]).build();
        byte[] file = Seeds.written(shape, NATIVE);
        refused(file, 0);
    }

    /** Basic and extended tables with offsets outside, backwards and at the border of 32 and 64 bits are not followed. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 4, 0x7fffffffL, 0xffffffffL, 0x80000000L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40})
    void an_offset_table_that_points_outside(long second) throws Exception {
        byte[] stream = TestImages.stream("rle.rle");
        DataSetBuilder image = Seeds.image(TestImages.ROWS, TestImages.COLUMNS, 1, 16, 0)
                .put(Tag.NumberOfFrames, "2");
        ByteBuffer extended = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(0).putLong(second);
        byte[] file = Seeds.encapsulated(
                image.putBytes(Tag.ExtendedOffsetTable, Vr.OV, extended.array())
                        .putBytes(Tag.ExtendedOffsetTableLengths, Vr.OV, extended.array()),
                RLE, stream, stream);
        Frame first = open(file).read(0);
        assertEquals(first.samples().length(), open(file).read(1).samples().length());
        ByteBuffer basic = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putInt((int) second);
        byte[] plain = Seeds.encapsulated(
                Seeds.image(TestImages.ROWS, TestImages.COLUMNS, 1, 16, 0).put(Tag.NumberOfFrames, "2"), RLE, stream,
                stream);
        byte[] with = withTable(plain, basic.array());
        assertEquals(first.samples().length(), open(with).read(1).samples().length());
    }

    private static byte[] withTable(byte[] file, byte[] table) {
        byte[] empty = HexFormat.of().parseHex("e07f10004f420000fffffffffeff00e000000000");
        int at = 0;
        while (!Arrays.equals(Arrays.copyOfRange(file, at, at + empty.length), empty)) {
            at++;
        }
        int end = at + empty.length;
        byte[] longer = new byte[file.length + table.length];
        System.arraycopy(file, 0, longer, 0, end);
        longer[end - 4] = (byte) table.length;
        System.arraycopy(table, 0, longer, end, table.length);
        System.arraycopy(file, end, longer, end + table.length, file.length - end);
        return longer;
    }

    /** An item that says it has 4 GiB, in place of the table and of a fragment. */
    @Test
    void a_fragment_of_4_gigabytes() throws Exception {
        byte[] file = Seeds.encapsulated(Seeds.image(TestImages.ROWS, TestImages.COLUMNS, 1, 16, 0), RLE,
                TestImages.stream("rle.rle"));
        byte[] item = HexFormat.of().parseHex("feff00e0");
        int found = 0;
        for (int i = file.length - 12; i > 0; i--) {
            if (Arrays.equals(Arrays.copyOfRange(file, i, i + 4), item)) {
                for (int length : new int[]{-1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                    byte[] changed = file.clone();
                    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(i + 4, length);
                    refused(changed, 0);
                }
                found++;
            }
        }
        assertTrue(found >= 2);
    }

    @Test
    void an_rle_header_that_points_outside() throws Exception {
        byte[] stream = TestImages.stream("rle.rle");
        for (int word = 0; word < 3; word++) {
            for (int value : new int[]{-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 63, stream.length + 1, 15, 16}) {
                byte[] changed = stream.clone();
                int old = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).getInt(4 * word);
                ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(4 * word, value);
                if (old != value) {
                    refused(Seeds.encapsulated(Seeds.image(TestImages.ROWS, TestImages.COLUMNS, 1, 16, 0), RLE,
                            changed), 0);
                }
            }
        }
    }

    /** Scans that are empty each and together as many as memory has bytes. */
    @Test
    void a_jpeg_of_more_than_a_thousand_scans() throws Exception {
        byte[] stream = TestImages.stream("progressive-8.jpg");
        int firstScan = indexOf(stream, 0xda, 0);
        int length = (stream[firstScan + 2] & 0xff) << 8 | stream[firstScan + 3] & 0xff;
        int secondScan = indexOf(stream, 0xda, firstScan + 2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(stream, 0, firstScan);
        // the scan of the lowest coefficients, again and again
        for (int i = 0; i < 1001; i++) {
            out.write(stream, firstScan, secondScan - firstScan);
        }
        assertTrue(length > 0);
        byte[] many = out.toByteArray();
        DataSetBuilder image = Seeds.image(TestImages.ROWS, TestImages.COLUMNS, 3, 8, 0);
        byte[] file = Seeds.encapsulated(image, Frames.Kind.JPEG.syntax(), many);
        assertTimeoutPreemptively(HANG, () -> Spending.within(LITTLE_BYTES + 30L * file.length,
                () -> assertThrows(ImagingException.class, () -> open(file).read(0))));
    }

    private static int indexOf(byte[] stream, int marker, int from) {
        int at = from;
        while (stream[at] != -1 || (stream[at + 1] & 0xff) != marker) {
            at++;
        }
        return at;
    }

    /** Orthanc CVE-2026-5443 and 5445: stored values beyond palette and lookup table, oob-monochrome. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 0x7fff, 0x8000, 0xffff})
    void a_value_beyond_palette_or_table_takes_the_nearest_entry(int value) throws Exception {
        byte[] pixels = new byte[24];
        ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) value);
        byte[] descriptor = {4, 0, 1, 0, 16, 0};
        byte[] entries = {1, 1, 2, 2, 3, 3, 4, 4};
        DataSetBuilder palette = Seeds.image(3, 4, 1, 16, value & 1).put(Tag.PhotometricInterpretation,
                "PALETTE COLOR");
        for (Tag tag : List.of(Tag.RedPaletteColorLookupTableDescriptor, Tag.GreenPaletteColorLookupTableDescriptor,
                Tag.BluePaletteColorLookupTableDescriptor)) {
            palette.putBytes(tag, Vr.US, descriptor);
        }
        for (Tag tag : List.of(Tag.RedPaletteColorLookupTableData, Tag.GreenPaletteColorLookupTableData,
                Tag.BluePaletteColorLookupTableData)) {
            palette.putBytes(tag, Vr.OW, entries);
        }
        DataSet lut = new DataSetBuilder().putBytes(Tag.LUTDescriptor, Vr.US, descriptor)
                .putBytes(Tag.LUTData, Vr.OW, entries).put(Tag.ModalityLUTType, "US").build();
        DataSetBuilder grey = Seeds.image(3, 4, 1, 16, value & 1).putSequence(Tag.ModalityLUTSequence, lut)
                .putSequence(Tag.VOILUTSequence, lut);
        for (DataSetBuilder image : List.of(palette, grey)) {
            DataSet dataSet = image.putBytes(Tag.PixelData, Vr.OW, pixels).build();
            try (FrameReader reader = open(Seeds.written(dataSet, NATIVE))) {
                int[] argb = new int[12];
                new ImageRenderer().render(reader.read(0), Presentation.of(dataSet, 0), argb);
                assertEquals(255, argb[0] >>> 24);
            }
        }
    }

    /** A table that is shorter than its descriptor says, and one that says 0, which means 65,536. */
    @ParameterizedTest
    @ValueSource(strings = {"0000000010 00", "ffff000010 00", "0500000010 00", "0400000011 00", "0400000000 00"})
    void a_table_shorter_than_it_says_is_refused(String descriptor) throws Exception {
        DataSet lut = new DataSetBuilder()
                .putBytes(Tag.LUTDescriptor, Vr.US, HexFormat.of().parseHex(descriptor.replace(" ", "")))
                .putBytes(Tag.LUTData, Vr.OW, new byte[8]).put(Tag.ModalityLUTType, "US").build();
        DataSet dataSet = Seeds.image(3, 4, 1, 16, 0).putSequence(Tag.ModalityLUTSequence, lut)
                .putBytes(Tag.PixelData, Vr.OW, new byte[24]).build();
        assertThrows(ImagingException.class, () -> Presentation.of(dataSet, 0));
    }

    /** Empty segments that indirect ones repeat. */
    @Test
    void palette_segments_without_end() {
        int words = 1 << 20;
        ByteBuffer segments = ByteBuffer.allocate(2 * words).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 65535; i++) {
            segments.putShort((short) 0).putShort((short) 0);
        }
        while (segments.remaining() >= 8) {
            segments.putShort((short) 2).putShort((short) 65535).putInt(0);
        }
        DataSetBuilder palette = Seeds.image(3, 4, 1, 8, 0).put(Tag.PhotometricInterpretation, "PALETTE COLOR")
                .putBytes(Tag.PixelData, Vr.OW, new byte[12]);
        for (Tag tag : List.of(Tag.RedPaletteColorLookupTableDescriptor, Tag.GreenPaletteColorLookupTableDescriptor,
                Tag.BluePaletteColorLookupTableDescriptor)) {
            palette.putBytes(tag, Vr.US, new byte[]{0, 1, 0, 0, 16, 0});
        }
        for (Tag tag : List.of(Tag.SegmentedRedPaletteColorLookupTableData,
                Tag.SegmentedGreenPaletteColorLookupTableData, Tag.SegmentedBluePaletteColorLookupTableData)) {
            palette.putBytes(tag, Vr.OW, segments.array());
        }
        DataSet dataSet = palette.build();
        assertTimeoutPreemptively(HANG,
                () -> assertThrows(ImagingException.Malformed.class, () -> Presentation.of(dataSet, 0)));
    }
}
