package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskCommandsTest {
    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).run(arguments);
    }

    @Test
    void list_names_every_model_and_show_knows_each_of_them() {
        var models = run("risk", "list", "--json").json();
        assertTrue(models.size() >= 3);
        for (var model : models) {
            var id = model.get("id").asText();
            var shown = run("risk", "show", id, "--json").json();
            assertEquals(id, shown.get("id").asText());
            assertFalse(shown.get("inputs").isEmpty(), id);
            assertFalse(shown.get("population").asText().isBlank(), id);
            assertFalse(shown.get("source").asText().isBlank(), id);
            for (var language : new String[]{"en", "zh-CN"}) {
                var text = run("risk", "show", id, "--lang", language);
                assertEquals(0, text.exit());
                assertTrue(text.out().contains(id));
            }
        }
    }

    @Test
    void a_result_says_what_went_in_and_where_it_came_from() {
        var result = run("risk", "compute", "curb_65", "confusion=yes", "urea_mmol=8.5", "respiratory_rate=31",
                "systolic_bp=120", "diastolic_bp=80", "age=64", "--json").json();
        assertEquals(3, result.get("outputs").get("score").asInt());
        assertEquals("score", result.get("primary").asText());
        assertFalse(result.get("band").isNull());
        assertTrue(result.get("contributions").size() >= 3);
        var urea = result.get("inputs").valueStream().filter(input -> input.get("name").asText().equals("urea_mmol"))
                .findFirst().orElseThrow();
        assertEquals(8.5, urea.get("value").asDouble());
        assertEquals("mmol/L", urea.get("unit").asText());
        assertEquals("entered", urea.get("origin").asText());
        assertTrue(result.get("warnings").isArray());
    }

    @Test
    void arguments_override_the_file_of_inputs() throws IOException {
        var inputs = Files.writeString(folder.resolve("inputs.json"), """
                {"confusion": false, "urea_mmol": 5.0, "respiratory_rate": 16, "systolic_bp": 120,
                 "diastolic_bp": 80, "age": {"value": 40, "unit": "years", "origin": "chart"}}""");
        assertEquals(0, run("risk", "compute", "curb_65", "--inputs", inputs, "--json").json().at("/outputs/score")
                .asInt());
        assertEquals(1, run("risk", "compute", "curb_65", "age=65", "--inputs", inputs, "--json").json()
                .at("/outputs/score").asInt());
        assertEquals(0, Run.Place.in(folder).withInput(Files.readString(inputs))
                .run("risk", "compute", "curb_65", "--inputs", "-", "--json").json().at("/outputs/score").asInt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"risk compute curb_65|urea_mmol (0.1..100 mmol/L)",
            "risk compute score2 age=200|age (40..69 years)", "risk compute score2 smoker=maybe|smoker (true | false)",
            "risk compute score2 shoe_size=42|shoe_size", "risk compute score2 age|name=value",
            "risk compute score2 age=60kg|age", "risk compute no_such_model|no_such_model",
            "risk show no_such_model|no_such_model", "risk compute score2 --inputs nowhere.json|nowhere.json"})
    void a_refusal_exits_with_3_and_names_the_input_and_its_range(String line, String named) {
        for (var language : new Locale[]{Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            var run = Run.Place.in(folder).withLanguage(language).run((Object[]) line.split(" "));
            assertEquals(3, run.exit(), run.err());
            assertEquals("", run.out());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(language != Locale.ENGLISH || run.err().contains(named), run.err());
            assertEquals(language != Locale.ENGLISH, CliTest.hasChinese(run.err()), run.err());
            assertFalse(run.err().contains("200") && line.contains("age=200"), "a patient's value: " + run.err());
        }
    }

    @Test
    void every_open_vector_is_reproduced_through_the_command_line() throws IOException {
        var file = Path.of(System.getProperty("lantern.shared", "nowhere"), "risk", "vectors.json");
        assumeTrue(Files.exists(file), "no reference vectors");
        var vectors = new JsonMapper().readTree(file.toFile());
        int checked = 0;
        for (var model : run("risk", "list", "--json").json()) {
            for (var vector : vectors.path(model.get("id").asText())) {
                check(model.get("id").asText(), vector);
                checked++;
            }
        }
        assertTrue(checked > 30, checked + " vectors");
    }

    private void check(String id, JsonNode vector) {
        var place = Run.Place.in(folder).withInput(vector.get("inputs").toString());
        var run = place.run("risk", "compute", id, "--inputs", "-", "--json");
        assertEquals(0, run.exit(), vector.get("id") + ": " + run.err());
        var outputs = run.json().get("outputs");
        vector.get("expected").properties().forEach(expected -> {
            var what = vector.get("id") + " " + expected.getKey();
            var actual = outputs.get(expected.getKey());
            assertTrue(actual != null, what + " is absent from " + outputs);
            if (expected.getValue().isNumber()) {
                assertEquals(expected.getValue().asDouble(), actual.asDouble(),
                        vector.get("tolerance").asDouble() + 1e-9,
                        what);
            } else {
                assertEquals(expected.getValue().asText(), actual.asText(), what);
            }
        });
    }
}
