package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomCalciumCommandTest {
    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).run(arguments);
    }

    private List<Path> phantom(String kind) throws IOException {
        var out = folder.resolve(kind);
        assertEquals(0, run("phantom", "--kind", kind, "--out", out, "--size", "96x80", "--slices", "60").exit());
        try (var files = Files.walk(out)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void the_score_is_the_one_that_the_catalogue_computes_from_the_same_lesions() throws IOException {
        var arguments = new ArrayList<Object>(List.of("dicom", "calcium", "--region", "30,50,50,60", "--json"));
        arguments.addAll(phantom("ct-chest").subList(28, 30));
        var found = run(arguments.toArray()).json();
        assertTrue(found.get("lesions").size() > 1, "whatever is dense counts where the region holds it");
        var thickness = found.at("/lesions/0/slice_thickness_mm").asText();
        var computed = run("risk", "compute", "agatston", "lesions=" + found.get("lesions"),
                "slice_thickness_mm=" + thickness, "--json").json();
        assertEquals(computed.at("/outputs/score").asDouble(), found.get("score").asDouble(), 1e-6);
        assertEquals(computed.at("/outputs/lesion_count").asInt(), found.get("lesions").size());
        assertEquals(2, found.get("slices").asInt());
    }

    @Test
    void other_images_and_regions_are_refused() throws IOException {
        assertEquals(3, run("dicom", "calcium", phantom("mr-brain").getFirst(), "--region", "0,0,9,9").exit());
        assertEquals(2, run("dicom", "calcium", phantom("ct-chest").getFirst(), "--region", "0,0,9").exit());
    }
}
