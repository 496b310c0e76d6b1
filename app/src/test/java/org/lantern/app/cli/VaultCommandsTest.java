package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultCommandsTest {
    private static final String PASSWORD = "丹阳 clinic 2026";

    @TempDir
    Path folder;

    private Run.Place place() {
        return Run.Place.in(folder).withEnvironment("LANTERN_PASSWORD", PASSWORD);
    }

    @Test
    void init_makes_a_vault_and_says_its_recovery_key_once() {
        var run = place().run("vault", "init", "--vault", folder.resolve("v"), "--json");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.json().get("recoveryKey").asText().matches("([0-9A-Z]{5}-){12}[0-9A-Z]{5}"));
        assertEquals("admin", run.json().get("user").asText());
        assertFalse(run.out().contains(PASSWORD));
    }

    @Test
    void without_a_folder_the_vault_lies_in_the_users_data() {
        assertEquals(0, place().run("vault", "init").exit());
        assertTrue(Files.isDirectory(folder.resolve("vault")));
    }

    @Test
    void without_a_password_nothing_is_made() {
        var run = Run.Place.in(folder).run("vault", "init");
        assertEquals(4, run.exit());
        assertEquals(1, run.err().lines().count());
        assertFalse(Files.exists(folder.resolve("vault")));
    }

    @Test
    void a_password_file_that_cannot_be_read_exits_with_3() throws Exception {
        assertEquals(3, place().run("vault", "init", "--password-file", folder.resolve("none")).exit());
        var latin = Files.write(folder.resolve("latin"), new byte[]{'a', (byte) 0xe4, 'b'});
        assertEquals(3, place().run("vault", "init", "--password-file", latin).exit());
    }

    @Test
    void init_never_touches_a_folder_that_holds_anything() throws Exception {
        var file = Files.writeString(Files.createDirectory(folder.resolve("full")).resolve("letter.txt"), "mine");
        var run = place().run("vault", "init", "--vault", file.getParent(), "--lang", "zh-CN");
        assertEquals(2, run.exit());
        assertEquals(1, run.err().lines().count());
        assertTrue(CliTest.hasChinese(run.err()));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void a_batch_answers_each_line_with_one_line_and_goes_on_after_a_failure() throws Exception {
        var script = Files.writeString(folder.resolve("script"), """
                # makes a vault
                lantern vault init --json

                nonsense
                --version
                vault 'init
                """);
        for (var run : List.of(place().run("batch", script),
                Run.Place.in(folder.resolve("other")).withEnvironment("LANTERN_PASSWORD", PASSWORD)
                        .withInput(Files.readString(script)).run("batch", "-"))) {
            assertEquals(2, run.exit());
            assertEquals("", run.err());
            var mapper = new JsonMapper();
            var lines = run.out().lines().map(line -> {
                try {
                    return mapper.readTree(line);
                } catch (java.io.IOException e) {
                    throw new AssertionError(line, e);
                }
            }).toList();
            assertEquals(List.of(2, 4, 5, 6), lines.stream().map(line -> line.get("line").asInt()).toList());
            assertEquals(List.of(0, 2, 0, 2), lines.stream().map(line -> line.get("exit").asInt()).toList());
            assertEquals("admin", lines.getFirst().get("out").get("user").asText());
            assertTrue(lines.get(2).get("out").asText().startsWith("Lantern"));
            assertTrue(lines.get(3).get("err").asText().startsWith("lantern: "));
        }
    }
}
