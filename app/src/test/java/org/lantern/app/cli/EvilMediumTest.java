package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.DicomWriter;

/**
 * A CD that was made to hurt, through the command line: scanned and imported. Nothing crashes, everything good is taken,
 * every refusal has a reason, nothing is written outside of the vault, and no name acts on the terminal.
 */
class EvilMediumTest {
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final String EVIL_NAME = "\u001b[2J\u001b]0;owned\u0007<script>alert(1)</script>\u202eexe.gpj\nP-2  Root";

    @TempDir
    Path folder;
    private Path medium;
    private Run.Place place;

    @BeforeEach
    void make_the_medium() throws IOException {
        place = Run.Place.in(folder.resolve("home")).withEnvironment("LANTERN_PASSWORD", "心电图 clinic 2026");
        Files.createDirectories(folder.resolve("home"));
        medium = Files.createDirectories(folder.resolve("medium"));
        Fixture.series("2.25.10", medium.resolve("good"));
        polyglots();
        names();
        structures();
        links();
        archives();
        directory();
    }

    /** Files that are programs too, or seem to be. */
    private void polyglots() throws IOException {
        int number = 1;
        for (String magic : List.of("4d5a9000", "7f454c46", "cafebabe", "504b0304")) {
            Path file = Fixture.write(Fixture.slice("2.25.20", number), EXPLICIT,
                    medium.resolve("AUTORUN" + number++ + ".EXE"));
            byte[] bytes = Files.readAllBytes(file);
            byte[] start = HexFormat.of().parseHex(magic);
            System.arraycopy(start, 0, bytes, 0, start.length);
            Files.write(file, bytes);
        }
        Files.writeString(medium.resolve("AUTORUN.INF"), "[autorun]\nopen=AUTORUN1.EXE\n".repeat(20));
    }

    private void names() throws IOException {
        Fixture.write(new DataSetBuilder().putAll(Fixture.slice("2.25.30", 1))
                .putBytes(Tag.PatientName, Vr.PN, EVIL_NAME.getBytes(StandardCharsets.UTF_8))
                .put(Tag.StudyDescription, "\u2066x\u0007").build(), EXPLICIT, medium.resolve("a\u001b[31mred"));
        Fixture.write(Fixture.slice("2.25.30", 2), EXPLICIT, medium.resolve("n".repeat(200) + "\u202egpj.exe"));
        Fixture.write(Fixture.slice("2.25.30", 3), EXPLICIT,
                medium.resolve(("d".repeat(100) + "/").repeat(4) + "x".repeat(200)));
        Fixture.write(
                new DataSetBuilder().putAll(Fixture.slice("2.25.31", 1))
                        .put(Tag.SOPInstanceUID, Vr.UI, "../../../../tmp/owned").build(),
                EXPLICIT, medium.resolve("path-as-uid"));
        // the same UID with another content, and another patient in the same study
        Fixture.write(
                new DataSetBuilder().putAll(Fixture.slice("2.25.10", 1)).put(Tag.PatientComments, "other").build(),
                EXPLICIT, medium.resolve("zz-same-uid"));
        Fixture.write(new DataSetBuilder().putAll(Fixture.slice("2.25.10", 9)).put(Tag.PatientID, "SWAPPED").build(),
                EXPLICIT, medium.resolve("zz-swapped"));
    }

    private void structures() throws IOException {
        byte[] whole = Files.readAllBytes(Fixture.write(Fixture.slice("2.25.40", 1), EXPLICIT,
                medium.resolve("truncated")));
        Files.write(medium.resolve("truncated"), Arrays.copyOf(whole, whole.length - 20));
        Files.write(medium.resolve("empty"), new byte[0]);
        byte[] head = Arrays.copyOf(whole, 132);
        String syntax = "020010005549140" + "0" + HexFormat.of().formatHex("1.2.840.10008.1.2.1\0".getBytes(
                StandardCharsets.US_ASCII));
        String uid = "080016005549040031" + "2e3200";
        write("deep", head, syntax + uid + "400030a753510000fffffffffeff00e0ffffffff".repeat(10_000));
        write("long", head, syntax + uid + "420011004f420000fffffffe");
        write("many", head, syntax + uid + "400030a753510000ffffffff" + "feff00e000000000".repeat(1_000_001));
        Fixture.write(new DataSetBuilder().putAll(Fixture.slice("2.25.41", 1))
                .putBytes(Tag.of(0x0042, 0x11), Vr.OB, new byte[48 << 20]).build(),
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, medium.resolve("bomb"));
    }

    private void write(String name, byte[] head, String body) throws IOException {
        try (var out = Files.newOutputStream(medium.resolve(name))) {
            out.write(head);
            out.write(HexFormat.of().parseHex(body));
        }
    }

    private void links() throws IOException {
        Fixture.write(Fixture.slice("2.25.666", 1), EXPLICIT, folder.resolve("secret/IM1"));
        Files.createSymbolicLink(medium.resolve("loop"), medium);
        Files.createSymbolicLink(medium.resolve("self"), medium.resolve("self"));
        Files.createSymbolicLink(medium.resolve("outside"), folder.resolve("secret"));
        Files.createSymbolicLink(medium.resolve("outside-file"), folder.resolve("secret/IM1"));
    }

