package org.lantern.storage.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.archive.InstanceRow;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.vault.Vault;

class KillTest {
    private static final int ROUNDS = Integer.getInteger("lantern.kills", 4);
    private static final int SLICES = 70;

    @TempDir
    Path folder;

    /** One vault that grows through all rounds. What a killed process said was done is there, whole, and no file shows whose it is. */
    @Test
    void a_killed_process_loses_nothing_that_it_acknowledged_and_leaves_nothing_readable() throws Exception {
        Path root = folder.resolve("vault");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        TestVault.create(root).close();
        Random random = new Random(7);
        Set<Integer> series = new HashSet<>();
        Set<Integer> patients = new HashSet<>();
        Set<Integer> marks = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            workAndKill(root, temporary, round * 1000, round % 4, random.nextInt(300),
                    Map.of("series", series, "patient", patients, "mark", marks));
            assertEquals(List.of(), canaries(root), "in the vault after round " + round);
            assertEquals(List.of(), canaries(temporary), "in the temporary folder after round " + round);
            check(root, series, patients, marks);
        }
        assertTrue(series.size() + patients.size() > 0);
        assertEquals(List.of(), canaries(root));
    }

    /** Without which finding nothing would mean nothing. */
    @Test
    void the_search_for_readable_values_finds_them_where_they_are() throws Exception {
        for (byte[] canary : CANARIES) {
            Path file = folder.resolve("plain.bin");
            byte[] content = new byte[5000];
            System.arraycopy(canary, 0, content, 4990 - canary.length, canary.length);
            Files.write(file, content);
            assertEquals(1, canaries(folder).size());
        }
    }

    @Test
    void a_vault_that_another_process_has_open_says_which() throws Exception {
        Path root = folder.resolve("vault");
        TestVault.create(root).close();
        Process process = start(root, Files.createDirectories(folder.resolve("tmp")), 0);
        try (BufferedReader out = reader(process)) {
            assertEquals("ready", out.readLine());
            StorageException.VaultInUse refused = assertThrows(StorageException.VaultInUse.class,
                    () -> TestVault.open(root));
            assertTrue(refused.holder().orElseThrow().contains(String.valueOf(process.pid())));
        } finally {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        TestVault.open(root).close();
    }

    /** Kills the process so long after it has said so many things. */
    private static void workAndKill(Path root, Path temporary, int first, int afterLines, int afterMillis,
            Map<String, Set<Integer>> done) throws Exception {
        Process process = start(root, temporary, first);
        List<String> said = new ArrayList<>();
        try (BufferedReader out = reader(process)) {
            assertEquals("ready", out.readLine());
            for (int i = 0; i < afterLines; i++) {
                said.add(out.readLine());
            }
            Thread.sleep(afterMillis);
            process.toHandle().destroyForcibly();
            out.lines().forEach(said::add);
        }
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        for (String line : said) {
            String[] words = line.split(" ");
            done.get(words[0]).add(Integer.parseInt(words[1]));
        }
    }

    private static void check(Path root, Set<Integer> series, Set<Integer> patients, Set<Integer> marks)
            throws Exception {
        try (Vault vault = TestVault.open(root)) {
            for (int number : series) {
                SyntheticSeries expected = WorkingProcess.series(number, SLICES);
                assertEquals(SLICES, vault.archive().study(expected.studyUid()).orElseThrow().instanceCount());
                for (DataSet slice : List.of(expected.dataSet(0), expected.dataSet(SLICES - 1))) {
                    assertArrayEquals(SyntheticSeries.file(slice), read(vault, slice));
                }
            }
            for (int number : patients) {
                assertEquals(1, vault.archive().patients("p-" + number + " kanarienvogel", 10).stream()
                        .filter(row -> row.patientId().equals("P-" + number)).count());
            }
            for (int number : marks) {
                var owner = vault.archive().study(WorkingProcess.series(number, SLICES).studyUid()).orElseThrow();
                assertTrue(vault.annotations().of(owner.patient().key()).stream()
                        .anyMatch(drawn -> drawn.annotation().equals(WorkingProcess.mark(number, SLICES))));
            }
            for (StudyRow study : vault.archive().studies("", 10_000)) {
                List<InstanceRow> rows = vault.archive().instances(study.uid() + ".1");
                assertEquals(study.instanceCount(), rows.size());
                try (ByteSource last = vault.archive().open(rows.getLast().sopInstanceUid())) {
                    last.read(0, new byte[(int) last.size()], 0, (int) last.size());
                }
            }
        }
    }

    private static byte[] read(Vault vault, DataSet slice) throws Exception {
        try (ByteSource source = vault.archive().open(slice.text(Tag.SOPInstanceUID).orElseThrow())) {
            byte[] bytes = new byte[(int) source.size()];
            source.read(0, bytes, 0, bytes.length);
            return bytes;
        }
    }

    private static Process start(Path root, Path temporary, int first) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-cp",
                System.getProperty("java.class.path"),
                WorkingProcess.class.getName(), root.toString(), String.valueOf(first), String.valueOf(SLICES))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static final List<byte[]> CANARIES = makeCanaries();

    private static List<byte[]> makeCanaries() {
        List<byte[]> all = new ArrayList<>();
        for (String text : new String[]{"Kanarienvogel", "kanarienvogel", "KANARIENVOGEL", "金丝雀",
                WorkingProcess.CANARY_ID, WorkingProcess.CANARY_ID.toLowerCase(java.util.Locale.ROOT),
                "1.2.826.0.1.3680043.10.999"}) {
            for (Charset charset : new Charset[]{StandardCharsets.UTF_8, StandardCharsets.UTF_16LE,
                    StandardCharsets.UTF_16BE, Charset.forName("GB18030"), StandardCharsets.ISO_8859_1}) {
                byte[] bytes = text.getBytes(charset);
                if (new String(bytes, charset).equals(text)) {
                    all.add(bytes);
                }
            }
        }
        DataSet slice = WorkingProcess.series(0, 1).dataSet(0);
        try {
            all.add(Arrays.copyOfRange(slice.bytes(Tag.PixelData).orElseThrow(), 100, 124));
        } catch (org.lantern.imaging.ImagingException failure) {
            throw new IllegalStateException(failure);
        }
        return all;
    }

    private static List<String> canaries(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (byte[] canary : CANARIES) {
                    if (content.contains(new String(canary, StandardCharsets.ISO_8859_1))) {
                        found.add(file + ": " + new String(canary, StandardCharsets.UTF_8));
                        break;
                    }
                }
            }
        }
        return found;
    }
}
