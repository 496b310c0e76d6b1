package org.lantern.imaging.pixel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;

/**
 * The first frame of every corpus file, as its first VOI or its full range shows it, beside DCMTK. Files that DCMTK cannot
 * draw and those that lost data in compression are not compared, nor are 32-bit values: the full range of DCMTK 3.6.7
 * overflows there, so that brightness does not rise with the value.
 */
class DcmtkRenderingTest {
    private static final Path RENDERER = Path.of("/usr/bin/dcmj2pnm");
    private static final int EVERY_NTH_OF_THE_LONG_SERIES = 48;

    @TempDir
    Path scratch;

    @Test
    void every_grey_corpus_image_is_that_of_dcmtk_within_one_grey_level() throws Exception {
        compare(true, 100, 1);
    }

    /** DCMTK cuts off the fraction of each of the two products of its colour matrix; ours rounds their sum. */
    @Test
    void every_colour_corpus_image_is_that_of_dcmtk_within_two_levels() throws Exception {
        compare(false, 20, 2);
    }

    private void compare(boolean monochrome, int atLeast, int tolerance) throws Exception {
        Path corpus = Path.of(System.getProperty("lantern.shared", "absent"), "corpus");
        Assumptions.assumeTrue(Files.isDirectory(corpus), "no corpus");
        Assumptions.assumeTrue(Files.isExecutable(RENDERER), "no dcmtk");
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Path path : files(corpus)) {
            Optional<Integer> difference = difference(path, monochrome);
            if (difference.isPresent()) {
                compared++;
                if (difference.get() > tolerance) {
                    differences.add(corpus.relativize(path) + ": " + difference.get());
                }
            }
        }
        assertTrue(differences.isEmpty(), compared + " compared, differing: " + String.join("\n", differences));
        assertTrue(compared >= atLeast, "compared only " + compared);
    }

    private static List<Path> files(Path corpus) throws IOException {
        try (Stream<Path> walk = Files.walk(corpus)) {
            List<Path> all = walk.filter(Files::isRegularFile).sorted().toList();
            List<Path> long384 = all.stream().filter(path -> path.toString().contains("mr-t1-384")).toList();
            return all.stream().filter(
                    path -> !long384.contains(path) || long384.indexOf(path) % EVERY_NTH_OF_THE_LONG_SERIES == 0)
                    .toList();
        }
    }

    private Optional<Integer> difference(Path path, boolean monochrome) throws Exception {
        try (DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL); FrameReader reader = FrameReader.open(file)) {
            if (reader.format().photometric().isMonochrome() != monochrome || reader.lossy()
                    || reader.format().bitsStored() > 16) {
                return Optional.empty();
            }
            DataSet dataSet = file.dataSet();
            Presentation presentation = Presentation.of(dataSet).withoutPadding();
            Optional<byte[]> theirs = theirs(path, presentation.voi(), monochrome ? "P5" : "P6");
            if (theirs.isEmpty()) {
                return Optional.empty();
            }
            Frame frame = reader.read(0);
            int[] argb = new int[frame.format().rows() * frame.format().columns()];
            new ImageRenderer().render(frame, presentation, argb);
            int most = 0;
            byte[] pixels = theirs.get();
            int samples = monochrome ? 1 : 3;
            int header = pixels.length - argb.length * samples;
            for (int i = 0; i < argb.length * samples; i++) {
                int ours = argb[i / samples] >> 8 * (samples - 1 - i % samples) & 0xff;
                most = Math.max(most, Math.abs(ours - (pixels[header + i] & 0xff)));
            }
            return Optional.of(most);
        } catch (ImagingException notAnImage) {
            return Optional.empty();
        }
    }

    /** @return a binary PGM or PPM; empty if DCMTK refuses or draws the other */
    private Optional<byte[]> theirs(Path path, Optional<VoiLut> voi, String format) throws Exception {
        Path out = scratch.resolve("theirs.pgm");
        Files.deleteIfExists(out);
        List<String> command = new ArrayList<>(List.of(RENDERER.toString(), "-O", "+op"));
        command.addAll(voi.map(chosen -> List.of(chosen instanceof VoiLut.Table ? "+Wl" : "+Wi", "1"))
                .orElse(List.of("+Wm")));
        command.addAll(List.of(path.toString(), out.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0 || !Files.exists(out)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(out);
        boolean wanted = bytes.length > 2 && new String(bytes, 0, 2, StandardCharsets.US_ASCII).equals(format);
        return wanted ? Optional.of(bytes) : Optional.empty();
    }
}
