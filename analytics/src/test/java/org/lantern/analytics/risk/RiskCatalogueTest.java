package org.lantern.analytics.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskCatalogueTest {
    @Test
    void models_are_found_inside_of_a_jar_too(@TempDir Path folder) throws Exception {
        var classes = Path.of(RiskCatalogue.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!Files.isDirectory(classes)) {
            return; // These tests already run against a jar.
        }
        var jar = folder.resolve("with space.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar)); var files = Files.walk(classes)) {
            for (var file : files.sorted().toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                if (!name.isEmpty()) {
                    out.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
                    if (Files.isRegularFile(file)) {
                        Files.copy(file, out);
                    }
                }
            }
        }
        var json = com.fasterxml.jackson.databind.ObjectMapper.class;
        var libraries = new URL[]{jar.toUri().toURL(), json.getProtectionDomain().getCodeSource().getLocation(),
                com.fasterxml.jackson.core.JsonFactory.class.getProtectionDomain().getCodeSource().getLocation(),
                com.fasterxml.jackson.annotation.JsonCreator.class.getProtectionDomain().getCodeSource().getLocation()};
        try (var loader = new URLClassLoader(libraries, ClassLoader.getPlatformClassLoader())) {
            var catalogue = loader.loadClass(RiskCatalogue.class.getName()).getMethod("bundled").invoke(null);
            var models = (List<?>) catalogue.getClass().getMethod("models").invoke(catalogue);
            assertEquals(RiskCatalogue.bundled().models().size(), models.size());
        }
    }

    @Test
    void groups_stand_together_and_ids_are_unique() {
        var models = RiskCatalogue.bundled().models();
        assertEquals(models.size(), models.stream().map(RiskModel::id).distinct().count());
        long changes = 1;
        for (int i = 1; i < models.size(); i++) {
            changes += models.get(i).group().equals(models.get(i - 1).group()) ? 0 : 1;
        }
        assertEquals(models.stream().map(RiskModel::group).distinct().count(), changes);
    }

    private static final String SMALL = """
            {"id": "waist_to_height", "version": "1.0.0", "name": "Waist to height", "group": "metabolic", "source": "-",
             "year": 2010, "population": "Adults", "caveats": [], "licence": "Facts.",
             "inputs": [{"name": "waist_cm", "kind": "number", "unit": "cm", "quantity": "length", "min": 40, "max": 220},
                        {"name": "height_cm", "kind": "number", "unit": "cm", "quantity": "length", "min": 100, "max": 250}],
             "outputs": [{"name": "ratio", "kind": "number", "decimals": 2, "value": "waist_cm / height_cm"}],
             "scales": [{"name": "risk", "of": "ratio",
                         "bands": [{"id": "low", "below": 0.5, "severity": 0}, {"id": "high", "from": 0.5, "severity": 3}]}]}
            """;

    @Test
    void a_model_is_one_file() throws RiskException {
        var model = RiskModel.of(SMALL);
        var result = model
                .compute(new InputParser(model, "test").assignments(List.of("waist_cm=35 in", "height_cm=170")));
        assertEquals(35 * 2.54 / 170, (Double) result.outputs().get("ratio"), 1e-12);
        assertEquals("high", result.band().orElseThrow().id());
    }

    @Test
    void a_file_that_is_not_understood_whole_is_refused() {
        for (var broken : List.of(SMALL.replace("\"min\"", "\"minimum\""), SMALL.replace("/ height_cm", "/ hight_cm"),
                SMALL.replace("\"of\": \"ratio\"", "\"of\": \"score\""), SMALL.replace("\"version\": \"1.0.0\", ", ""),
                SMALL.replace("\"caveats\"", "\"caveat\""), SMALL + "x", "{")) {
            var refused = assertThrows(IllegalArgumentException.class, () -> RiskModel.of(broken));
            assertTrue(!refused.getMessage().isBlank());
        }
    }
}
