package org.lantern.imaging.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lantern.imaging.ImagingException;

/**
 * Coverage-guided fuzzing, one target per codec; without {@code JAZZER_FUZZ=1} the seeds and past findings alone are run.
 * Anything but an {@link ImagingException} is a finding.
 */
class CodecFuzzTest {
    static java.util.stream.Stream<byte[]> seeds(String... endings) {
        return TestImages.STREAMS.stream().filter(name -> java.util.Arrays.stream(endings).anyMatch(name::endsWith))
                .map(TestImages::stream);
    }

    static java.util.stream.Stream<byte[]> jpegSeeds() {
        return seeds(".jpg");
    }

    static java.util.stream.Stream<byte[]> jpegLsSeeds() {
        return seeds(".jls");
    }

    static java.util.stream.Stream<byte[]> jpeg2000Seeds() {
        return seeds(".j2k", ".jp2");
    }

    static java.util.stream.Stream<byte[]> rleSeeds() {
        return seeds(".rle");
    }

    private static void decode(String kind, byte[] data) {
        for (int samples = 1; samples <= 3; samples += 2) {
            try {
                TestImages.decode(kind, TestImages.format(TestImages.ROWS, TestImages.COLUMNS, samples, 16), data);
            } catch (ImagingException _) {
                // refused, as it should be
            }
        }
    }

    @MethodSource("jpegSeeds")
    @FuzzTest(maxDuration = "30s")
    void jpeg(byte[] data) {
        decode(".jpg", data);
    }

    @MethodSource("jpegLsSeeds")
    @FuzzTest(maxDuration = "30s")
    void jpeg_ls(byte[] data) {
        decode(".jls", data);
    }

    @MethodSource("jpeg2000Seeds")
    @FuzzTest(maxDuration = "30s")
    void jpeg_2000(byte[] data) {
        decode(".j2k", data);
    }

    @MethodSource("rleSeeds")
    @FuzzTest(maxDuration = "30s")
    void rle(byte[] data) {
        decode(".rle", data);
    }
}
