package org.lantern.imaging.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.pixel.PixelFormat;

/**
 * Decoding speed in MB of decoded pixels per second of CPU time of one thread, beside other libraries that decode the same
 * frames in turns with us ({@link Peer}). The ratio is the median over all turns of the peer's time to ours, so that other
 * load on the machine disturbs it little. Arguments: the corpus folder, then names of sets (all without).
 */
public final class DecodeBenchmark {
    private static final long WARM_UP_NS = 5_000_000_000L;
    private static final int ROUNDS = 15;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Files that are decoded together, and who else decodes them. */
    private record Set(String name, List<Path> files, List<String> peers) {}

    private DecodeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        // one thread: the common pool has no workers of its own
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "0");
        Path corpus = Path.of(arguments[0]);
        List<String> only = Arrays.asList(arguments).subList(1, arguments.length);
        Path scratch = Files.createTempDirectory("decode");
        try {
            System.out.println("| set | frames | decoded MB | Lantern MB/s | peer | its MB/s | ratio |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (Set set : sets(corpus)) {
                if (only.isEmpty() || only.contains(set.name)) {
                    run(set, scratch);
                }
            }
        } finally {
            Peer.delete(scratch);
        }
    }

    private static List<Set> sets(Path corpus) throws IOException {
        Map<String, List<String>> folders = new LinkedHashMap<>();
        folders.put("RLE", List.of("dcmtk", "gdcm"));
        folders.put("JPLL", List.of("dcmtk", "gdcm"));
        folders.put("JPLY", List.of("dcmtk", "gdcm"));
        folders.put("JLSL", List.of("charls", "dcmtk"));
        folders.put("JLSN", List.of("charls", "dcmtk"));
        folders.put("J2KR", List.of("openjpeg"));
        folders.put("J2KI", List.of("openjpeg"));
        List<Set> sets = new ArrayList<>();
        for (Map.Entry<String, List<String>> folder : folders.entrySet()) {
            // CharLS refuses MR1_JLSL
            try (Stream<Path> files = Files.list(corpus.resolve("wg04").resolve(folder.getKey()))) {
                sets.add(new Set(folder.getKey(), files.filter(file -> !file.endsWith("MR1_JLSL")).sorted().toList(),
                        folder.getValue()));
            }
        }
        sets.add(new Set("HTJ2K", List.of(corpus.resolve("pydicom-data/HTJ2KLossless_08_RGB.dcm"),
                corpus.resolve("pydicom-data/HTJ2K_08_RGB.dcm")), List.of("openjpeg")));
        sets.add(new Set("colour", List.of(corpus.resolve("pydicom/examples_ybr_color.dcm")),
                List.of("dcmtk", "gdcm", "imageio", "libjpeg")));
        return sets;
    }

    private static void run(Set set, Path scratch) throws Exception {
        List<FrameReader> readers = new ArrayList<>();
        List<byte[]> streams = new ArrayList<>();
        double bytes = 0;
        for (Path path : set.files) {
            DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL);
            FrameReader reader = FrameReader.open(file);
            PixelFormat format = reader.format();
            bytes += (double) format.sampleCount() * Math.max(1, format.bitsAllocated() / 8) * reader.frameCount();
            readers.add(reader);
            streams.addAll(streams(file, reader.frameCount()));
        }
        List<Path> streamFiles = new ArrayList<>();
        for (byte[] stream : streams) {
            streamFiles.add(Files.write(Files.createTempFile(scratch, "frame", ""), stream));
        }
        List<Peer> peers = new ArrayList<>();
        for (String name : set.peers) {
            peer(name, set.files, streamFiles, scratch).ifPresent(peers::add);
        }
        long until = THREADS.getCurrentThreadCpuTime() + WARM_UP_NS;
        while (THREADS.getCurrentThreadCpuTime() < until) {
            decode(readers);
        }
        boolean imageIo = set.peers.contains("imageio");
        double[][] times = new double[1 + set.peers.size()][ROUNDS];
        int[] failed = new int[times.length];
        for (int round = -2; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            decode(readers);
            double ours = THREADS.getCurrentThreadCpuTime() - start;
            times[0][Math.max(0, round)] = ours;
            for (int p = 0; p < peers.size(); p++) {
                Peer.Pass pass = peers.get(p).pass();
                times[p + 1][Math.max(0, round)] = pass.cpuNs();
                failed[p + 1] = pass.failed();
            }
            if (imageIo) {
                times[peers.size() + 1][Math.max(0, round)] = imageIo(streams, round < 0 ? WARM_UP_NS / 3 : 0);
            }
        }
        List<String> names = new ArrayList<>(peers.stream().map(Peer::name).toList());
        if (imageIo) {
            names.add("imageio");
        }
        for (int p = 0; p < Math.max(1, names.size()); p++) {
            String head = String.format(Locale.ROOT, "| %s | %d | %.1f | %.0f |", set.name, streams.size(), bytes / 1e6,
                    bytes / median(times[0]) * 1000);
            System.out.println(names.isEmpty()
                    ? head + " absent | | |"
                    : failed[p + 1] > 0
                            ? head + " " + names.get(p) + " fails on " + failed[p + 1] + " | | |"
                            : head + String.format(Locale.ROOT, " %s | %.0f | %.2f |", names.get(p),
                                    bytes / median(times[p + 1]) * 1000, ratio(times[p + 1], times[0])));
        }
        if (set.peers.contains("openjpeg")) {
            twoThreads(set, readers, streamFiles, scratch, bytes);
        }
        peers.forEach(Peer::close);
        for (FrameReader reader : readers) {
            reader.close();
        }
    }

    /** Wall time with two threads on either side; only meaningful where two processors are free. */
    private static void twoThreads(Set set, List<FrameReader> readers, List<Path> streams, Path scratch, double bytes)
            throws Exception {
        Callable<Long> work = () -> {
            long start = System.nanoTime();
            decode(readers);
            return System.nanoTime() - start;
        };
        Optional<Peer> started = openJpeg("2", streams, scratch);
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            double[] ours = new double[ROUNDS];
            double[] theirs = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ours[round] = pool.submit(work).get();
                theirs[round] = started.isPresent() ? started.get().pass().wallNs() : 0;
            }
            System.out.printf(Locale.ROOT, "| %s, two threads, wall | %d | %.1f | %.0f | openjpeg | %.0f | %.2f |%n",
                    set.name, streams.size(), bytes / 1e6, bytes / median(ours) * 1000, bytes / median(theirs) * 1000,
                    ratio(theirs, ours));
        } finally {
            started.ifPresent(Peer::close);
        }
    }

    private static Optional<Peer> peer(String name, List<Path> files, List<Path> streams, Path scratch)
            throws IOException, InterruptedException {
        return switch (name) {
            case "dcmtk" -> Peer.start(name, "dcmtk_peer.cc", Peer.DCMTK, "decode", files, scratch);
            case "gdcm" -> Peer.start(name, "gdcm_peer.cc", Peer.GDCM, "decode", files, scratch);
            case "openjpeg" -> openJpeg("0", streams, scratch);
            case "charls" -> Peer.start(name, "charls_peer.cc", List.of("-lcharls"), "decode", streams, scratch);
            case "libjpeg" -> Peer.start("libjpeg-turbo", "libjpeg_peer.cc", List.of("-ljpeg"), "decode", streams,
                    scratch);
            default -> Optional.empty();
        };
    }

    private static Optional<Peer> openJpeg(String threads, List<Path> streams, Path scratch)
            throws IOException, InterruptedException {
        return Peer.start("openjpeg", "openjpeg_peer.cc", List.of("-lopenjp2"), threads, streams, scratch);
    }

    private static void decode(List<FrameReader> readers) throws ImagingException {
        for (FrameReader reader : readers) {
            for (int i = 0; i < reader.frameCount(); i++) {
                reader.read(i);
            }
        }
    }

    /** CPU time of one pass of the JDK's own decoder, which gives RGB, after a warm-up of so many nanoseconds. */
    private static double imageIo(List<byte[]> streams, long warmUpNs) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        long until = THREADS.getCurrentThreadCpuTime() + warmUpNs;
        double spent;
        do {
            long start = THREADS.getCurrentThreadCpuTime();
            for (byte[] stream : streams) {
                try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(stream))) {
                    reader.setInput(in, true, true);
                    reader.read(0);
                }
            }
            spent = THREADS.getCurrentThreadCpuTime() - start;
        } while (THREADS.getCurrentThreadCpuTime() < until);
        reader.dispose();
        return spent;
    }

    /** The frames' codestreams: the items after the offset table, joined where there is only one frame. */
    private static List<byte[]> streams(DicomFile file, int frames) throws IOException {
        List<byte[]> items = new ArrayList<>();
        long at = file.pixelData().orElseThrow().offset();
        byte[] header = new byte[8];
        while (at + 8 <= file.source().size()) {
            file.source().read(at, header, 0, 8);
            ByteBuffer words = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            if (words.getInt(0) != 0xe000fffe) {
                break;
            }
            byte[] item = new byte[words.getInt(4)];
            file.source().read(at + 8, item, 0, item.length);
            items.add(item);
            at += 8L + item.length;
        }
        List<byte[]> found = items.subList(1, items.size());
        if (frames > 1 || found.size() == 1) {
            return found;
        }
        ByteBuffer joined = ByteBuffer.allocate(found.stream().mapToInt(item -> item.length).sum());
        found.forEach(joined::put);
        return List.of(joined.array());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double ratio(double[] theirs, double[] ours) {
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ours.length; i++) {
            ratios[i] = theirs[i] / ours[i];
        }
        return median(ratios);
    }
}
