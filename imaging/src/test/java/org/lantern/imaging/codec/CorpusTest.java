package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.pixel.PixelFormat;

/** Real files, against what dcmtk, GDCM and pydicom made of them. */
class CorpusTest {
    @Test
    void every_file_that_other_decoders_agree_on_decodes_to_the_same_values() throws IOException {
        String shared = System.getProperty("lantern.shared", "");
        Path corpus = Path.of(shared, "corpus");
        assumeTrue(!shared.isEmpty() && Files.exists(corpus.resolve("expected/pixels.json")));
        List<CorpusReport.Outcome> outcomes = CorpusReport.run(corpus);
        assertTrue(outcomes.size() > 200);
        assertEquals(List.of(), outcomes.stream()
                .filter(outcome -> outcome.agreed() && outcome.verdict() != CorpusReport.Verdict.MATCHED).toList());
        assertEquals(List.of(), outcomes.stream()
                .filter(outcome -> outcome.verdict() == CorpusReport.Verdict.DIFFERENT).toList());
    }

    /** The peers cannot decode this file as a whole; its codestream alone OpenJPEG 2.5.0 can, to these samples. */
    private static final String HTJ2K_SHA256 = "9d87240604f5d7522c6a8056ace6cefc2c8d6d0b07bd6e7303d5e5b21af9a49e";

    private static Path highThroughputFile() {
        String shared = System.getProperty("lantern.shared", "");
        Path file = Path.of(shared, "corpus", "pydicom-data", "HTJ2KLossless_08_RGB.dcm");
        assumeTrue(!shared.isEmpty() && Files.exists(file));
        return file;
    }

    @Test
    void a_high_throughput_file_decodes_to_the_values_that_openjpeg_gives() throws Exception {
        try (FrameReader reader = FrameReader.open(DicomFile.read(highThroughputFile(), ParseLimits.CLINICAL))) {
            byte[] samples = CorpusReport.littleEndian(reader.read(0).samples());
            assertEquals(HTJ2K_SHA256,
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(samples)));
        }
    }

    @Test
    void a_changed_high_throughput_file_raises_nothing_but_our_own_failures() throws Exception {
        byte[] file = Files.readAllBytes(highThroughputFile());
        PixelFormat format = TestImages.format(480, 640, 3, 8);
        int start = indexOf(file, 0xff4fff51);
        byte[] stream = Arrays.copyOfRange(file, start, file.length);
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20; round++) {
            byte[] changed = stream.clone();
            for (int i = 0; i < 20; i++) {
                changed[random
                        .nextInt(random.nextInt(20) == 0 ? 300 : changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                TestImages.decode(".j2k", format, changed);
            } catch (ImagingException _) {
                // what a damaged stream is supposed to end in
            }
        }
    }

    private static int indexOf(byte[] data, int word) {
        for (int i = 0; i + 4 <= data.length; i++) {
            if (ByteBuffer.wrap(data, i, 4).getInt() == word) {
                return i;
            }
        }
        throw new IllegalArgumentException("no codestream");
    }
}
