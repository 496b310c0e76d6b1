package org.lantern.app.feature.viewer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.PixelPadding;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.ValueRange;

class ReducedPictureTest {
    private static final Presentation PLAIN = new Presentation(ModalityLut.IDENTITY, Optional.empty(), false, false,
            Optional.empty(), Optional.empty());

    private static Picture picture(Presentation presentation, short... values) {
        var frame = new Frame(new PixelFormat(3, 5, 1, 16, 12, 11, true, false, Photometric.MONOCHROME2),
                new Samples.Shorts(values));
        return new Picture(SampleFrames.of(new FrameRef("1.2.3", 0), 8, 8), 0, frame, presentation, "");
    }

    private static final short[] SIGNED = {-4, -2, 10, 20, 7, 0, 2, 30, 40, 9, 5, 6, -1, -2, 11};

    @Test
    void each_pixel_is_the_mean_of_those_it_stands_for_and_the_last_of_those_that_are_left() {
        var reduced = ReducedPicture.of(picture(PLAIN, SIGNED), 2);
        assertEquals(3, reduced.frame().format().columns());
        assertEquals(2, reduced.frame().format().rows());
        assertArrayEquals(new short[]{-1, 25, 8, 6, -1, 11}, ((Samples.Shorts) reduced.frame().samples()).values());
    }

    @Test
    void the_full_range_stays_that_of_the_whole_image() {
        var picture = picture(PLAIN, SIGNED);
        var reduced = ReducedPicture.of(picture, 2);
        assertEquals(new ValueRange(-4, 40), reduced.presentation(PLAIN).voi().orElseThrow().shown());
    }

    @Test
    void padding_is_never_mixed_with_values() {
        var padded = new Presentation(ModalityLut.IDENTITY, Optional.empty(), false, false, Optional.empty(),
                Optional.of(new PixelPadding(-4, -4)));
        var picture = picture(padded, SIGNED);
        var reduced = ReducedPicture.of(picture, 2);
        assertSame(picture.shown(), reduced.frame());
        assertEquals(1, reduced.everyNth());
        assertTrue(reduced.isOf(picture, 2));
    }
}
