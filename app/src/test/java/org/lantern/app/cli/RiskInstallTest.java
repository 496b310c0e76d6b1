package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.app.feature.risk.ModelLibrary;

/** A publisher's signed model file, from the keys to the result. */
class RiskInstallTest {
    private static final String PACKAGE = """
            {"model": {"id": "waist_to_height", "version": "1.0.0", "name": "Waist to height", "group": "metabolic",
              "source": "-", "year": 2010, "population": "Adults", "caveats": [], "licence": "Facts.",
              "inputs": [{"name": "waist_cm", "kind": "number", "unit": "cm", "quantity": "length", "min": 40, "max": 220},
                         {"name": "height_cm", "kind": "number", "unit": "cm", "quantity": "length", "min": 100, "max": 250}],
              "outputs": [{"name": "ratio", "kind": "number", "decimals": 2, "value": "waist_cm / height_cm"}]},
             "vectors": [{"inputs": {"waist_cm": 85, "height_cm": 170}, "expected": {"ratio": 0.5}, "tolerance": 0},
                         {"inputs": {"waist_cm": 100, "height_cm": 200}, "expected": {"ratio": 0.5}, "tolerance": 0},
                         {"inputs": {"waist_cm": 60, "height_cm": 160}, "expected": {"ratio": 0.375}, "tolerance": 0}]}
            """;

    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).withEnvironment("LANTERN_PASSWORD", "a password long enough").run(arguments);
    }

    @BeforeEach
    void keys() {
        assertEquals(0, run("risk", "keys", folder.resolve("clinic")).exit());
        assertEquals(0, run("risk", "keys", folder.resolve("stranger")).exit());
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private Path sign(String content, String keys, String name) throws IOException {
        var plain = Files.writeString(file("package.json"), content);
        var run = run("risk", "sign", plain, "--key", file(keys + ".private"), "--out", file(name));
        assertEquals(0, run.exit(), run.err());
        return file(name);
    }

    @Test
    void a_model_of_a_trusted_publisher_is_installed_updated_and_used() throws Exception {
        sign(PACKAGE, "clinic", "first.json");
        sign(PACKAGE.replace("1.0.0", "1.1.0"), "clinic", "second.json");
        sign(PACKAGE, "stranger", "strange.json");
        var changed = Files.readString(file("first.json")).replaceFirst("\"content\" : \"[^\"]*\"",
                "\"content\" : \"" + Base64.getEncoder().encodeToString(PACKAGE.replace("0.375", "0.376").getBytes())
                        + "\"");
        Files.writeString(file("changed.json"), changed);
        Files.writeString(file("nothing.json"), "{}");
        var key = Base64.getDecoder().decode(Files.readString(file("clinic.private")).strip());
        Files.writeString(file("failing.json"), ModelLibrary.sign(PACKAGE.replace("0.375", "0.4").getBytes(), key));
        var install = "risk install " + folder + "/";
        var lines = Batch.inNewVault(folder, install + "first.json --json",
                "risk trust Clinic " + file("clinic.public") + " --json", install + "first.json --json",
                "risk compute waist_to_height 'waist_cm=30 in' height_cm=170 --json", install + "first.json",
                install + "second.json --json", install + "strange.json", install + "changed.json",
                install + "nothing.json", install + "failing.json", "risk list --json");
        assertEquals(5, lines.get(0).get("exit").asInt(), "nobody is trusted yet");
        assertEquals("Clinic", lines.get(1).at("/out/0/name").asText());
        assertEquals("Clinic", lines.get(2).at("/out/publisher").asText());
        assertEquals(3, lines.get(2).at("/out/vectors").asInt());
        assertEquals(30 * 2.54 / 170, lines.get(3).at("/out/outputs/ratio").asDouble(), 1e-12);
        assertEquals(3, lines.get(4).get("exit").asInt(), "the same version once more");
        assertEquals("1.1.0", lines.get(5).at("/out/version").asText());
        assertEquals(5, lines.get(6).get("exit").asInt(), "signed by a stranger");
        assertEquals(5, lines.get(7).get("exit").asInt(), "changed after it was signed");
        assertEquals(3, lines.get(8).get("exit").asInt());
        assertEquals(3, lines.get(9).get("exit").asInt());
        assertTrue(lines.get(9).get("err").asText().contains("vector 3: ratio"), lines.get(9).toString());
        assertEquals(48, lines.get(10).get("out").size());
    }

    @Test
    void a_publisher_cannot_sign_what_fails_its_own_vectors() throws IOException {
        var refused = run("risk", "sign", Files.writeString(file("p.json"), PACKAGE.replace("0.375", "0.4")), "--key",
                file("clinic.private"), "--out", file("x.json"));
        assertEquals(3, refused.exit());
        assertTrue(refused.err().contains("vector 3"), refused.err());
        assertEquals(3, run("risk", "compute", "waist_to_height", "waist_cm=80", "height_cm=170").exit(),
                "not in the product itself");
    }
}
