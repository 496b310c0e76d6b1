package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** A vault from the command line: filled, listed, searched, and refused in every way that is foreseen. */
class ImportCommandTest {
    private static final String PASSWORD = "心电图 clinic 2026";

    @TempDir
    Path folder;
    private Run.Place place;

    @BeforeEach
    void make_a_vault_with_one_series() {
        place = Run.Place.in(folder).withEnvironment("LANTERN_PASSWORD", PASSWORD);
        var report = inOneGo("vault init", "import " + quoted(Fixture.series("2.25.10", folder.resolve("in"))));
        assertEquals(List.of(0, 0), report.stream().map(line -> line.get("exit").asInt()).toList(), report.toString());
    }

    /** Runs several commands with one unlocking, which is what takes the time. */
    private List<JsonNode> inOneGo(String... lines) {
        var run = place.withInput(String.join("\n", lines)).run("batch", "-", "--json");
        return run.out().lines().map(line -> new Run(0, line, "").json()).toList();
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    @Test
    void what_was_imported_is_listed_and_nothing_is_stored_twice() {
        var in = quoted(folder.resolve("in"));
        var lines = inOneGo("import " + in, "studies", "patients 小东", "patients nobody", "study show 2.25.10",
                "vault info", "studies CT 2026-03-02", "study show 1.2.3");
        var report = lines.getFirst().get("out");
        assertEquals(3, report.get("files").asInt());
        assertEquals(0, report.get("stored").asInt());
        assertEquals(3, report.get("duplicates").asInt());
        assertEquals(0, report.get("rejected").size());
        assertEquals("2.25.10", report.get("studies").get(0).asText());
        assertTrue(report.get("seconds").asDouble() >= 0 && report.has("bytes"));
        var study = lines.get(1).get("out").get(0);
        assertEquals("2.25.10", study.get("uid").asText());
        assertEquals("2026-03-02", study.get("date").asText());
        assertEquals("Thorax 胸部", study.get("description").asText());
        assertEquals("王小东", study.at("/patient/ideographicName").asText().replace(" ", ""));
        assertEquals(3, study.get("instances").asInt());
        assertEquals(1, lines.get(2).get("out").size());
        assertEquals("1968-02-29", lines.get(2).get("out").get(0).get("birthDate").asText());
        assertEquals(0, lines.get(3).get("out").size());
        var instances = lines.get(4).get("out").get("series").get(0).get("instances");
        assertEquals(List.of(1, 2, 3), instances.valueStream().map(i -> i.get("number").asInt()).toList());
        var info = lines.get(5).get("out");
        assertEquals(List.of(1, 1, 1, 3), List.of(info.get("patients").asInt(), info.get("studies").asInt(),
                info.get("series").asInt(), info.get("instances").asInt()));
        assertTrue(info.get("bytes").asLong() > 0);
        assertEquals(1, lines.get(6).get("out").size());
        assertEquals(3, lines.get(7).get("exit").asInt(), "there is no such study");
    }

    @Test
    void lines_for_people_name_patient_and_study_in_both_languages() {
        for (var language : new Locale[]{Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            var run = place.withLanguage(language).run("studies");
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().contains("P-2.25.10") && run.out().contains("2.25.10"), run.out());
            assertEquals("", run.err());
        }
    }

    @Test
    void an_image_of_the_vault_is_drawn_as_the_file_is() throws IOException {
        var a = folder.resolve("a.png");
        var b = folder.resolve("b.png");
        assertEquals(0, place.run("dicom", "render", folder.resolve("in/b.dcm"), "--out", a).exit());
        assertEquals(0, place.run("render", "--sop", "2.25.10.1.1.3", "--out", b).exit());
        assertEquals(-1, Files.mismatch(a, b));
        assertEquals(3, place.run("render", "--sop", "1.2.3", "--out", b).exit());
    }

    @Test
    void a_wrong_password_exits_with_4_and_leaves_the_vault_as_it_was() throws IOException {
        var before = content();
        for (var language : new Locale[]{Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            var wrong = Run.Place.in(folder).withEnvironment("LANTERN_PASSWORD", PASSWORD + " ")
                    .withLanguage(language);
            assertRefused(4, language, wrong.run("studies"));
            assertRefused(4, language, wrong.run("import", folder.resolve("in")));
            assertRefused(4, language, wrong.run("studies", "--user", "nobody"));
        }
        assertEquals(before, content());
        var file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        assertEquals(0, Run.Place.in(folder).run("studies", "--password-file", file).exit());
    }

    @Test
    void a_second_process_exits_with_4_while_the_first_goes_on() throws Exception {
        try (var password = Secret.ofPassword(PASSWORD.toCharArray());
                var vault = Vault.open(folder.resolve("vault"), "admin", password, Run.CLOCK)) {
            assertRefused(4, Locale.SIMPLIFIED_CHINESE, place.withLanguage(Locale.SIMPLIFIED_CHINESE).run("studies"));
            assertRefused(4, Locale.ENGLISH, place.run("import", folder.resolve("in")));
            assertEquals(1, vault.archive().studies("", 10).size());
        }
        assertEquals(0, place.run("studies").exit());
    }

    @Test
    void a_folder_that_is_no_vault_exits_with_3() {
        assertRefused(3, Locale.ENGLISH, place.run("studies", "--vault", folder.resolve("in")));
        assertRefused(3, Locale.ENGLISH, place.run("studies", "--vault", folder.resolve("nowhere")));
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @Test
    void files_that_are_not_taken_are_listed_with_their_reason_and_the_others_stored() throws IOException {
        var mixed = Files.createDirectory(folder.resolve("mixed"));
        Files.writeString(mixed.resolve("letter.txt"), "Dear colleague, ".repeat(50));
        var whole = Files.readAllBytes(Fixture.write(Fixture.slice("2.25.11", 1),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, mixed.resolve("good")));
        Fixture.write(Fixture.slice("2.25.11", 2), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, mixed.resolve("cut"));
        Files.write(mixed.resolve("cut"), Arrays.copyOf(Files.readAllBytes(mixed.resolve("cut")), whole.length - 30));
        var lines = inOneGo("import " + quoted(mixed), "vault info");
        assertEquals(1, lines.getFirst().get("exit").asInt());
        var report = lines.getFirst().get("out");
        assertEquals(1, report.get("stored").asInt(), report.toString());
        Map<String, String> reasons = new TreeMap<>();
        report.get("rejected").forEach(rejected -> reasons.put(
                Path.of(rejected.get("file").asText()).getFileName().toString(), rejected.get("reason").asText()));
        assertEquals(Map.of("letter.txt", "not-dicom", "cut", "truncated"), reasons);
        assertEquals(4, lines.get(1).get("out").get("instances").asInt());
        var text = place.withLanguage(Locale.SIMPLIFIED_CHINESE).run("import", mixed.resolve("letter.txt"));
        assertEquals(1, text.exit());
        assertTrue(CliTest.hasChinese(text.out()), text.out());
    }

    @Test
    void a_path_that_is_not_there_or_not_readable_exits_with_3_before_anything_is_stored() throws IOException {
        var before = content();
        assertRefused(3, Locale.ENGLISH, place.run("import", folder.resolve("in"), folder.resolve("nowhere")));
        assertRefused(3, Locale.ENGLISH, place.run("dicom", "scan", folder.resolve("nowhere")));
        assertEquals(before, content());
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        var closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assertRefused(3, Locale.ENGLISH, place.run("import", closed));
    }

    @Test
    void no_patient_is_named_when_something_fails() {
        for (var line : List.of("studies --nonsense", "study show 2.25.10 王小东", "study show", "import /nowhere",
                "study show 1.2.3 -v")) {
            var run = place.run((Object[]) line.split(" "));
            assertTrue(run.exit() > 0);
            assertFalse(run.err().contains("小东") || run.err().contains("Wang"), run.err());
        }
    }

    private static void assertRefused(int exit, Locale language, Run run) {
        assertEquals(exit, run.exit(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals(language != Locale.ENGLISH, CliTest.hasChinese(run.err()), run.err());
    }

    /** Everything in the vault's folder but the lock and the count of failed logins. */
    private Map<String, Integer> content() throws IOException {
        var content = new TreeMap<String, Integer>();
        try (var files = Files.walk(folder.resolve("vault"))) {
            for (var file : files.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock"))
                    .filter(file -> !file.getFileName().toString().startsWith("attempts")).toList()) {
                content.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return content;
    }
}
