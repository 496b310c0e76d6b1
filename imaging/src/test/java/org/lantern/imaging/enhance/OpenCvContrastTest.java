package org.lantern.imaging.enhance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Equalization and CLAHE are integer tables and one bilinear mix in single precision; computed in the same order they
 * are expected to be the same number, so the tolerance is 0.
 */
class OpenCvContrastTest {
    private static final BooleanSupplier NEVER = () -> false;

    @BeforeAll
    static void peer() {
        OpenCv.assumePresent();
    }

    private static double[] ours(String recipe, Frame frame) throws Exception {
        return Fixtures.values(
                Recipe.parse(recipe).apply(frame, ModalityLut.IDENTITY, new ValueRange(0, 0), NEVER));
    }

    @Test
    void equalization_of_8_bits_is_that_of_opencv() throws Exception {
        Frame frame = Fixtures.bytes(173, 240, 1);
        assertArrayEquals(OpenCv.apply(frame, "cv2.equalizeHist(x)"), ours("equalize:min=0,max=255", frame), 0);
    }

    @Test
    void clahe_of_8_bits_is_that_of_opencv() throws Exception {
        Frame frame = Fixtures.bytes(176, 240, 2);
        assertArrayEquals(OpenCv.apply(frame, "cv2.createCLAHE(2.0, (8, 8)).apply(x)"),
                ours("clahe:tiles=8,clip=2,min=0,max=255", frame), 0);
    }

    @Test
    void clahe_of_an_image_that_the_tiles_do_not_divide_is_that_of_opencv() throws Exception {
        Frame frame = Fixtures.bytes(173, 246, 3);
        assertArrayEquals(OpenCv.apply(frame, "cv2.createCLAHE(3.5, (6, 6)).apply(x)"),
                ours("clahe:tiles=6,clip=3.5,min=0,max=255", frame), 0);
    }

    @Test
    void clahe_of_16_bits_is_that_of_opencv() throws Exception {
        Frame frame = Fixtures.shorts(309, 411, 16, false, 65535, 4);
        assertArrayEquals(OpenCv.apply(frame, "cv2.createCLAHE(40.0, (4, 4)).apply(x)"),
                ours("clahe:tiles=4,clip=40,min=0,max=65535", frame), 0);
    }
}
