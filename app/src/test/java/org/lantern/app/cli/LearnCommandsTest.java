package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnCommandsTest {
    @TempDir
    Path folder;

    private Path csv;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).withEnvironment("LANTERN_PASSWORD", "a password long enough").run(arguments);
    }

    /** Age and smoking raise the risk, the ward is noise, and a tenth of the pressures is missing. */
    @BeforeEach
    void write() throws IOException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        var text = new StringBuilder("case no,age,sex,Smoking status,sbp,ward,ill\n");
        for (int i = 0; i < 400; i++) {
            int age = 30 + random.nextInt(50);
            boolean smokes = random.nextInt(3) == 0;
            double logOdds = (age - 58) / 8.0 + (smokes ? 1.2 : 0);
            text.append(i).append(',').append(age).append(',').append(random.nextBoolean() ? "male" : "female")
                    .append(',').append(smokes ? "current" : random.nextBoolean() ? "former" : "never").append(',')
                    .append(random.nextInt(10) == 0 ? "NA" : 100 + random.nextInt(80)).append(',')
                    .append("\"" + "ABCD".charAt(random.nextInt(4)) + ", north\"").append(',')
                    .append(random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? "yes" : "no").append('\n');
        }
        csv = Files.writeString(folder.resolve("heart disease.csv"), text);
    }

    @ParameterizedTest
    @CsvSource({"logistic", "forest", "boosting", "svm", "bayes", "tree"})
    void each_kind_is_learned_with_its_card_and_gives_risks(String kind) {
        var file = folder.resolve(kind + ".model");
        var card = run("learn", "train", csv, "--outcome", "ill", "--kind", kind, "--exclude", "case no", "--trees",
                "60", "--out", file, "--json").json();
        assertEquals("heart_disease_" + kind, card.get("id").asText());
        assertEquals(400, card.at("/data/rows").asInt());
        assertTrue(card.at("/quality/meanAuc").asDouble() > 0.72, card.at("/quality").toString());
        assertTrue(card.at("/quality/aucLower").asDouble() < card.at("/quality/pooledAuc").asDouble());
        assertEquals("age", card.at("/importance/0/column").asText());
        assertEquals(5, card.get("fairness").size(), "two sexes, three ages");
        assertEquals(card, run("learn", "card", file, "--json").json());

        var young = risk(file, "age=35", "sex=female", "Smoking_status=never", "sbp=120", "ward=A, north");
        var old = risk(file, "age=75", "sex=female", "Smoking_status=current", "sbp=120", "ward=A, north");
        assertTrue(old.at("/outputs/outcome_percent").asDouble() > young.at("/outputs/outcome_percent").asDouble());
        double sum = old.get("contributions").valueStream().mapToDouble(part -> part.get("value").asDouble()).sum();
        double percent = old.at("/contributions/0/unit").asText().equals("log-odds") ? 100 / (1 + Math.exp(-sum))
                : 100 * sum;
        assertEquals(old.at("/outputs/outcome_percent").asDouble(), percent, 1e-9);
        assertTrue(old.get("warnings").toString().contains("unverified"));
        var gap = risk(file, "age=75", "sex=female", "Smoking_status=current", "ward=A, north");
        assertTrue(gap.get("warnings").toString().contains("imputed: sbp"), gap.get("warnings").toString());
    }

    private JsonNode risk(Path file, String... inputs) {
        var arguments = new java.util.ArrayList<Object>(
                java.util.List.of("risk", "compute", "any", "--model-file", file, "--json"));
        arguments.addAll(java.util.List.of(inputs));
        var run = run(arguments.toArray());
        assertEquals(0, run.exit(), run.err());
        return run.json();
    }

    @Test
    void a_seed_reproduces_a_model_to_the_last_byte_and_a_damaged_file_is_refused() throws IOException {
        for (var name : new String[]{"a", "b"}) {
            run("learn", "train", csv, "--outcome", "ill", "--kind", "forest", "--trees", "20", "--seed", "5", "--out",
                    folder.resolve(name));
        }
        var bytes = Files.readAllBytes(folder.resolve("a"));
        assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
        for (int place : new int[]{3, 40, bytes.length / 2, bytes.length - 1}) {
            var damaged = bytes.clone();
            damaged[place] ^= 1;
            Files.write(folder.resolve("damaged"), damaged);
            assertEquals(3, run("learn", "card", folder.resolve("damaged")).exit());
        }
    }

    @Test
    void new_subjects_and_recalibration_and_bootstrap() {
        var file = folder.resolve("model");
        var card = run("learn", "train", csv, "--outcome", "ill", "--kind", "logistic", "--exclude", "case no",
                "--recalibrate", "--bootstrap", "10", "--balanced", "--out", file, "--json").json();
        assertTrue(card.at("/quality/recalibrated").asBoolean());
        assertTrue(card.at("/quality/optimismCorrectedAuc").isNumber());
        var evaluated = run("learn", "evaluate", file, csv, "--json").json();
        assertTrue(evaluated.get("auc").asDouble() >= card.at("/quality/meanAuc").asDouble() - 0.02);
        assertEquals(0, run("learn", "evaluate", file, csv).exit());
    }

    @Test
    void a_model_in_the_vault_has_versions_and_is_listed_and_used_by_its_id() throws IOException {
        var train = "learn train '" + csv + "' --outcome ill --kind tree --id ward_tree --save --json";
        var lines = Batch.inNewVault(folder, train, train, "risk list --json", "risk compute ward_tree age=61 --json",
                "learn card ward_tree --json", "risk compute ward_tree age=200", "learn card no_such_model");
        assertEquals(1, lines.get(0).at("/out/version").asInt());
        assertEquals(2, lines.get(1).at("/out/version").asInt());
        var listed = lines.get(2).get("out").valueStream()
                .filter(model -> model.get("id").asText().equals("ward_tree")).findFirst().orElseThrow();
        assertEquals("learned", listed.get("group").asText());
        assertEquals("2.0.0", lines.get(3).at("/out/version").asText());
        assertEquals(2, lines.get(4).at("/out/version").asInt());
        assertEquals(3, lines.get(5).get("exit").asInt(), "not extrapolated");
        assertEquals(3, lines.get(6).get("exit").asInt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--outcome ward --kind tree|3", "--outcome nothing --kind tree|3",
            "--outcome ill --kind oracle|2", "--outcome ill --kind tree --folds 1|2",
            "--outcome ill --kind tree --exclude nothing|3", "--outcome ill --positive maybe --kind tree|3",
            "--outcome ill --kind tree --id score2|2"})
    void what_cannot_be_learned_is_said_in_one_line(String options, int exit) {
        for (var language : new Locale[]{Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            var arguments = new java.util.ArrayList<Object>(java.util.List.of("learn", "train", csv));
            arguments.addAll(java.util.List.of(options.split(" ")));
            var run = Run.Place.in(folder).withLanguage(language).run(arguments.toArray());
            assertEquals(exit, run.exit(), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            assertEquals(language != Locale.ENGLISH, CliTest.hasChinese(run.err()));
        }
        assertFalse(Files.exists(folder.resolve("vault")));
    }
}
