package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhantomCommandTest {
    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).run(arguments);
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_seed_others() throws Exception {
        for (var name : new String[]{"a", "b"}) {
            assertEquals(0,
                    run("phantom", "--kind", "ct-chest", "--out", folder.resolve(name), "--slices", "2", "--size",
                            "48x64", "--seed", "7").exit());
        }
        var json = run("phantom", "--kind", "ct-chest", "--out", folder.resolve("c"), "--slices", "2", "--size",
                "48x64",
                "--seed", "8", "--json").json();
        assertEquals(2, json.get("files").asInt());
        var name = "ct-chest-0002.dcm";
        assertEquals(-1, Files.mismatch(folder.resolve("a").resolve(name), folder.resolve("b").resolve(name)));
        assertFalse(Files.mismatch(folder.resolve("a").resolve(name), folder.resolve("c").resolve(name)) < 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct-head", "ct-chest", "mr-brain", "dr-chest", "us-cine"})
    void every_kind_is_scanned_as_one_series_of_one_patient(String kind) {
        var out = folder.resolve(kind);
        assertEquals(0, run("phantom", "--kind", kind, "--out", out, "--slices", "3", "--size", "40x56").exit());
        var scan = run("dicom", "scan", out, "--json");
        assertEquals(0, scan.exit(), scan.out() + scan.err());
        var json = scan.json();
        assertEquals(json.get("files").asInt(), json.get("instances").asInt());
        assertTrue(json.get("instances").asInt() >= 1);
        assertEquals(0, json.get("rejected").size());
        assertTrue(json.has("seconds"));
        assertEquals(1, json.get("patients").size());
        assertEquals(1, json.at("/patients/0/studies/0/series").size());
        assertEquals(0, run("dicom", "scan", out, "--lang", "zh-CN").exit());
        assertEquals(0,
                run("dicom", "render", out.resolve(kind + "-0001.dcm"), "--out", folder.resolve("p.png")).exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--kind nonsense", "--kind ct-head --size 5", "--kind ct-head --size 0x10",
            "--kind ct-head --slices 0", "--kind ct-head --size 99999x99999"})
    void what_cannot_be_drawn_exits_with_2_and_makes_nothing(String options) {
        var run = run((Object[]) ("phantom --out " + folder.resolve("x") + " " + options).split(" "));
        assertEquals(2, run.exit(), run.err());
        assertEquals(1, run.err().lines().count());
        assertFalse(Files.exists(folder.resolve("x")));
    }
}
