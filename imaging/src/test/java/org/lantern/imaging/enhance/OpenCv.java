package org.lantern.imaging.enhance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Samples;

/** OpenCV as Debian packages it, asked through Python; tests are skipped where it is absent. */
final class OpenCv {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private OpenCv() {}

    static void assumePresent() {
        Assumptions.assumeTrue(Files.isExecutable(PYTHON), "no python3");
        try {
            Process probe = new ProcessBuilder(PYTHON.toString(), "-c", "import cv2, numpy").redirectErrorStream(true)
                    .start();
            Assumptions.assumeTrue(probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0, "no OpenCV");
        } catch (IOException | InterruptedException e) {
            Assumptions.abort("no OpenCV: " + e);
        }
    }

    /**
     * Runs one expression of numpy and OpenCV.
     *
     * @param expression over {@code x}, the image as a two-dimensional array of its type
     * @return the result converted to double, row by row
     */
    static double[] apply(Frame frame, String expression) throws IOException, InterruptedException {
        Path in = Files.createTempFile("opencv", ".in");
        Path out = Files.createTempFile("opencv", ".out");
        try {
            Files.write(in, bytes(frame));
            String type = switch (frame.samples()) {
                case Samples.Bytes _ -> "uint8";
                case Samples.Shorts _ -> frame.format().signed() ? "int16" : "uint16";
                default -> throw new IllegalArgumentException();
            };
            String script = """
                    import sys, cv2, numpy as np
                    x = np.fromfile(sys.argv[1], np.%s).reshape(%d, %d)
                    np.asarray(%s).astype(np.float64).tofile(sys.argv[2])
                    """.formatted(type, frame.format().rows(), frame.format().columns(), expression);
            Process python = new ProcessBuilder(PYTHON.toString(), "-c", script, in.toString(), out.toString())
                    .inheritIO().start();
            if (python.waitFor() != 0) {
                throw new IOException("python failed: " + expression);
            }
            ByteBuffer result = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[result.remaining() / Double.BYTES];
            result.asDoubleBuffer().get(values);
            return values;
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }

    private static byte[] bytes(Frame frame) {
        return switch (frame.samples()) {
            case Samples.Bytes(byte[] values) -> values;
            case Samples.Shorts(short[] values) -> {
                ByteBuffer buffer = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
                buffer.asShortBuffer().put(values);
                yield buffer.array();
            }
            default -> throw new IllegalArgumentException();
        };
    }
}
