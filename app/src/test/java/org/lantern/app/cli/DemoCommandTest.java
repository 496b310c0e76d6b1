package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.app.demo.DemoVault;

class DemoCommandTest {
    @TempDir
    Path folder;

    @Test
    void makes_a_vault_that_opens_with_its_password_and_is_made_once() {
        var place = Run.Place.in(folder);
        var made = place.run("demo", "--no-gui", "--small", "--json");
        assertEquals(0, made.exit(), made.err());
        assertTrue(made.json().get("made").asBoolean());
        assertTrue(Files.isDirectory(folder.resolve("demo")));
        var again = place.run("demo", "--no-gui", "--small", "--lang", "zh-CN");
        assertEquals(0, again.exit(), again.err());
        assertTrue(again.out().contains(DemoVault.PASSWORD), again.out());
        var info = place.withEnvironment("LANTERN_PASSWORD", DemoVault.PASSWORD).run("vault", "info", "--vault",
                folder.resolve("demo"), "--user", DemoVault.USER, "--json").json();
        assertTrue(info.get("patients").asInt() >= 5, info.toString());
        assertTrue(info.get("instances").asInt() >= 5, info.toString());
        var script = place.withEnvironment("LANTERN_PASSWORD", DemoVault.PASSWORD);
        var patients = script.run("patients", "--vault", folder.resolve("demo"), "--user", DemoVault.USER, "--json")
                .json();
        var lines = new StringBuilder();
        patients.forEach(patient -> lines.append("risk compute bmi_bsa --patient ")
                .append(patient.get("patientId").asText()).append("\n"));
        var run = script.withInput(lines + "risk compute bmi_bsa --patient nobody\n").run("batch", "-", "--vault",
                folder.resolve("demo"), "--user", DemoVault.USER, "--json");
        var results = run.out().lines().map(line -> new Run(0, line, "").json()).toList();
        assertTrue(results.stream().anyMatch(line -> line.get("exit").asInt() == 0
                && line.at("/out/inputs/0/origin").asText().startsWith("chart 2026-")), run.out());
        assertEquals(3, results.getLast().get("exit").asInt());
    }

    @Test
    void with_a_password_of_ones_own_it_belongs_to_the_usual_user() {
        var place = Run.Place.in(folder).withEnvironment("LANTERN_PASSWORD", "a password of my own");
        assertEquals(0, place.run("demo", "--no-gui", "--small", "--vault", folder.resolve("v")).exit());
        assertEquals(0, place.run("studies", "--vault", folder.resolve("v")).exit());
        assertEquals(4, Run.Place.in(folder).run("demo", "--no-gui", "--vault", folder.resolve("v")).exit());
    }
}
