package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** The survival commands reproduce what R says of its own data sets. */
class SurvivalCommandsTest {
    private static final Path FOLDER = Path.of(System.getProperty("lantern.shared", "absent"), "risk", "survival");

    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).run(arguments);
    }

    private static JsonNode expected() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "the reference results are not here");
        return new JsonMapper().readTree(FOLDER.resolve("expected.json").toFile()).get("lung");
    }

    @Test
    void curves_agree_with_r() throws IOException {
        var bySex = expected().get("km").get(1);
        var curves = run("survival", "km", FOLDER.resolve("lung.csv"), "--time", "time", "--event", "status",
                "--group", "sex", "--json").json().get("curves");
        for (int i = 0; i < 2; i++) {
            var table = bySex.get("table").get("values").get(i);
            assertEquals(table.get(0).asInt(), curves.get(i).get("n").asInt());
            assertEquals(table.get(3).asInt(), curves.get(i).get("events").asInt());
            assertEquals(table.get(4).asDouble(), curves.get(i).get("restrictedMean").asDouble(), 1e-6);
            assertEquals(table.get(6).asDouble(), curves.get(i).get("median").asDouble());
            assertEquals(table.get(7).asDouble(), curves.get(i).get("medianLower").asDouble());
        }
        for (int i = 0; i < bySex.get("time").size(); i++) {
            var steps = curves.get(bySex.get("strata").get(i).asText().equals("sex=1") ? 0 : 1).get("steps");
            JsonNode last = null;
            for (var step : steps) {
                last = step.get("time").asDouble() <= bySex.get("time").get(i).asDouble() ? step : last;
            }
            assertEquals(bySex.get("surv").get(i).asDouble(), last.get("survival").asDouble(), 1e-9);
            assertEquals(bySex.get("lower").get(i).asDouble(), last.get("lower").asDouble(), 1e-9);
            assertEquals(bySex.get("std.err").get(i).asDouble(), last.get("standardError").asDouble(), 1e-9);
        }
    }

    @Test
    void the_log_rank_test_agrees_with_r() throws IOException {
        for (var reference : expected().get("logrank")) {
            var answer = run("survival", "logrank", FOLDER.resolve("lung.csv"), "--time", "time", "--event", "status",
                    "--group", reference.get("formula").asText().split("~ ")[1], "--rho",
                    reference.get("rho").asText(), "--json").json();
            assertEquals(reference.get("chisq").asDouble(), answer.get("chiSquared").asDouble(), 1e-8);
            assertEquals(reference.get("p").asDouble(), answer.get("p").asDouble(), 1e-9);
        }
    }

    @ParameterizedTest
    @CsvSource({"efron", "breslow", "exact"})
    void cox_regression_agrees_with_r_for_each_way_of_treating_ties(String ties) throws IOException {
        var reference = expected().get("cox").valueStream().filter(node -> node.get("ties").asText().equals(ties)
                && node.get("formula").asText().contains("age + sex + ph.ecog")).findFirst().orElseThrow();
        var answer = run("survival", "cox", FOLDER.resolve("lung.csv"), "--time", "time", "--event", "status",
                "--covariates", "age,sex,ph.ecog", "--ties", ties, "--json").json();
        assertEquals(reference.get("n").asInt(), answer.get("n").asInt());
        for (int i = 0; i < 3; i++) {
            var coefficient = answer.get("coefficients").get(i);
            assertEquals(reference.get("coef").get(i).asDouble(), coefficient.get("coefficient").asDouble(), 1e-7);
            assertEquals(reference.get("se").get(i).asDouble(), coefficient.get("standardError").asDouble(), 1e-7);
        }
        assertEquals(reference.get("loglik").asDouble(), answer.get("logLikelihood").asDouble(), 1e-6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"survival km t.csv --time weeks --event dead|3|weeks",
            "survival km t.csv --time word --event dead|3|word",
            "survival km nowhere.csv --time t --event dead|3|nowhere",
            "survival logrank t.csv --time t --event dead --group one|3|one",
            "survival cox t.csv --time t --event dead --covariates x,twice|3|twice",
            "survival cox t.csv --time t --event dead --covariates x --ties none|2|--ties"})
    void what_a_table_does_not_answer_is_said_in_one_line(String line, int exit, String named) throws IOException {
        Files.writeString(folder.resolve("t.csv"), """
                t,dead,word,one,x,twice
                1,1,a,k,1,2
                2,0,b,k,3,6
                4,1,c,k,2,4
                5,1,d,k,5,10
                """);
        for (var language : new Locale[]{Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            var arguments = line.replace("t.csv", folder.resolve("t.csv").toString()).split(" ");
            var run = Run.Place.in(folder).withLanguage(language).run((Object[]) arguments);
            assertEquals(exit, run.exit(), run.err());
            assertEquals("", run.out());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(run.err().contains(named), run.err());
            assertEquals(language != Locale.ENGLISH, CliTest.hasChinese(run.err()), run.err());
        }
    }
}
