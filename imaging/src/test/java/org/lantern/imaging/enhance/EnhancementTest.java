package org.lantern.imaging.enhance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.StoredValues;
import org.lantern.imaging.pixel.ValueRange;

class EnhancementTest {
    private static Frame apply(String recipe, Frame frame, double lowest, double highest) throws ImagingException {
        return Recipe.parse(recipe).apply(frame, ModalityLut.IDENTITY, new ValueRange(lowest, highest), () -> false);
    }

    @Property(tries = 60)
    void equalization_keeps_the_order_of_values_and_spans_its_bounds(@ForAll @LongRange(min = 0, max = 999) long seed,
            @ForAll @IntRange(min = 200, max = 1500) int lowest, @ForAll @IntRange(min = 300, max = 2000) int span)
            throws Exception {
        Frame frame = Fixtures.shorts(31, 44, 12, false, 4000, seed);
        double[] before = Fixtures.values(frame);
        double[] after = Fixtures.values(apply("equalize", frame, lowest, lowest + span));
        Integer[] order = new Integer[before.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(before[a], before[b]));
        for (int i = 1; i < order.length; i++) {
            assertTrue(after[order[i]] >= after[order[i - 1]]);
        }
        assertTrue(Arrays.stream(after).allMatch(value -> value >= lowest && value <= lowest + span));
        assertEquals(lowest + span, after[order[order.length - 1]]);
    }

    @Property(tries = 40)
    void a_flat_image_stays_flat_under_every_enhancement(@ForAll @IntRange(min = -900, max = 900) int level,
            @ForAll @IntRange(min = 0, max = 9) int kind) throws Exception {
        short[] values = new short[17 * 24];
        Arrays.fill(values, (short) level);
        Frame frame = new Frame(new PixelFormat(17, 24, 1, 16, 12, 11, true, false, Photometric.MONOCHROME2),
                new Samples.Shorts(values));
        Enhancement step = EnhancementKind.all().get(kind).usual();
        double[] after = Fixtures
                .values(step.apply(frame, ModalityLut.IDENTITY, new ValueRange(-1000, 1000), () -> false));
        assertEquals(1, Arrays.stream(after).distinct().count(), step.spec());
    }

    @Test
    void gamma_is_a_power_of_the_place_between_the_bounds() throws Exception {
        Frame frame = Fixtures.shorts(20, 33, 12, false, 4000, 3);
        double[] before = Fixtures.values(frame);
        double[] after = Fixtures.values(apply("gamma:value=0.5", frame, 500, 2500));
        for (int i = 0; i < before.length; i++) {
            double place = (Math.clamp(before[i], 500, 2500) - 500) / 2000;
            assertEquals(500 + 2000 * Math.sqrt(place), after[i], 0.5);
        }
    }

    @Test
    void float_frames_are_enhanced_and_keep_what_is_no_number() throws Exception {
        float[] values = new float[40 * 30];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 0.01) * 0.002f;
        }
        values[77] = Float.NaN;
        Frame frame = new Frame(new PixelFormat(30, 40, 1, 32, 32, 31, false, true, Photometric.MONOCHROME2),
                new Samples.Floats(values));
        for (String recipe : new String[]{"equalize", "clahe:tiles=2", "gamma:value=2"}) {
            StoredValues after = StoredValues.of(apply(recipe, frame, -0.002, 0.002));
            assertTrue(Double.isNaN(after.at(77)), recipe);
            assertTrue(Math.abs(after.at(100)) <= 0.0021, recipe);
        }
    }

    private static Frame rgb() {
        byte[] samples = new byte[3 * 24 * 18];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (60 + (i * 7 + i / 5) % 90);
        }
        return new Frame(new PixelFormat(18, 24, 3, 8, 8, 7, false, false, Photometric.RGB),
                new Samples.Bytes(samples));
    }

    @Test
    void contrast_of_colour_changes_the_luminance_and_edges_are_grey() throws Exception {
        double[] before = Fixtures.values(rgb());
        double[] after = Fixtures.values(apply("gamma:value=0.9", rgb(), 0, 255));
        for (int i = 0; i < before.length; i += 3) {
            assertEquals(before[i] - before[i + 1], after[i] - after[i + 1], 1e-9);
            assertTrue(after[i] > before[i]);
        }
        double[] edges = Fixtures.values(apply("sobel", rgb(), 0, 255));
        for (int i = 0; i < edges.length; i += 3) {
            assertEquals(edges[i], edges[i + 1]);
            assertEquals(edges[i], edges[i + 2]);
        }
    }

    @Test
    void smoothing_of_colour_is_that_of_each_component() throws Exception {
        double[] color = Fixtures.values(apply("median:size=3", rgb(), 0, 255));
        byte[] source = ((Samples.Bytes) rgb().samples()).values();
        for (int component = 0; component < 3; component++) {
            byte[] plane = new byte[source.length / 3];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = source[3 * i + component];
            }
            double[] alone = Fixtures.values(apply("median:size=3", new Frame(
                    new PixelFormat(18, 24, 1, 8, 8, 7, false, false, Photometric.MONOCHROME2),
                    new Samples.Bytes(plane)), 0,
                    255));
            double[] within = new double[plane.length];
            for (int i = 0; i < plane.length; i++) {
                within[i] = color[3 * i + component];
            }
            assertArrayEquals(alone, within);
        }
    }

    @Test
    void a_palette_has_no_order_and_is_refused() {
        Frame palette = new Frame(new PixelFormat(1, 2, 1, 8, 8, 7, false, false, Photometric.PALETTE_COLOR),
                new Samples.Bytes(new byte[2]));
        for (EnhancementKind kind : EnhancementKind.all()) {
            assertThrows(ImagingException.Unsupported.class, () -> apply(kind.usual().spec(), palette, 0, 255),
                    kind.name());
        }
    }
}
