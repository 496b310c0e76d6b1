package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.PixelFormat;

/** Streams of other encoders: decoded exactly, refused when cut, harmless when damaged. */
class StreamTest {
    static final List<String> STREAMS = TestImages.STREAMS;
    static final List<String> LOSSLESS = STREAMS.stream()
            .filter(name -> name.startsWith("lossless") && !name.contains("pt2") || name.startsWith("rle")).toList();
    static final List<String> NEAR = STREAMS.stream().filter(name -> name.startsWith("near3")).toList();
    static final List<String> LOSSY = List.of("baseline-8.jpg", "baseline-8-rgb.jpg", "extended-12.jpg",
            "progressive-8.jpg", "spectral-12.jpg", "lossy-8.j2k", "lossy-16.j2k", "lossy-8-rgb.jp2");

    @ParameterizedTest
    @FieldSource("LOSSLESS")
    void a_lossless_stream_gives_the_picture_that_was_encoded(String name) throws ImagingException {
        PixelFormat format = TestImages.format(name);
        assertArrayEquals(TestImages.picture(TestImages.bits(name), format.samplesPerPixel()),
                TestImages.decode(name, format, TestImages.stream(name)));
    }

    @Test
    void a_point_transform_drops_the_lowest_bits_and_no_others() throws ImagingException {
        int[] picture = TestImages.picture(12, 1);
        String name = "lossless-12-pt2.jpg";
        assertArrayEquals(Arrays.stream(picture).map(value -> value & ~3).toArray(),
                TestImages.decode(name, TestImages.format(name), TestImages.stream(name)));
    }

    @ParameterizedTest
    @FieldSource("NEAR")
    void a_near_lossless_stream_stays_within_its_bound(String name) throws ImagingException {
        PixelFormat format = TestImages.format(name);
        int[] picture = TestImages.picture(TestImages.bits(name), format.samplesPerPixel());
        int[] decoded = TestImages.decode(name, format, TestImages.stream(name));
        for (int i = 0; i < picture.length; i++) {
            assertTrue(Math.abs(picture[i] - decoded[i]) <= 3, name + " at " + i);
        }
    }

    @ParameterizedTest
    @FieldSource("LOSSY")
    void a_lossy_stream_stays_close_to_the_picture(String name) throws ImagingException {
        PixelFormat format = TestImages.format(name);
        int[] picture = TestImages.picture(TestImages.bits(name), format.samplesPerPixel());
        int[] decoded = TestImages.decode(name, format, TestImages.stream(name));
        double sum = 0;
        for (int i = 0; i < picture.length; i++) {
            sum += Math.abs(picture[i] - decoded[i]);
        }
        assertTrue(sum / picture.length < (2 << TestImages.bits(name) - 8), name + ": " + sum / picture.length);
    }

    @ParameterizedTest
    @FieldSource("STREAMS")
    void a_stream_that_was_cut_in_half_is_refused(String name) {
        byte[] data = TestImages.stream(name);
        assertThrows(ImagingException.class,
                () -> TestImages.decode(name, TestImages.format(name), Arrays.copyOf(data, data.length / 2)));
    }

    @ParameterizedTest
    @FieldSource("STREAMS")
    void a_stream_of_another_size_than_the_data_set_says_is_refused(String name) {
        PixelFormat format = TestImages.format(name);
        PixelFormat other = TestImages.format(TestImages.ROWS + 1, TestImages.COLUMNS, format.samplesPerPixel(),
                format.bitsStored());
        assertThrows(ImagingException.DamagedFrame.class,
                () -> TestImages.decode(name, other, TestImages.stream(name)));
    }

    @ParameterizedTest
    @FieldSource("STREAMS")
    void changed_bytes_and_cuts_raise_nothing_but_our_own_failures(String name) {
        byte[] data = TestImages.stream(name);
        PixelFormat format = TestImages.format(name);
        SplittableRandom random = new SplittableRandom(name.hashCode());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int round = 0; round < 1000; round++) {
                byte[] changed = random.nextInt(4) == 0 ? Arrays.copyOf(data, random.nextInt(data.length))
                        : data.clone();
                for (int i = random.nextInt(6); i > 0 && changed.length > 0; i--) {
                    int at = random.nextBoolean() ? random.nextInt(changed.length)
                            : random.nextInt(Math.min(200, changed.length));
                    changed[at] = (byte) (random.nextBoolean() ? random.nextInt(256)
                            : changed[at] ^ 1 << random.nextInt(8));
                }
                try {
                    TestImages.decode(name, format, changed);
                } catch (ImagingException _) {
                    // what a damaged stream is supposed to end in
                }
            }
        });
    }
}
