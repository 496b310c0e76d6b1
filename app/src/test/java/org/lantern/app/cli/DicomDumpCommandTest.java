package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.TransferSyntax;

class DicomDumpCommandTest {
    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).run(arguments);
    }

    private Path file() {
        return Fixture.write(Fixture.slice("2.25.77", 4), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                folder.resolve("片.dcm"));
    }

    @Test
    void json_is_the_dicom_json_model_with_meta_and_bulk_on_demand() {
        var file = file();
        var plain = run("dicom", "dump", file, "--json").json();
        assertEquals("王^小东", plain.at("/00100010/Value/0/Ideographic").asText());
        assertEquals("PN", plain.at("/00100010/vr").asText());
        assertEquals(0.5, plain.at("/00280030/Value/1").asDouble());
        assertFalse(plain.has("00020010"));
        assertTrue(plain.at("/7FE00010").has("InlineBinary"), "70 bytes are not bulk");
        assertEquals("1.2.840.10008.1.2.1",
                run("dicom", "dump", "--meta", "--json", file).json().at("/00020010/Value/0").asText());
    }

    @Test
    void xml_is_the_native_dicom_model_and_not_to_be_had_together_with_json() {
        var run = run("dicom", "dump", "--xml", "--meta", file());
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("<DicomAttribute tag=\"00020010\" vr=\"UI\" keyword=\"TransferSyntaxUID\">"),
                run.out());
        assertTrue(run.out().contains("<FamilyName>王</FamilyName>"), run.out());
        assertEquals(2, run("dicom", "dump", "--xml", "--json", file()).exit());
    }

    @Test
    void the_listing_has_one_line_for_each_element() {
        var run = run("dicom", "dump", file());
        assertEquals(0, run.exit());
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("(0010,0010) PN") && line.endsWith("王^小东")),
                run.out());
        assertTrue(run.out().contains("0.7\\0.5"), run.out());
    }

    @Test
    void what_is_no_dicom_file_and_what_is_not_there_exit_with_3_and_one_line() throws Exception {
        var text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague, ".repeat(100));
        for (var path : new Path[]{text, folder.resolve("nowhere"), folder,
                Files.createFile(folder.resolve("empty"))}) {
            for (var language : new Locale[]{Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
                var run = Run.Place.in(folder).withLanguage(language).run("dicom", "dump", path);
                assertEquals(3, run.exit(), path + run.err());
                assertEquals("", run.out());
                assertEquals(1, run.err().lines().count());
                assertTrue(run.err().contains(path.toString()), run.err());
                assertEquals(language != Locale.ENGLISH, CliTest.hasChinese(run.err()));
            }
        }
    }

    @Test
    void of_a_truncated_file_what_there_is_is_shown_and_the_fault_said() throws Exception {
        var whole = Files.readAllBytes(file());
        var cut = Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(whole, whole.length - 20));
        var run = run("dicom", "dump", cut, "--json");
        assertEquals(1, run.exit());
        assertEquals("P-2.25.77", run.json().at("/00100020/Value/0").asText());
        assertEquals(1, run.err().lines().count());
    }

    @Test
    void no_file_of_the_corpus_brings_it_down() {
        var corpus = Fixture.corpus();
        assumeFalse(corpus.isEmpty(), "no corpus");
        Map<String, Integer> odd = new TreeMap<>();
        int whole = 0;
        for (var file : corpus) {
            var run = run("dicom", "dump", file, "--json");
            if (run.exit() == 0 || run.exit() == 1) {
                assertTrue(run.json().isObject(), file.toString());
                whole += run.exit() == 0 ? 1 : 0;
            }
            if (!Set.of(0, 1, 3).contains(run.exit()) || run.err().lines().count() > 1) {
                odd.put(file + run.err(), run.exit());
            }
        }
        assertEquals(Map.of(), odd);
        assertTrue(whole > corpus.size() / 2, whole + " of " + corpus.size());
    }
}