    private void archives() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(medium.resolve("archive.zip")))) {
            int number = 1;
            for (String name : List.of("../../owned1", "/tmp/owned2", "C:\\owned3", "a\u001b[2J", "n".repeat(300))) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes(Fixture.slice("2.25.50", number++)));
            }
            zip.putNextEntry(new ZipEntry("bomb"));
            zip.write(bytes(new DataSetBuilder().putAll(Fixture.slice("2.25.51", 1))
                    .putBytes(Tag.of(0x0028, 0x3006), Vr.LT, new byte[30 << 20]).build()));
        }
        byte[] zip = Files.readAllBytes(medium.resolve("archive.zip"));
        Files.write(medium.resolve("cut.zip"), Arrays.copyOf(zip, zip.length / 2));
    }

    private static byte[] bytes(DataSet dataSet) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        try {
            DicomWriter.write(dataSet, EXPLICIT, out);
        } catch (ImagingException e) {
            throw new IOException(e);
        }
        return out.toByteArray();
    }

    private void directory() throws IOException {
        DataSet meta = new DataSetBuilder().put(Tag.MediaStorageSOPClassUID, Uids.MEDIA_STORAGE_DIRECTORY)
                .put(Tag.MediaStorageSOPInstanceUID, "2.25.99").build();
        var records = Stream
                .of(List.of("GOOD", "A"), List.of("..", "SECRET", "IM1"), List.of("/etc/hostname"),
                        List.of("OUTSIDE", "IM1"), List.of("ABSENT"), List.of("..\\SECRET"))
                .map(id -> new DataSetBuilder().put(Tag.DirectoryRecordType, "IMAGE").put(Tag.RecordInUseFlag, 0xffff)
                        .put(Tag.OffsetOfTheNextDirectoryRecord, 1).put(Tag.ReferencedFileID, Vr.CS,
                                id.toArray(String[]::new))
                        .build())
                .toList();
        DataSet directory = new DataSetBuilder().put(Tag.FileSetID, "EVIL")
                .putSequence(Tag.DirectoryRecordSequence, records).build();
        try (var out = Files.newOutputStream(medium.resolve("DICOMDIR"))) {
            DicomWriter.write(meta, directory, EXPLICIT, out);
        } catch (ImagingException e) {
            throw new IOException(e);
        }
    }

    @Test
    void it_is_scanned_without_harm() throws IOException {
        var before = content(folder);
        var json = place.run("dicom", "scan", medium, "--json");
        assertEquals(1, json.exit(), json.err());
        var found = json.json();
        assertRefusals(found.get("rejected"), "file");
        assertTrue(found.get("instances").asInt() >= 3 + 4 + 3 + 1 + 1 + 5, json.out());
        var text = place.run("dicom", "scan", medium);
        assertEquals(1, text.exit());
        assertHarmless(text.out());
        assertHarmless(text.err());
        assertTrue(text.out().lines().noneMatch(line -> line.startsWith("P-2  Root")), text.out());
        assertEquals(before, content(folder));
    }

    @Test
    void it_is_imported_without_harm() throws IOException {
        assertEquals(0, place.run("vault", "init").exit());
        var before = content(folder);
        var run = place.run("import", medium, "--json");
        assertEquals(1, run.exit(), run.err());
        var report = run.json();
        assertRefusals(report.get("rejected"), "file");
        var after = content(folder);
        var vault = folder.resolve("home").toString();
        after.keySet().removeIf(name -> name.startsWith(vault));
        before.keySet().removeIf(name -> name.startsWith(vault));
        assertEquals(before, after, "something was written outside of the vault");
        var studies = place.run("studies", "--json").json();
        var uids = StreamSupport.stream(studies.spliterator(), false).map(study -> study.get("uid").asText())
                .collect(Collectors.toSet());
        assertTrue(uids.containsAll(List.of("2.25.10", "2.25.20", "2.25.30", "2.25.50")), uids.toString());
        assertTrue(!uids.contains("2.25.666"), "what lies outside of the medium came in");
        assertHarmless(place.run("studies").out());
        assertHarmless(place.run("patients").out());
        assertHarmless(place.run("import", medium).out());
        var again = place.run("import", medium, "--json").json();
        assertEquals(0, again.get("stored").asInt(), "nothing is stored twice");
    }

    /** Every file that is refused is named with a reason; none of them by a failure of the program. */
    private static void assertRefusals(com.fasterxml.jackson.databind.JsonNode rejected, String name) {
        Map<String, String> reasons = new TreeMap<>();
        rejected.forEach(one -> reasons.put(one.get(name).asText().replaceAll(".*/medium/", ""),
                one.get("reason").asText()));
        for (String file : List.of("AUTORUN.INF", "empty", "deep", "many", "bomb", "self", "outside", "outside-file",
                "cut.zip", "archive.zip!bomb")) {
            assertTrue(reasons.containsKey(file), file + " is not among " + reasons);
        }
        assertTrue(reasons.values().stream().noneMatch(reason -> reason.isBlank() || reason.contains("internal")),
                reasons.toString());
    }

    private static void assertHarmless(String text) {
        assertTrue(text.chars().allMatch(c -> c == '\n' || c == '\r' || Character.getType(c) != Character.CONTROL
                && Character.getType(c) != Character.FORMAT), text);
    }

    private static Map<String, Long> content(Path root) {
        try (var files = Files.walk(root)) {
            var content = new TreeMap<String, Long>();
            for (var file : files.filter(f -> Files.isRegularFile(f, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                content.put(file.toString(), Files.size(file));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
