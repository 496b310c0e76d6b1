package org.lantern.storage.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.archive.InstanceRow;
import org.lantern.storage.archive.SeriesRow;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.importing.ImportReport;
import org.lantern.storage.vault.Vault;

/**
 * Measures the vault against plain copying, in one run, interleaved. Arguments: a folder of DICOM files, a folder to work
 * in (on the medium to be measured), rounds.
 */
public final class StorageBenchmark {
    private final Path source;
    private final Path work;
    private final PrintStream out;

    private StorageBenchmark(Path source, Path work, PrintStream out) {
        this.source = source;
        this.work = work;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        new StorageBenchmark(Path.of(arguments[0]), Path.of(arguments[1]), System.out)
                .run(Integer.parseInt(arguments[2]));
    }

    private void run(int rounds) throws Exception {
        List<Path> files;
        try (var found = Files.walk(source)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
            Files.readAllBytes(file);
        }
        out.printf("%d files, %.1f MB%n", files.size(), bytes / 1e6);
        List<double[]> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double[] result = new double[7];
            result[0] = copy(files);
            measureVault(result);
            results.add(result);
            out.printf("round %d: copy+fsync %.0f MB/s, import %.0f MB/s (%.0f files/s, %.2fx), read back %.0f MB/s,"
                    + " open %.0f ms of which key %.0f ms, commit %.2f ms, CPU of the import %.0f ms%n", round + 1,
                    bytes / 1e6 / result[0],
                    bytes / 1e6 / result[1], files.size() / result[1], result[0] / result[1], bytes / 1e6 / result[2],
                    result[3] * 1e3, result[4] * 1e3, result[5] * 1e3, result[6] * 1e3);
        }
        double[] median = new double[7];
        for (int i = 0; i < median.length; i++) {
            int column = i;
            median[i] = results.stream().mapToDouble(r -> r[column]).sorted().toArray()[rounds / 2];
        }
        out.printf("median: copy+fsync %.0f MB/s, import %.0f MB/s (%.0f files/s, %.2fx), read back %.0f MB/s,"
                + " open %.0f ms of which key %.0f ms, commit %.2f ms, CPU of the import %.0f ms%n",
                bytes / 1e6 / median[0],
                bytes / 1e6 / median[1], files.size() / median[1], median[0] / median[1], bytes / 1e6 / median[2],
                median[3] * 1e3, median[4] * 1e3, median[5] * 1e3, median[6] * 1e3);
    }

    private double copy(List<Path> files) throws IOException {
        Path target = Files.createDirectories(work.resolve("copy"));
        long start = System.nanoTime();
        int number = 0;
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            try (FileChannel channel = FileChannel.open(target.resolve(number++ + ".dcm"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(content));
                channel.force(true);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        delete(target);
        return seconds;
    }

    private void measureVault(double[] result) throws Exception {
        Path root = work.resolve("vault");
        Clock clock = Clock.systemUTC();
        ImportReport report;
        try (Secret password = password();
                Vault vault = Vault.create(root, "admin", password, KdfCost.STANDARD, clock).vault()) {
            double before = cpuSeconds();
            long start = System.nanoTime();
            report = vault.importer().run(List.of(source), _ -> {}, () -> false);
            result[1] = (System.nanoTime() - start) / 1e9;
            result[6] = cpuSeconds() - before;
        }
        long start = System.nanoTime();
        try (Secret password = password()) {
            long before = System.nanoTime();
            Vault vault = Vault.open(root, "admin", password, clock);
            result[3] = (System.nanoTime() - before) / 1e9;
            try (vault) {
                result[2] = readBack(vault);
                result[5] = commit(vault);
                if (report.bytes() > 0) {
                    out.printf("  overhead of packs %.3f %%%n",
                            100.0 * (packBytes(root) - report.bytes()) / report.bytes());
                }
            }
        }
        result[4] = deriveOnce();
        delete(root);
    }

    /** Of the whole process: what is left of a measurement when the machine is busy with something else. */
    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static double deriveOnce() {
        try (Secret password = password()) {
            long start = System.nanoTime();
            org.lantern.storage.crypto.Key256.ofPassword(password, new byte[16], KdfCost.STANDARD, "x").close();
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static double readBack(Vault vault) throws Exception {
        long start = System.nanoTime();
        byte[] buffer = new byte[1 << 20];
        for (StudyRow study : vault.archive().studies("", 1000)) {
            for (SeriesRow series : vault.archive().series(study.uid())) {
                for (InstanceRow instance : vault.archive().instances(series.uid())) {
                    try (ByteSource object = vault.archive().open(instance.sopInstanceUid())) {
                        for (long at = 0; at < object.size(); at += buffer.length) {
                            object.read(at, buffer, 0, (int) Math.min(buffer.length, object.size() - at));
                        }
                    }
                }
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Median of a hundred chart entries, each in a durable transaction of its own. */
    private static double commit(Vault vault) throws Exception {
        double[] seconds = new double[100];
        for (int i = 0; i < seconds.length; i++) {
            Demographics patient = new Demographics("B" + i, "Bench^Number", "", "", Sex.FEMALE,
                    Optional.of(LocalDate.of(1970, 1, 2)), false, "", "", "");
            long start = System.nanoTime();
            vault.chart().addPatient(patient);
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private static long packBytes(Path root) throws IOException {
        try (var packs = Files.list(root.resolve("packs"))) {
            return packs.mapToLong(pack -> pack.toFile().length()).sum();
        }
    }

    private static Secret password() {
        return Secret.ofPassword("a benchmark's password".toCharArray());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
