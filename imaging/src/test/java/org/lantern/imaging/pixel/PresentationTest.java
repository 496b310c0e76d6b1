package org.lantern.imaging.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;

class PresentationTest {
    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;

    private static byte[] words(int... words) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            buffer.putShort((short) word);
        }
        return buffer.array();
    }

    /** One row of stored 16-bit words. */
    private static Frame row(int bitsStored, int highBit, boolean signed, Photometric photometric, int... values) {
        short[] samples = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            samples[i] = (short) values[i];
        }
        return new Frame(new PixelFormat(1, values.length, 1, 16, bitsStored, highBit, signed, false, photometric),
                new Samples.Shorts(samples));
    }

    private static int[] rendered(Frame frame, Presentation presentation) throws ImagingException {
        int[] argb = new int[frame.format().rows() * frame.format().columns()];
        new ImageRenderer().render(frame, presentation, argb);
        return argb;
    }

    private static int grey(int level) {
        return BLACK | level * 0x10101;
    }

    @Test
    void file_attributes_make_the_chain() throws Exception {
        DataSet ct = new DataSetBuilder().put(Tag.Modality, "CT").put(Tag.RescaleSlope, 2)
                .put(Tag.RescaleIntercept, -1000)
                .put(Tag.WindowCenter, 40, -600).put(Tag.WindowWidth, 400, 1500)
                .put(Tag.WindowCenterWidthExplanation, "SOFT", "LUNG").build();
        assertEquals(new ModalityLut.Rescale(2, -1000, "HU"), ModalityLut.of(ct));
        List<VoiLut> vois = VoiLut.allOf(ct);
        assertEquals(new VoiLut.Window(-600, 1500, VoiLut.Function.LINEAR, "LUNG"), vois.get(1));
        assertEquals(Optional.of(vois.getFirst()), Presentation.of(ct).voi());
    }

    @Test
    void frames_have_functional_groups_of_their_own() throws Exception {
        DataSet voi = new DataSetBuilder().putSequence(Tag.FrameVOILUTSequence, new DataSetBuilder()
                .put(Tag.WindowCenter, 5).put(Tag.WindowWidth, 7).put(Tag.VOILUTFunction, "SIGMOID").build()).build();
        DataSet modality = new DataSetBuilder().putSequence(Tag.PixelValueTransformationSequence,
                new DataSetBuilder().put(Tag.RescaleSlope, 0.5).put(Tag.RescaleIntercept, 3)
                        .put(Tag.RescaleType, "US").build())
                .build();
        DataSet multiFrame = new DataSetBuilder().put(Tag.WindowCenter, 1).put(Tag.WindowWidth, 2)
                .putSequence(Tag.SharedFunctionalGroupsSequence, modality)
                .putSequence(Tag.PerFrameFunctionalGroupsSequence, DataSet.EMPTY, voi).build();
        assertEquals(List.of(new VoiLut.Window(1, 2)), VoiLut.allOf(multiFrame, 0));
        assertEquals(List.of(new VoiLut.Window(5, 7, VoiLut.Function.SIGMOID, "")), VoiLut.allOf(multiFrame, 1));
        assertEquals(new ModalityLut.Rescale(0.5, 3, ""), ModalityLut.of(multiFrame, 1));
    }

    @Test
    void an_unusable_window_is_left_out_and_an_unusable_rescale_refused() throws Exception {
        assertTrue(
                VoiLut.allOf(new DataSetBuilder().put(Tag.WindowCenter, 1).put(Tag.WindowWidth, 0).build()).isEmpty());
        DataSet flat = new DataSetBuilder().put(Tag.RescaleSlope, 0).put(Tag.RescaleIntercept, 0).build();
        assertThrows(ImagingException.Malformed.class, () -> ModalityLut.of(flat));
        DataSet half = new DataSetBuilder().put(Tag.RescaleSlope, 1).build();
        assertThrows(ImagingException.MissingElement.class, () -> ModalityLut.of(half));
    }

    @Test
    void modality_and_voi_tables_are_read_with_the_sign_of_their_input() throws Exception {
        DataSet modality = new DataSetBuilder().putBytes(Tag.LUTDescriptor, Vr.US, words(3, 0xfffe, 16))
                .putBytes(Tag.LUTData, Vr.OW, words(10, 20, 65000)).put(Tag.ModalityLUTType, "OD").build();
        DataSet image = new DataSetBuilder().put(Tag.PixelRepresentation, 1)
                .putSequence(Tag.ModalityLUTSequence, modality).build();
        ModalityLut lut = ModalityLut.of(image);
        assertEquals("OD", lut.unit());
        assertEquals(10, lut.apply(-7));
        assertEquals(20, lut.apply(-1));
        assertEquals(65000, lut.apply(0));
        assertEquals(new ValueRange(20, 65000), lut.apply(new ValueRange(-1, 5)));
        DataSet packed = new DataSetBuilder().put(Tag.LUTDescriptor, 4, 100, 8)
                .putBytes(Tag.LUTData, Vr.OW, new byte[]{0, 51, (byte) 204, (byte) 255})
                .put(Tag.LUTExplanation, "BY HAND")
                .build();
        VoiLut table = VoiLut.allOf(new DataSetBuilder().putSequence(Tag.VOILUTSequence, packed).build()).getFirst();
        assertEquals(0.2, table.brightness(101), 1e-12);
        assertEquals("BY HAND", table.explanation());
        DataSet broken = new DataSetBuilder().putSequence(Tag.VOILUTSequence, new DataSetBuilder()
                .put(Tag.LUTDescriptor, 9, 0, 12).putBytes(Tag.LUTData, Vr.OW, words(1, 2)).build()).build();
        assertThrows(ImagingException.Malformed.class, () -> VoiLut.allOf(broken));
    }

    @Test
    void rendering_reads_sign_and_stored_bits_and_ignores_the_others() throws Exception {
        Presentation presentation = new Presentation(new ModalityLut.Rescale(1, 10, ""),
                Optional.of(new VoiLut.Window(10, 255, VoiLut.Function.LINEAR_EXACT, "")), false, false,
                Optional.empty(),
                Optional.empty());
        // 12 bits stored from bit 13 down; the four bits outside are noise.
        Frame frame = row(12, 13, true, Photometric.MONOCHROME2, 0x0003,
                0xfff & -60 << 2 | 0xc000 | (-60 << 2 & 0x3000),
                50 << 2 | 0x8001);
        assertArrayEquals(new int[]{grey(128), grey(68), grey(178)}, rendered(frame, presentation));
    }

    @Test
    void without_a_voi_the_full_range_is_shown_and_padding_is_black_and_out_of_it() throws Exception {
        Presentation full = new Presentation(ModalityLut.IDENTITY, Optional.empty(), false, false, Optional.empty(),
                Optional.of(new PixelPadding(-2000, -2000)));
        Frame frame = row(16, 15, true, Photometric.MONOCHROME2, -2000, -100, 155, 28);
        assertArrayEquals(new int[]{BLACK, BLACK, WHITE, grey(128)}, rendered(frame, full));
        assertArrayEquals(new int[]{BLACK, WHITE, BLACK, grey(127)}, rendered(frame, full.withInverted(true)));
        assertEquals(new ValueRange(-100, 155), full.shown(frame));
        assertEquals(new ValueRange(-2000, 155), full.withoutPadding().shown(frame));
    }

    @Test
    void polarity_follows_the_shape_and_without_one_the_photometric_interpretation() throws Exception {
        DataSetBuilder image = new DataSetBuilder().put(Tag.PhotometricInterpretation, "MONOCHROME1");
        assertTrue(Presentation.of(image.build()).inverse());
        assertTrue(Presentation.of(image.put(Tag.PresentationLUTShape, "INVERSE").build()).inverse());
        assertFalse(Presentation.of(image.put(Tag.PresentationLUTShape, "IDENTITY").build()).inverse());
        Frame frame = row(8, 7, false, Photometric.MONOCHROME1, 0, 255);
        Presentation presentation = new Presentation(ModalityLut.IDENTITY, Optional.empty(), true, false,
                Optional.empty(), Optional.empty());
        assertArrayEquals(new int[]{WHITE, BLACK}, rendered(frame, presentation));
        assertArrayEquals(new int[]{BLACK, WHITE}, rendered(frame, presentation.withInverted(true)));
    }

    @Test
    void float_pixels_are_shown_and_those_that_are_no_number_are_black() throws Exception {
        Frame frame = new Frame(new PixelFormat(1, 4, 1, 32, 32, 31, false, true, Photometric.MONOCHROME2),
                new Samples.Floats(new float[]{-0.5f, 1.5f, Float.NaN, 0.5f}));
        Presentation full = new Presentation(ModalityLut.IDENTITY, Optional.empty(), false, false, Optional.empty(),
                Optional.empty());
        assertArrayEquals(new int[]{BLACK, WHITE, BLACK, grey(128)}, rendered(frame, full));
    }

    private static Frame color(Photometric photometric, int... bytes) {
        byte[] samples = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            samples[i] = (byte) bytes[i];
        }
        return new Frame(new PixelFormat(1, bytes.length / 3, 3, 8, 8, 7, false, false, photometric),
                new Samples.Bytes(samples));
    }

    @Test
    void colour_is_converted_by_the_equations_of_PS3_3_C_7_6_3_1_2() throws Exception {
        Presentation plain = new Presentation(ModalityLut.IDENTITY, Optional.empty(), false, false, Optional.empty(),
                Optional.empty());
        assertArrayEquals(new int[]{0xff010203, WHITE},
                rendered(color(Photometric.RGB, 1, 2, 3, 255, 255, 255), plain));
        assertArrayEquals(new int[]{0xfffefdfc, BLACK},
                rendered(color(Photometric.RGB, 1, 2, 3, 255, 255, 255), plain.withInverted(true)));
        // Pure red is Y 76.2, Cb 85.0, Cr 255.5 in full range, and 81.5, 90.2, 239.6 in the partial one.
        assertArrayEquals(new int[]{0xfffe0000, grey(128)},
                rendered(color(Photometric.YBR_FULL, 76, 85, 255, 128, 128, 128), plain));
        assertArrayEquals(new int[]{0xfffe0000, WHITE, BLACK},
                rendered(color(Photometric.YBR_PARTIAL_422, 81, 90, 240, 235, 128, 128, 16, 128, 128), plain));
        Frame hsv = color(Photometric.HSV, 1, 2, 3);
        assertThrows(ImagingException.Unsupported.class, () -> rendered(hsv, plain));
    }

    private static DataSetBuilder palette(int count, int first, int bits) {
        return new DataSetBuilder().put(Tag.PhotometricInterpretation, "PALETTE COLOR")
                .put(Tag.RedPaletteColorLookupTableDescriptor, count, first, bits)
                .put(Tag.GreenPaletteColorLookupTableDescriptor, count, first, bits)
                .put(Tag.BluePaletteColorLookupTableDescriptor, count, first, bits);
    }

    @Test
    void palettes_colour_stored_values_and_extend_their_ends() throws Exception {
        DataSet image = palette(3, 5, 16).putBytes(Tag.RedPaletteColorLookupTableData, Vr.OW, words(0, 0x8000, 0xffff))
                .putBytes(Tag.GreenPaletteColorLookupTableData, Vr.OW, words(0, 0x1100, 0x2200))
                .putBytes(Tag.BluePaletteColorLookupTableData, Vr.OW, words(0x3300, 0, 0)).build();
        Frame frame = row(8, 7, false, Photometric.PALETTE_COLOR, 0, 6, 255);
        assertArrayEquals(new int[]{0xff000033, 0xff801100, 0xffff2200}, rendered(frame, Presentation.of(image)));
        Presentation without = Presentation.of(DataSet.EMPTY);
        assertThrows(ImagingException.MissingElement.class, () -> rendered(frame, without));
    }

    /** The example of PS3.3 C.7.9.2: discrete, linear and indirect segments. */
    @Test
    void segmented_palettes_are_expanded() throws Exception {
        byte[] ramp = words(0, 2, 10, 20, 1, 3, 50, 2, 1, 0, 0);
        DataSet image = palette(7, 0, 8).putBytes(Tag.SegmentedRedPaletteColorLookupTableData, Vr.OW, ramp)
                .putBytes(Tag.SegmentedGreenPaletteColorLookupTableData, Vr.OW, words(0, 7, 1, 2, 3, 4, 5, 6, 7))
                .putBytes(Tag.SegmentedBluePaletteColorLookupTableData, Vr.OW, words(0, 1, 0, 1, 6, 60)).build();
        Palette palette = Palette.of(image).orElseThrow();
        assertArrayEquals(new int[]{0xff0a0100, 0xff14020a, 0xff1e0314, 0xff28041e, 0xff320528, 0xff0a0632, 0xff14073c},
                palette.argb());
        DataSet nested = palette(7, 0, 8).putBytes(Tag.SegmentedRedPaletteColorLookupTableData, Vr.OW,
                words(0, 1, 9, 2, 1, 6, 0)).build();
        assertThrows(ImagingException.Malformed.class, () -> Palette.of(nested));
    }

    @Test
    void histogram_counts_every_pixel_once_in_the_bin_of_its_value() throws Exception {
        Frame frame = row(12, 11, false, Photometric.MONOCHROME2, 0, 10, 10, 99, 100, 4095);
        Histogram histogram = Histogram
                .of(frame, new ModalityLut.Rescale(2, -50, "HU"), Optional.of(new PixelPadding(4095,
                        4095)), 4)
                .orElseThrow();
        assertEquals(-50, histogram.lowest());
        assertEquals(150, histogram.highest());
        assertArrayEquals(new long[]{3, 0, 0, 2}, histogram.counts());
        assertArrayEquals(new long[]{3, 3, 3, 5}, histogram.cumulative());
        assertEquals(5, histogram.total());
        assertEquals(50, histogram.lowestOf(2));
    }
}
