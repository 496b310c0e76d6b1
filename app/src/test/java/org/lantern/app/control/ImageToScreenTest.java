package org.lantern.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ImageToScreenTest {
    private static final double TINY = 1e-6;

    @Test
    void a_fitted_image_touches_two_sides_and_stands_in_the_middle() {
        // 120 × 90 pixels, 1.6 times as high as wide, are 120 × 144 units: the height decides.
        var map = ImageToScreen.of(ViewState.FIT, 120, 90, 1.6, 1000, 720);
        assertEquals(5, map.scale(), TINY);
        assertPoint(200, 0, map.toScreen(new Point(0, 0)));
        assertPoint(800, 720, map.toScreen(new Point(120, 90)));
    }

    @Test
    void a_clockwise_quarter_turn_brings_the_top_left_corner_to_the_top_right() {
        var map = ImageToScreen.of(ViewState.FIT.turned(true), 120, 90, 1.6, 1440, 600);
        assertPoint(720 + 360, 0, map.toScreen(new Point(0, 0)));
        assertPoint(720 + 360, 600, map.toScreen(new Point(120, 0)));
    }

    @Test
    void flipping_exchanges_what_is_seen_at_left_and_right_even_when_turned() {
        var turned = ViewState.FIT.turned(true);
        var before = ImageToScreen.of(turned, 50, 30, 0.7, 400, 300);
        var after = ImageToScreen.of(turned.flipped(), 50, 30, 0.7, 400, 300);
        var seen = before.toScreen(new Point(11, 7));
        assertPoint(400 - seen.x(), seen.y(), after.toScreen(new Point(11, 7)));
    }

    @Property
    void screen_and_image_are_each_others_inverse(@ForAll @DoubleRange(min = 0.2, max = 20) double zoom,
            @ForAll @DoubleRange(min = -500, max = 500) double pan, @ForAll @IntRange(min = 0, max = 3) int turns,
            @ForAll boolean mirrored, @ForAll @DoubleRange(min = -10, max = 100) double column) {
        var map = ImageToScreen.of(new ViewState(zoom, pan, -pan / 3, turns, mirrored), 97, 61, 1.7, 640, 480);
        assertPoint(column, 13.25, map.toImage(map.toScreen(new Point(column, 13.25))));
    }

    @Property
    void zooming_about_a_point_leaves_that_point_in_place(@ForAll @DoubleRange(min = 0.5, max = 3) double factor,
            @ForAll @DoubleRange(min = -300, max = 300) double x) {
        var view = new ViewState(1.5, 20, -30, 1, true);
        var before = ImageToScreen.of(view, 97, 61, 1.7, 640, 480);
        var after = ImageToScreen.of(view.zoomedAbout(factor, x, 40), 97, 61, 1.7, 640, 480);
        var under = new Point(320 + x, 240 + 40);
        assertPoint(under.x(), under.y(), after.toScreen(before.toImage(under)));
    }

    private static void assertPoint(double x, double y, Point actual) {
        assertEquals(x, actual.x(), TINY);
        assertEquals(y, actual.y(), TINY);
    }
}
