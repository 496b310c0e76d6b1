package org.lantern.imaging.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.lantern.imaging.dicom.io.DicomScan;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.dicom.io.ScanResult;

/** Attacks on the walk over files: a ZIP, and a directory that lies beside a secret. */
final class Media {
    private static final ParseLimits LIMITS = new ParseLimits(64, 20_000, 1 << 20, 256, 200, 8L << 20);
    private static final Path BENCH = bench();

    private Media() {}

    /** A folder {@code medium} with an image in it, and beside it one that no directory may lead to. */
    private static Path bench() {
        try {
            Path bench = Files.createTempDirectory("hostile");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(bench)));
            Files.createDirectories(bench.resolve("medium/DICOM"));
            Files.write(bench.resolve("medium/DICOM/IM1"), Seeds.instance("2.25.1"));
            Files.write(bench.resolve("medium/IM2"), Seeds.instance("2.25.2"));
            Files.write(bench.resolve("SECRET"), Seeds.instance("2.25.666"));
            Files.createSymbolicLink(bench.resolve("medium/LINK"), bench.resolve("SECRET"));
            return bench;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path bench) {
        try (var files = Files.walk(bench)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException _) {
            // left for the system that empties the folder of temporary files
        }
    }

    private static boolean isInside(Path found) {
        try {
            return found.toRealPath().startsWith(BENCH.toRealPath()) && !found.endsWith("SECRET");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void zip(byte[] bytes) throws Exception {
        scan("archive.zip", bytes);
    }

    static void directory(byte[] bytes) throws Exception {
        scan("medium/DICOMDIR", bytes);
    }

    private static void scan(String name, byte[] bytes) throws Exception {
        Path file = Files.write(BENCH.resolve(name), bytes);
        Spending.within((16 << 20) + 3000L * bytes.length, () -> {
            ScanResult result = DicomScan.scan(List.of(file), LIMITS, _ -> {}, () -> false);
            if (result.instances() + result.rejected().size() + result.duplicates().size() > 20_000) {
                throw new AssertionError("more found than there can be");
            }
            if (result.patients().stream().flatMap(p -> p.studies().stream()).flatMap(s -> s.series().stream())
                    .flatMap(s -> s.stacks().stream()).flatMap(s -> s.instances().stream())
                    .anyMatch(instance -> !isInside(instance.location().file()))) {
                throw new AssertionError("led out of its folder");
            }
        });
    }
}
