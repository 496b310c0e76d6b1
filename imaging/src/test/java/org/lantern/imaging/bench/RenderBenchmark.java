package org.lantern.imaging.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.lantern.imaging.enhance.Recipe;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ImageRenderer;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.ValueRange;
import org.lantern.imaging.pixel.VoiLut;

/**
 * Rendering and filters on square images of 512 and 3000, in ms of CPU time for one image, medians. Both sides are kept on
 * one thread, ours by leaving the common pool without workers, so that the numbers hold on a machine that is busy with
 * other things; OpenCV does the same work on the same image right after ours. Needs no arguments; sizes may be given.
 */
public final class RenderBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long WARM_UP_NS = 2_500_000_000L;
    private static final String PEER = """
            import sys, time, cv2, numpy as np, statistics as st
            cv2.setNumThreads(1)
            n = int(sys.argv[1])
            x = np.fromfile(sys.argv[2], np.uint16).reshape(n, n)
            x8 = (x >> 4).astype(np.uint8)
            clahe = cv2.createCLAHE(2.0, (8, 8))
            work = eval('lambda: ' + sys.argv[3])
            times = []
            for i in range(5): work()
            end = time.perf_counter() + 1
            while time.perf_counter() < end or len(times) < 9:
                a = time.thread_time(); work(); times.append((time.thread_time() - a) * 1e3)
            print(st.median(times))
            """;

    @FunctionalInterface
    private interface Work {
        void run(int round) throws Exception;
    }

    private RenderBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "0");
        System.out.println("| work | image | ms | OpenCV ms | OpenCV / ours |");
        System.out.println("|---|---|---|---|---|");
        List<String> sizes = arguments.length > 0 ? List.of(arguments) : List.of("512", "3000");
        for (String size : sizes) {
            run(Integer.parseInt(size));
        }
    }

    private static void run(int size) throws Exception {
        Frame sixteen = image(size);
        Frame eight = eightBits(sixteen);
        short[] values = ((Samples.Shorts) sixteen.samples()).values();
        Path raw = Files.createTempFile("render", ".raw");
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asShortBuffer().put(values);
        Files.write(raw, buffer.array());
        try {
            short[] copy = new short[values.length];
            report("copy of the 16-bit image", size, _ -> System.arraycopy(values, 0, copy, 0, values.length),
                    "x.copy()",
                    raw);
            int[] argb = new int[size * size];
            ImageRenderer renderer = new ImageRenderer();
            Presentation presentation = new Presentation(ModalityLut.IDENTITY, Optional.empty(), false, false,
                    Optional.empty(), Optional.empty());
            report("window step, 16 bits to ARGB", size,
                    round -> renderer.render(sixteen, presentation.withVoi(new VoiLut.Window(1500 + round, 2000)),
                            argb),
                    "cv2.convertScaleAbs(x, alpha=255/2000., beta=-25.5)", raw);
            for (Map.Entry<String, String> filter : filters().entrySet()) {
                Recipe recipe = Recipe.parse(filter.getKey());
                boolean bytes = filter.getValue().contains("x8");
                report(filter.getKey() + (bytes ? ", 8 bits" : ", 16 bits"), size, _ -> recipe
                        .apply(bytes ? eight : sixteen, ModalityLut.IDENTITY, new ValueRange(0, 255), () -> false),
                        filter.getValue(), raw);
            }
        } finally {
            Files.delete(raw);
        }
    }

    private static Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("equalize:min=0,max=255", "cv2.equalizeHist(x8)");
        filters.put("clahe:tiles=8,clip=2,min=0,max=255", "clahe.apply(x8)");
        filters.put("clahe:tiles=8,clip=2,min=0,max=65535", "clahe.apply(x)");
        filters.put("gaussian:sigma=2", "cv2.GaussianBlur(x, (0, 0), 2.0)");
        filters.put("median:size=3", "cv2.medianBlur(x, 3)");
        filters.put("canny:low=50,high=150", "cv2.Canny(x8, 50, 150)");
        return filters;
    }

    private static void report(String name, int size, Work work, String peer, Path raw) throws Exception {
        double ours = measure(work);
        String theirs = peer(size, raw, peer);
        if (theirs.isEmpty()) {
            System.out.printf(Locale.ROOT, "| %s | %d² | %.2f | absent | |%n", name, size, ours);
        } else {
            double peerMs = Double.parseDouble(theirs);
            System.out.printf(Locale.ROOT, "| %s | %d² | %.2f | %.2f | %.2f |%n", name, size, ours, peerMs,
                    peerMs / ours);
        }
    }

    private static double measure(Work work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        int warm = 0;
        while (THREADS.getCurrentThreadCpuTime() - start < WARM_UP_NS || warm < 10) {
            work.run(warm++);
        }
        double[] cpuMs = new double[25];
        for (int round = 0; round < cpuMs.length; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            work.run(round);
            cpuMs[round] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
        }
        Arrays.sort(cpuMs);
        return cpuMs[cpuMs.length / 2];
    }

    private static String peer(int size, Path raw, String expression) throws IOException, InterruptedException {
        Path python = Path.of("/usr/bin/python3");
        if (!Files.isExecutable(python)) {
            return "";
        }
        Process process = new ProcessBuilder(
                List.of(python.toString(), "-c", PEER, Integer.toString(size), raw.toString(),
                        expression))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        }
        return process.waitFor() == 0 && !lines.isEmpty() ? lines.getFirst() : "";
    }

    private static Frame image(int size) {
        Random random = new Random(1);
        short[] values = new short[size * size];
        for (int i = 0; i < values.length; i++) {
            double x = i % size / (double) size;
            double y = i / size / (double) size;
            double disc = Math.hypot(x - 0.45, y - 0.5) < 0.3 ? 900 : 0;
            double value = 500 + 1500 * x * y + disc + 300 * Math.sin(40 * x) * Math.sin(31 * y)
                    + 30 * random.nextGaussian();
            values[i] = (short) Math.clamp(Math.round(value), 0, 4095);
        }
        return new Frame(new PixelFormat(size, size, 1, 16, 16, 15, false, false, Photometric.MONOCHROME2),
                new Samples.Shorts(values));
    }

    private static Frame eightBits(Frame sixteen) {
        short[] values = ((Samples.Shorts) sixteen.samples()).values();
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (values[i] >> 4);
        }
        PixelFormat format = sixteen.format();
        return new Frame(new PixelFormat(format.rows(), format.columns(), 1, 8, 8, 7, false, false,
                Photometric.MONOCHROME2), new Samples.Bytes(bytes));
    }
}
