package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultUpkeepCommandsTest {
    @TempDir
    Path folder;

    private Run.Place place;
    private String study;

    @BeforeEach
    void make() {
        place = Run.Place.in(folder).withEnvironment("LANTERN_PASSWORD", "丹阳 clinic 2026");
        assertEquals(0, place.run("phantom", "--kind", "mr-brain", "--out", folder.resolve("in"), "--slices", "3",
                "--size", "24x40").exit());
        assertEquals(0, place.run("vault", "init").exit());
        var imported = place.run("import", folder.resolve("in"), "--json");
        assertEquals(0, imported.exit(), imported.err());
        study = imported.json().get("studies").get(0).asText();
    }

    @Test
    void what_is_exported_is_what_was_imported() throws Exception {
        var run = place.run("export", "--study", study, "--out", folder.resolve("out"), "--json");
        assertEquals(0, run.exit(), run.err());
        assertEquals(3, run.json().get("instances").asInt());
        assertEquals(contents(folder.resolve("in")), contents(folder.resolve("out")));
        assertEquals(2, place.run("export", "--study", study, "--out", folder.resolve("out")).exit());
        var disc = place.run("export", "--study", study, "--out", folder.resolve("disc"), "--dicomdir", "--json");
        assertEquals(0, disc.exit(), disc.err());
        assertEquals(contents(folder.resolve("in")), contents(folder.resolve("disc/DICOM")));
        var scanned = place.run("dicom", "scan", folder.resolve("disc/DICOMDIR"), "--json");
        assertEquals(0, scanned.exit(), scanned.err());
        assertEquals(3, scanned.json().get("instances").asInt());
        assertEquals(3, place.run("export", "--study", "1.2.3", "--out", folder.resolve("none")).exit());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void a_backup_is_restored_elsewhere_and_over_a_vault_only_by_force() throws Exception {
        var file = folder.resolve("b.backup");
        var backup = place.run("vault", "backup", file, "--json");
        assertEquals(0, backup.exit(), backup.err());
        assertEquals(1, backup.json().get("generation").asInt());
        assertEquals(2, place.run("vault", "restore", file).exit());
        assertEquals(0, place.run("vault", "restore", file, "--force").exit());
        var other = folder.resolve("other");
        var restored = place.run("vault", "restore", file, "--vault", other, "--json");
        assertEquals(0, restored.exit(), restored.err());
        assertEquals(3, restored.json().get("instances").asInt());
        assertEquals(0, place.run("vault", "verify", "--deep", "--vault", other).exit());
        Files.write(file, new byte[9000]);
        assertEquals(3, place.run("vault", "restore", file, "--vault", folder.resolve("third")).exit());
    }

    @Test
    void verify_names_the_damaged_study_and_exits_with_5() throws Exception {
        assertEquals(0, place.run("vault", "verify", "--deep").exit());
        var pack = folder.resolve("vault/packs/00000001.pack");
        byte[] content = Files.readAllBytes(pack);
        content[1024 + 104 + 700] ^= 1;
        Files.write(pack, content);
        var run = place.run("vault", "verify", "--deep", "--json");
        assertEquals(5, run.exit());
        assertEquals(study, run.json().get("studies").get(0).asText());
        assertTrue(place.run("vault", "verify", "--deep", "--lang", "zh-CN").out().contains(study));
    }

    @Test
    void a_lost_catalogue_is_rebuilt() throws Exception {
        Files.delete(folder.resolve("vault/catalogue/catalogue.mv.db"));
        assertEquals(5, place.run("vault", "info").exit());
        var run = place.run("vault", "rebuild", "--json");
        assertEquals(0, run.exit(), run.err());
        assertEquals(3, run.json().get("instances").asInt());
        assertEquals(3, place.run("vault", "info", "--json").json().get("instances").asInt());
    }

    @Test
    void a_deleted_study_is_gone_and_its_space_comes_back() {
        assertEquals(0, place.run("delete", "--study", study).exit());
        assertEquals(3, place.run("study", "show", study).exit());
        assertEquals(3, place.run("delete", "--study", study).exit());
        var compact = place.run("vault", "compact", "--json");
        assertEquals(0, compact.exit(), compact.err());
        assertEquals(1, compact.json().get("packs").asInt());
        assertEquals(0, place.run("vault", "verify", "--deep").exit());
        assertEquals(0, place.run("import", folder.resolve("in")).exit());
    }

    private static TreeSet<String> contents(Path folder) throws Exception {
        List<Path> files = new ArrayList<>();
        try (var found = Files.walk(folder)) {
            found.filter(Files::isRegularFile).forEach(files::add);
        }
        var contents = new TreeSet<String>();
        for (var file : files) {
            contents.add(java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
        return contents;
    }
}
