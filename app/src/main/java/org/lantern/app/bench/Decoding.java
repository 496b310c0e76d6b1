package org.lantern.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.storage.StorageException;

/** Decodes frames from memory, a figure for each transfer syntax, with all processors where the codec uses them. */
record Decoding() implements QuickBenchmark {
    private static final int MOST_FRAMES = 8;
    private static final double MILLION = 1e6;

    /** A frame that can be decoded. */
    private record Job(FrameReader reader, int frame, long bytes) {}

    @Override
    public String name() {
        return "decode";
    }

    @Override
    public void run(Specimens specimens, Timing timing, Consumer<Figure> measured)
            throws ImagingException, StorageException, IOException {
        Map<String, List<Job>> bySyntax = new LinkedHashMap<>();
        for (var image : specimens.images()) {
            try {
                var reader = FrameReader.open(image);
                var format = reader.format();
                for (int frame = 0; frame < Math.min(MOST_FRAMES, reader.frameCount()); frame++) {
                    reader.read(frame);
                    bySyntax.computeIfAbsent(image.transferSyntax().name(), _ -> new ArrayList<>()).add(new Job(reader,
                            frame, format.sampleCount() * Math.max(1, format.bitsAllocated() / 8)));
                }
            } catch (ImagingException _) {
                // no image, or one that cannot be decoded: nothing to measure
            }
        }
        for (var set : bySyntax.entrySet()) {
            double bytes = set.getValue().stream().mapToLong(Job::bytes).sum();
            measured.accept(timing.measure(name(), set.getKey(), bytes / MILLION, "MB", () -> {
                for (Job job : set.getValue()) {
                    job.reader.read(job.frame);
                }
            }));
        }
    }
}
