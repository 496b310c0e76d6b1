package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    Path folder;

    @Test
    void one_benchmark_on_given_files_is_one_json_document() throws Exception {
        var files = Fixture.series("1.2.826.0.1.3680043.10.777", folder.resolve("files"));
        var ran = Run.Place.in(folder).run("bench", "header", "--files", files, "--json");
        assertEquals(0, ran.exit(), ran.err());
        var figures = ran.json().get("figures");
        assertEquals(1, figures.size());
        assertEquals("header", figures.get(0).get("benchmark").asText());
        assertEquals("files", figures.get(0).get("unit").asText());
        assertTrue(figures.get(0).get("perSecond").asDouble() > 0);
    }

    @Test
    void people_get_words_in_their_language() throws Exception {
        var files = Fixture.series("1.2.826.0.1.3680043.10.777", folder.resolve("files"));
        var english = Run.Place.in(folder).run("bench", "header", "--files", files);
        var chinese = Run.Place.in(folder).withLanguage(Locale.SIMPLIFIED_CHINESE).run("bench", "header", "--files",
                files);
        assertTrue(english.out().contains("files/s"), english.out());
        assertTrue(chinese.out().contains("文件/秒"), chinese.out());
        assertFalse(english.out().contains("bench."), english.out());
    }

    @Test
    void an_unknown_name_is_a_wrong_usage_and_names_those_there_are() {
        var ran = Run.Place.in(folder).run("bench", "everything");
        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("header, decode, render, filter, vault"), ran.err());
    }

    @Test
    void files_that_are_not_there_cannot_be_read() {
        assertEquals(3, Run.Place.in(folder).run("bench", "header", "--files", folder.resolve("nothing")).exit());
    }
}
