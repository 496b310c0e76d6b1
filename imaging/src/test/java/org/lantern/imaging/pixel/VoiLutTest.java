package org.lantern.imaging.pixel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.pixel.VoiLut.Function;

class VoiLutTest {
    /** PS3.3 C.11.2.1.2.1 works out Window Center 2048, Window Width 4096 for an output of 0 to 255. */
    @Test
    void linear_window_matches_the_worked_example_of_PS3_3_C_11_2_1_2() {
        VoiLut window = new VoiLut.Window(2048, 4096);
        assertEquals(0, window.brightness(0));
        assertEquals(1, window.brightness(4095));
        for (int x = 1; x < 4095; x++) {
            assertEquals(((x - 2047.5) / 4095.0 + 0.5) * 255, window.brightness(x) * 255, 1e-9);
        }
    }

    /** The same clause: centre 2048 with width 1 is a threshold between 2047 and 2048. */
    @Test
    void linear_window_of_width_1_is_a_threshold() {
        VoiLut window = new VoiLut.Window(2048, 1);
        assertEquals(0, window.brightness(2047));
        assertEquals(1, window.brightness(2048));
    }

    /** The same clause: centre 0, width 100 reaches its minimum at -50 and its maximum at 49. */
    @Test
    void linear_window_about_zero_ends_at_minus_50_and_49() {
        VoiLut window = new VoiLut.Window(0, 100);
        assertEquals(0, window.brightness(-50));
        assertTrue(window.brightness(-49) > 0);
        assertTrue(window.brightness(48) < 1);
        assertEquals(1, window.brightness(49));
        assertEquals(new ValueRange(-50, 49), window.shown());
    }

    /** PS3.3 C.11.2.1.3.2. */
    @Test
    void linear_exact_window_runs_over_its_full_width() {
        VoiLut window = new VoiLut.Window(0, 100, Function.LINEAR_EXACT, "");
        assertEquals(0, window.brightness(-50));
        assertEquals(0.5, window.brightness(0));
        assertEquals(0.99, window.brightness(49), 1e-12);
        assertEquals(1, window.brightness(50));
    }

    /** PS3.3 C.11.2.1.3.1. */
    @Test
    void sigmoid_window_is_half_bright_at_its_centre() {
        VoiLut window = new VoiLut.Window(40, 80, Function.SIGMOID, "");
        assertEquals(0.5, window.brightness(40));
        assertEquals(1 / (1 + Math.exp(-2)), window.brightness(80), 1e-12);
        assertEquals(1 - window.brightness(80), window.brightness(0), 1e-12);
    }

    @Test
    void a_linear_window_narrower_than_1_is_refused_and_an_exact_one_is_not() {
        assertThrows(IllegalArgumentException.class, () -> new VoiLut.Window(10, 0.5));
        assertEquals(0.5, new VoiLut.Window(10, 0.5, Function.LINEAR_EXACT, "").brightness(10));
        assertThrows(IllegalArgumentException.class, () -> new VoiLut.Window(10, 0, Function.SIGMOID, ""));
        assertThrows(IllegalArgumentException.class, () -> new VoiLut.Window(Double.NaN, 10));
    }

    @Test
    void a_table_gives_its_entries_and_extends_its_ends() {
        VoiLut table = new VoiLut.Table(new LookupTable(-3, 10, new int[]{0, 100, 1023}), "");
        assertEquals(0, table.brightness(-10));
        assertEquals(100 / 1023.0, table.brightness(-2));
        assertEquals(1, table.brightness(-1));
        assertEquals(1, table.brightness(500));
        assertEquals(new ValueRange(-3, -1), table.shown());
    }

    @Property
    void brightness_rises_with_the_value_and_stays_within_0_and_1(
            @ForAll @DoubleRange(min = -3000, max = 3000) double center,
            @ForAll @DoubleRange(min = 1, max = 6000) double width, @ForAll Function function,
            @ForAll @DoubleRange(min = -5000, max = 5000) double low,
            @ForAll @DoubleRange(min = 0, max = 5000) double more) {
        VoiLut window = new VoiLut.Window(center, width, function, "");
        double dark = window.brightness(low);
        double bright = window.brightness(low + more);
        assertTrue(dark >= 0 && dark <= bright && bright <= 1);
    }
}
