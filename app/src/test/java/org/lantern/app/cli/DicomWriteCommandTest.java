package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.io.DicomDirectory;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;

class DicomWriteCommandTest {
    private static final List<String> LOSSLESS = List.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1",
            "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.1.98",
            "1.2.840.10008.1.2.8.1", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.201");

    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).run(arguments);
    }

    private byte[] decoded(Path file) throws Exception {
        var raw = folder.resolve("raw");
        var run = run("dicom", "decode", file, "--out", raw);
        assertEquals(0, run.exit(), run.err());
        return Files.readAllBytes(raw);
    }

    private Path file() {
        return Fixture.write(Fixture.slice("2.25.9", 3), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                folder.resolve("in.dcm"));
    }

    @Test
    void from_each_lossless_syntax_to_the_next_the_pixels_stay() throws Exception {
        var expected = decoded(file());
        var from = file();
        for (int i = 0; i <= LOSSLESS.size(); i++) {
            var syntax = LOSSLESS.get(i % LOSSLESS.size());
            var to = folder.resolve(i + ".dcm");
            var json = run("dicom", "write", from, "--out", to, "--transfer-syntax", syntax, "--json").json();
            assertEquals(syntax, json.get("transferSyntax").asText());
            assertEquals(syntax, run("dicom", "dump", "--meta", "--json", to).json().at("/00020010/Value/0").asText());
            assertEquals(Arrays.hashCode(expected), Arrays.hashCode(decoded(to)), syntax);
            from = to;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pydicom/SC_rgb_rle_2frame.dcm", "pydicom/SC_rgb_small_odd.dcm", "pydicom/liver.dcm",
            "pydicom/MR_small_RLE.dcm", "pydicom/rtdose.dcm", "wg04/REF/US1_UNC", "pydicom/color3d_jpeg_baseline.dcm"})
    void frames_of_the_corpus_survive_compression_and_back(String name) throws Exception {
        var file = Path.of(System.getProperty("lantern.shared", "nowhere"), "corpus", name);
        assumeTrue(Files.exists(file), "no corpus");
        var expected = decoded(file);
        var packed = folder.resolve("packed.dcm");
        var plain = folder.resolve("plain.dcm");
        for (var syntax : List.of("1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90",
                "1.2.840.10008.1.2.4.201")) {
            var run = run("dicom", "write", file, "--out", packed, "--transfer-syntax", syntax);
            if (name.contains("color3d") && syntax.contains(".4.")) {
                continue; // 120 frames: RLE is enough
            }
            if (name.endsWith("rtdose.dcm") && !syntax.endsWith(".5")) {
                assertEquals(3, run.exit(), "32 bits");
                continue;
            }
            assertEquals(0, run.exit(), run.err());
            assertEquals(0,
                    run("dicom", "write", packed, "--out", plain, "--transfer-syntax", "1.2.840.10008.1.2.1").exit());
            assertEquals(Arrays.hashCode(expected), Arrays.hashCode(decoded(packed)));
            assertEquals(Arrays.hashCode(expected), Arrays.hashCode(decoded(plain)));
        }
    }

    @ParameterizedTest
    @CsvSource({"dcmdrle, 1.2.840.10008.1.2.5", "dcmdjpls, 1.2.840.10008.1.2.4.80",
            "gdcmconv --raw, 1.2.840.10008.1.2.4.80", "gdcmconv --raw, 1.2.840.10008.1.2.4.90"})
    void other_programs_read_what_was_written(String program, String syntax) throws Exception {
        var command = new ArrayList<>(List.of(("/usr/bin/" + program).split(" ")));
        assumeTrue(Files.isExecutable(Path.of(command.getFirst())), "not installed");
        var packed = folder.resolve("packed.dcm");
        var plain = folder.resolve("plain.dcm");
        assertEquals(0, run("dicom", "write", file(), "--out", packed, "--transfer-syntax", syntax).exit());
        command.addAll(List.of(packed.toString(), plain.toString()));
        assertEquals(0, new ProcessBuilder(command).start().waitFor());
        assertEquals(Arrays.hashCode(decoded(file())), Arrays.hashCode(decoded(plain)));
    }

    @Test
    void what_nothing_encodes_and_what_is_truncated_exit_with_3_and_write_nothing() throws Exception {
        var out = folder.resolve("out.dcm");
        assertEquals(3,
                run("dicom", "write", file(), "--out", out, "--transfer-syntax", "1.2.840.10008.1.2.4.57").exit());
        var bytes = Files.readAllBytes(file());
        var cut = Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(bytes, bytes.length - 9));
        var run = run("dicom", "write", cut, "--out", out);
        assertEquals(3, run.exit());
        assertEquals(1, run.err().lines().count());
        assertFalse(Files.exists(out));
    }

    @Test
    void only_a_quality_makes_a_lossy_copy_and_it_is_another_instance() throws Exception {
        var phantom = folder.resolve("phantom");
        assertEquals(0,
                run("phantom", "--kind", "us-cine", "--slices", "2", "--size", "40x56", "--out", phantom).exit());
        Path image;
        try (var files = Files.walk(phantom)) {
            image = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        var baseline = "1.2.840.10008.1.2.4.50";
        var out = folder.resolve("out.dcm");
        for (var options : List.of("--transfer-syntax=" + baseline, "--quality=50",
                "--transfer-syntax=1.2.840.10008.1.2.4.80 --quality=50",
                "--transfer-syntax=" + baseline + " --quality=0", "--transfer-syntax=" + baseline + " --quality=x")) {
            var arguments = new ArrayList<Object>(List.of("dicom", "write", image, "--out", out));
            arguments.addAll(List.of(options.split(" ")));
            assertEquals(2, run(arguments.toArray()).exit(), options);
            assertFalse(Files.exists(out));
        }
        var json = run("dicom", "write", image, "--out", out, "--transfer-syntax", baseline, "--quality", "80",
                "--json")
                .json();
        var dump = run("dicom", "dump", "--meta", "--json", out).json();
        var uid = json.get("sopInstanceUid").asText();
        assertEquals(uid, dump.at("/00080018/Value/0").asText());
        assertEquals(uid, dump.at("/00020003/Value/0").asText());
        assertNotEquals(uid, run("dicom", "dump", "--json", image).json().at("/00080018/Value/0").asText());
        assertEquals("DERIVED", dump.at("/00080008/Value/0").asText());
        assertEquals(decoded(image).length, decoded(out).length);
        var refused = run("dicom", "write", file(), "--out", out, "--transfer-syntax", baseline, "--quality", "80",
                "--lang", "zh-CN");
        assertEquals(3, refused.exit());
        assertTrue(refused.err().contains("16-bit") && CliTest.hasChinese(refused.err()), refused.err());
    }

    @Test
    void texts_become_utf_8_on_demand() {
        var made = Fixture.slice("2.25.78", 4).toBuilder().put(Tag.SpecificCharacterSet, "GB18030").build();
        var file = Fixture.write(made, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, folder.resolve("gb.dcm"));
        var out = folder.resolve("utf8.dcm");
        assertEquals(0, run("dicom", "write", file, "--out", out, "--utf8").exit());
        var json = run("dicom", "dump", out, "--json").json();
        assertEquals("ISO_IR 192", json.at("/00080005/Value/0").asText());
        assertEquals("王^小东", json.at("/00100010/Value/0/Ideographic").asText());
    }

    @Test
    void a_directory_keeps_leading_to_its_files_although_its_offsets_change() throws Exception {
        var directory = Fixture.corpus().stream().filter(f -> f.endsWith("dicomdirtests/DICOMDIR")).findFirst();
        assumeTrue(directory.isPresent(), "no corpus");
        var out = folder.resolve("DICOMDIR");
        assertEquals(0, run("dicom", "write", directory.get(), "--out", out).exit());
        try (var before = DicomFile.read(directory.get(), ParseLimits.CLINICAL);
                var after = DicomFile.read(out, ParseLimits.CLINICAL)) {
            assertEquals(DicomDirectory.of(before).fileIds(), DicomDirectory.of(after).fileIds());
            assertEquals(2, DicomDirectory.of(after).roots().size());
            assertEquals(before.dataSet().text(Tag.FileSetID), after.dataSet().text(Tag.FileSetID));
        }
    }
}
