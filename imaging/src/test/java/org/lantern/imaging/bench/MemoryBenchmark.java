package org.lantern.imaging.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.pixel.Frame;

/**
 * What it takes to hold a series: first the headers of all files under a folder, then headers and decoded frames. Prints
 * the heap in use after collections. Argument: the folder. Run it with a small {@code -Xmx} to see that it suffices.
 */
public final class MemoryBenchmark {
    private static final double MEGABYTE = 1e6;

    /** A file with all that is shown of it. */
    private record Held(DicomFile file, List<Frame> frames) {}

    private MemoryBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(Path.of(arguments[0]))) {
            paths = walk.filter(Files::isRegularFile).sorted().toList();
        }
        long before = heapInUse();
        List<DicomFile> headers = new ArrayList<>();
        for (Path path : paths) {
            try {
                headers.add(DicomFile.readHeader(path, ParseLimits.CLINICAL));
            } catch (ImagingException _) {
                System.out.println("not DICOM: " + path.getFileName());
            }
        }
        double each = (double) (heapInUse() - before) / headers.size();
        System.out.printf(Locale.ROOT, "%d headers, %.1f KB of heap each%n", headers.size(), each / 1e3);
        headers.clear();

        List<Held> held = new ArrayList<>();
        long raw = 0;
        for (Path path : paths) {
            try {
                DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL);
                List<Frame> frames = new ArrayList<>();
                try (FrameReader reader = FrameReader.open(file)) {
                    for (int i = 0; i < reader.frameCount(); i++) {
                        frames.add(reader.read(i));
                    }
                    raw += reader.format().sampleCount() * reader.format().bitsAllocated() / 8 * frames.size();
                }
                held.add(new Held(file, frames));
            } catch (ImagingException _) {
                // said above
            }
        }
        double heap = heapInUse() - before;
        System.out.printf(Locale.ROOT, "%d files with %.1f MB of pixels: %.1f MB of heap, %.3f times; -Xmx %.0f MB%n",
                held.size(), raw / MEGABYTE, heap / MEGABYTE, heap / raw, Runtime.getRuntime().maxMemory() / MEGABYTE);
    }

    private static long heapInUse() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
