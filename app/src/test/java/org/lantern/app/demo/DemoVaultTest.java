package org.lantern.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientRow;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

class DemoVaultTest {
    private static final Clock MORNING = Clock.fixed(Instant.parse("2026-03-02T06:00:00Z"),
            ZoneId.of("Asia/Shanghai"));

    @TempDir
    Path folder;

    private static Vault make(Path where) throws StorageException {
        try (var password = Secret.ofPassword(DemoVault.PASSWORD.toCharArray())) {
            return DemoVault.create(where, DemoVault.USER, password, KdfCost.FLOOR, DemoVault.Size.SMALL, MORNING,
                    _ -> {}, () -> false).vault();
        }
    }

    private static List<Object> contents(Vault vault) throws StorageException {
        var all = new ArrayList<Object>();
        for (var patient : vault.archive().patients("", 100)) {
            var key = patient.key();
            all.add(vault.chart().patient(key).fact());
            vault.chart().problems(key).stream().map(Entry::fact).forEach(all::add);
            vault.chart().medications(key).stream().map(Entry::fact).forEach(all::add);
            vault.chart().allergies(key).stream().map(Entry::fact).forEach(all::add);
            vault.chart().observations(key, 1000).stream().map(Entry::fact).forEach(all::add);
            for (var study : vault.archive().studiesOf(key)) {
                all.add(study.uid() + study.description() + study.instanceCount());
            }
        }
        return all;
    }

    @Test
    void the_same_day_makes_the_same_vault_and_it_opens_again() throws StorageException {
        List<Object> first;
        try (var vault = make(folder.resolve("one"))) {
            first = contents(vault);
        }
        try (var vault = make(folder.resolve("two"))) {
            assertEquals(first, contents(vault));
        }
        try (var password = Secret.ofPassword(DemoVault.PASSWORD.toCharArray());
                var again = Vault.open(folder.resolve("one"), DemoVault.USER, password, MORNING)) {
            assertEquals(first, contents(again));
        }
    }

    @Test
    void everybody_is_plainly_nobody_and_every_kind_of_image_is_there() throws StorageException {
        try (var vault = make(folder.resolve("demo"))) {
            var patients = vault.archive().patients("", 100);
            assertEquals(6, patients.size());
            for (PatientRow patient : patients) {
                assertTrue(patient.patientId().startsWith("DEMO-"));
                assertTrue(patient.name().startsWith("Demo") || patient.name().startsWith("Sample"), patient.name());
                assertFalse(vault.chart().encounters(patient.key(), 10).isEmpty());
            }
            var modalities = new TreeSet<String>();
            for (StudyRow study : vault.archive().studies("", 100)) {
                modalities.addAll(study.modalities());
                assertTrue(study.date().orElseThrow().isAfter(LocalDate.of(2026, 2, 20)));
            }
            assertEquals(List.of("CT", "DX", "MR", "US"), List.copyOf(modalities));
            assertEquals(1, vault.archive().patients("演示明灯", 10).size());
        }
    }
}
