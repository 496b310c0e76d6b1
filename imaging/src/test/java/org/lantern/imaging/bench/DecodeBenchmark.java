package org.lantern.imaging.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.pixel.PixelFormat;

/**
 * Decoding speed in MB of decoded pixels per second of CPU time, on the corpus folder given as first argument. Beside it,
 * where it is on the PATH, dcmtk's command line program decodes the same files in a process of its own; the time that the
 * same program takes for reading and writing the already decoded files is taken off.
 */
public final class DecodeBenchmark {
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 15;
    private static final int PEER_ROUNDS = 7;

    /** A set of files and the dcmtk program that decodes them. */
    private record Set(String name, String peer, List<Path> files) {}

    private DecodeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path corpus = Path.of(arguments[0]);
        List<String> only = Arrays.asList(arguments).subList(1, arguments.length);
        System.out.println("| set | files | decoded MB | MB/s of CPU time | MB/s of wall time | dcmtk MB/s | ratio |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (Set set : sets(corpus)) {
            if (only.isEmpty() || only.contains(set.name)) {
                run(set);
            }
        }
    }

    private static List<Set> sets(Path corpus) throws IOException {
        Map<String, String> folders = new LinkedHashMap<>();
        folders.put("RLE", "dcmdrle");
        folders.put("JPLL", "dcmdjpeg");
        folders.put("JPLY", "dcmdjpeg");
        folders.put("JLSL", "dcmdjpls");
        folders.put("JLSN", "dcmdjpls");
        folders.put("J2KR", "");
        folders.put("J2KI", "");
        List<Set> sets = new ArrayList<>();
        for (Map.Entry<String, String> folder : folders.entrySet()) {
            try (Stream<Path> files = Files.list(corpus.resolve("wg04").resolve(folder.getKey()))) {
                sets.add(new Set(folder.getKey(), folder.getValue(), files.sorted().toList()));
            }
        }
        sets.add(new Set("baseline colour", "dcmdjpeg", List.of(corpus.resolve("pydicom/examples_ybr_color.dcm"))));
        return sets;
    }

    private static void run(Set set) throws ImagingException, IOException, InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<FrameReader> readers = new ArrayList<>();
        double bytes = 0;
        for (Path path : set.files) {
            FrameReader reader = FrameReader.open(DicomFile.read(path, ParseLimits.CLINICAL));
            PixelFormat format = reader.format();
            bytes += (double) format.sampleCount() * Math.max(1, format.bitsAllocated() / 8) * reader.frameCount();
            readers.add(reader);
        }
        double[] cpu = new double[ROUNDS];
        double[] wall = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long cpuStart = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            for (FrameReader reader : readers) {
                for (int i = 0; i < reader.frameCount(); i++) {
                    reader.read(i);
                }
            }
            if (round >= 0) {
                cpu[round] = threads.getCurrentThreadCpuTime() - cpuStart;
                wall[round] = System.nanoTime() - start;
            }
        }
        for (FrameReader reader : readers) {
            reader.close();
        }
        Arrays.sort(cpu);
        Arrays.sort(wall);
        double ours = bytes / cpu[ROUNDS / 2] * 1000;
        double peer = set.peer.isEmpty() ? 0 : peer(set);
        double peerSpeed = peer > 0 ? bytes / peer * 1000 : 0;
        System.out.printf(Locale.ROOT, "| %s | %d | %.1f | %.0f | %.0f | %s | %s |%n", set.name, set.files.size(),
                bytes / 1e6, ours, bytes / wall[ROUNDS / 2] * 1000,
                peer > 0 ? String.format(Locale.ROOT, "%.0f", peerSpeed) : "-",
                peer > 0 ? String.format(Locale.ROOT, "%.2f", ours / peerSpeed) : "-");
    }

    /** CPU nanoseconds that dcmtk takes for decoding alone; 0 where it is not installed. */
    private static double peer(Set set) throws IOException, InterruptedException {
        if (Stream.of(System.getenv("PATH").split(":")).noneMatch(d -> Files.isExecutable(Path.of(d, set.peer)))) {
            return 0;
        }
        Path folder = Files.createTempDirectory("decode");
        StringBuilder decode = new StringBuilder();
        StringBuilder copy = new StringBuilder();
        for (Path file : set.files) {
            Path decoded = folder.resolve(file.getFileName() + ".raw");
            decode.append(set.peer).append(' ').append(file).append(' ').append(decoded).append(" 2>/dev/null; ");
            copy.append("dcmconv ").append(decoded).append(' ').append(decoded).append(".copy 2>/dev/null; ");
        }
        double decoding = Double.POSITIVE_INFINITY;
        double copying = Double.POSITIVE_INFINITY;
        for (int round = 0; round < PEER_ROUNDS; round++) {
            decoding = Math.min(decoding, cpuOf(decode.toString()));
            copying = Math.min(copying, cpuOf(copy.toString()));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        return Math.max(0, decoding - copying);
    }

    /** User and system time of shell commands, as the shell's own clock of its children gives it. */
    private static double cpuOf(String commands) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", "TIMEFORMAT='%3U %3S'; time (" + commands + ")")
                .redirectErrorStream(true).start();
        String[] lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip()
                .split("\n");
        process.waitFor();
        String[] times = lines[lines.length - 1].split(" ");
        return (Double.parseDouble(times[0]) + Double.parseDouble(times[1])) * 1e9;
    }
}
