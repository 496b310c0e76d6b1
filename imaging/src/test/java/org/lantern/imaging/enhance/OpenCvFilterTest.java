package org.lantern.imaging.enhance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Where both sides only sort or add whole numbers the tolerance is 0. Where OpenCV is asked in double precision, ours may
 * be off by one rounding to a whole number, 0.5, and by what single precision loses over the 2 x 17 products of a blur:
 * 34 x 2^-24 x 65535 = 0.13.
 */
class OpenCvFilterTest {
    private static final BooleanSupplier NEVER = () -> false;
    private static final double ROUNDED = 0.5 + 0.13;
    private static final Frame EIGHT = Fixtures.bytes(173, 240, 11);
    private static final Frame SIXTEEN = Fixtures.shorts(181, 236, 16, false, 65535, 12);
    private static final Frame TWELVE_SIGNED = Fixtures.shorts(167, 251, 12, true, 4000, 13);

    @BeforeAll
    static void peer() {
        OpenCv.assumePresent();
    }

    private static double[] ours(String recipe, Frame frame, double lowest, double highest) throws Exception {
        return Fixtures.values(
                Recipe.parse(recipe).apply(frame, ModalityLut.IDENTITY, new ValueRange(lowest, highest), NEVER));
    }

    private static double[] ours(String recipe, Frame frame) throws Exception {
        return ours(recipe, frame, 0, 255);
    }

    @Test
    void gaussian_is_that_of_opencv_to_a_rounding() throws Exception {
        for (Frame frame : new Frame[]{EIGHT, SIXTEEN, TWELVE_SIGNED}) {
            assertArrayEquals(OpenCv.apply(frame, "cv2.GaussianBlur(x.astype(np.float64), (17, 17), 2)"),
                    ours("gaussian:sigma=2", frame), ROUNDED);
            assertArrayEquals(OpenCv.apply(frame, "cv2.GaussianBlur(x.astype(np.float64), (13, 13), 1.6)"),
                    ours("gaussian:sigma=1.6", frame), ROUNDED);
        }
    }

    /** OpenCV itself uses fixed point for 16 bits: a weight is off by 2^-17, which 34 products of 65535 make 17. */
    @Test
    void gaussian_of_16_bits_is_that_of_opencv_to_its_fixed_point() throws Exception {
        assertArrayEquals(OpenCv.apply(SIXTEEN, "cv2.GaussianBlur(x, (17, 17), 2)"), ours("gaussian:sigma=2", SIXTEEN),
                17 + ROUNDED);
    }

    @Test
    void unsharp_is_the_image_and_its_difference_from_the_blur() throws Exception {
        String blur = "cv2.GaussianBlur(x.astype(np.float64), (17, 17), 2)";
        assertArrayEquals(OpenCv.apply(TWELVE_SIGNED, "np.clip(x + 1.5 * (x - %s), -2048, 2047)".formatted(blur)),
                ours("unsharp:radius=2,amount=1.5", TWELVE_SIGNED), ROUNDED);
    }

    @Test
    void median_is_that_of_opencv() throws Exception {
        assertArrayEquals(OpenCv.apply(EIGHT, "cv2.medianBlur(x, 3)"), ours("median:size=3", EIGHT), 0);
        assertArrayEquals(OpenCv.apply(SIXTEEN, "cv2.medianBlur(x, 3)"), ours("median:size=3", SIXTEEN), 0);
        assertArrayEquals(OpenCv.apply(SIXTEEN, "cv2.medianBlur(x, 5)"), ours("median:size=5", SIXTEEN), 0);
        assertArrayEquals(OpenCv.apply(TWELVE_SIGNED, "cv2.medianBlur(x, 5)"), ours("median:size=5", TWELVE_SIGNED), 0);
        assertArrayEquals(OpenCv.apply(EIGHT, "cv2.medianBlur(x, 9)"), ours("median:size=9", EIGHT), 0);
    }

    @Test
    void sobel_is_the_length_of_the_gradient_of_opencv() throws Exception {
        String length = "np.clip(%d + np.hypot(cv2.Sobel(x, cv2.CV_64F, 1, 0), cv2.Sobel(x, cv2.CV_64F, 0, 1)), 0, %d)";
        assertArrayEquals(OpenCv.apply(EIGHT, length.formatted(0, 255)), ours("sobel", EIGHT), ROUNDED);
        assertArrayEquals(OpenCv.apply(SIXTEEN, length.formatted(100, 60000)),
                ours("sobel:min=100,max=60000", SIXTEEN), ROUNDED);
    }

    @Test
    void canny_of_8_bits_is_that_of_opencv() throws Exception {
        assertArrayEquals(OpenCv.apply(EIGHT, "cv2.Canny(x, 60, 160)"), ours("canny:low=60,high=160", EIGHT), 0);
        assertArrayEquals(OpenCv.apply(EIGHT, "cv2.Canny(x, 51, 153)"), ours("canny", EIGHT), 0);
    }

    /** OpenCV takes 16-bit gradients, which an image of 12 bits has; it repeats the edge before it differentiates. */
    @Test
    void canny_of_12_bits_is_that_of_opencv() throws Exception {
        String gradient = "cv2.Sobel(x, cv2.CV_16S, %s, borderType=cv2.BORDER_REPLICATE)";
        String edges = "cv2.Canny(%s, %s, 900, 2500)".formatted(gradient.formatted("1, 0"), gradient.formatted("0, 1"));
        assertArrayEquals(OpenCv.apply(TWELVE_SIGNED, "np.where(%s > 0, 1000, -1000)".formatted(edges)),
                ours("canny:low=900,high=2500", TWELVE_SIGNED, -1000, 1000), 0);
    }

    /** OpenCV rounds the argument of its weights to a whole difference, as is exact for 8 bits; our table to 1/1024. */
    @Test
    void bilateral_is_that_of_opencv_to_a_rounding() throws Exception {
        assertArrayEquals(OpenCv.apply(EIGHT, "cv2.bilateralFilter(x, 7, 20, 2.5)"),
                ours("bilateral:size=7,sigma=2.5,range=20", EIGHT), 1);
        double[] theirs = OpenCv.apply(SIXTEEN, "cv2.bilateralFilter(x.astype(np.float32), 5, 6000, 2)");
        double[] ours = ours("bilateral:size=5,sigma=2,range=6000", SIXTEEN);
        for (int i = 0; i < ours.length; i++) {
            assertTrue(Math.abs(ours[i] - theirs[i]) < 6000 / 1024.0 + 1, i + ": " + ours[i] + " " + theirs[i]);
        }
    }

    /** OpenCV takes the mean difference in whole steps and the weights in fixed point; its result is off by one or two. */
    @Test
    void denoising_is_that_of_opencv_to_two_grey_levels() throws Exception {
        assertArrayEquals(OpenCv.apply(EIGHT, "cv2.fastNlMeansDenoising(x, None, 12, 5, 13)"),
                ours("denoise:strength=12,patch=5,search=13", EIGHT), 2);
    }
}
