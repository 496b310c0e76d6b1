package org.lantern.storage.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.OpenStore;
import org.lantern.storage.StorageException;
import org.lantern.storage.Tables;
import org.lantern.storage.TestVault;
import org.lantern.storage.account.Role;
import org.lantern.storage.account.Role;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.chart.Code;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Encounter;
import org.lantern.storage.chart.Observation;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.chart.Problem;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.medium.Disk;

class RebuildTest {
    private final Key256 key = Key256.random(new Entropy());

    @TempDir
    Path root;

    @Test
    void a_catalogue_that_is_gone_is_made_anew_row_for_row() throws Exception {
        Map<String, List<String>> before = fill();
        assertTrue(before.values().stream().mapToInt(List::size).sum() > 60);
        Files.delete(database());
        assertThrows(StorageException.Tampered.class, () -> OpenStore.open(new Disk(), root, key));
        Catalogue.Rebuilt rebuilt = rebuild();
        assertEquals(0, rebuilt.lost());
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            assertEquals(before, Tables.of(store.catalogue()));
            assertEquals(34, store.contents().size());
            store.store(SyntheticSeries.of(77, 2).dataSets());
            chart(store).addPatient(who("LATER"));
        }
        Map<String, List<String>> grown;
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            grown = Tables.of(store.catalogue());
        }
        assertEquals(0, rebuild().lost());
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            assertEquals(grown, Tables.of(store.catalogue()));
            assertEquals(36, store.contents().size());
        }
    }

    @Test
    void a_journal_begun_anew_holds_everything_and_is_gone_on_with() throws Exception {
        fill();
        Map<String, List<String>> expected;
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            store.catalogue().forgetRemoved();
            chart(store).addPatient(who("AFTER"));
            expected = Tables.of(store.catalogue());
        }
        Files.delete(database());
        rebuild();
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            assertEquals(expected, Tables.of(store.catalogue()));
        }
    }

    /** The images that the lost part of the journal knew of are filed again from the packs. */
    @Test
    void a_damaged_journal_gives_what_stands_before_the_damage_and_the_packs_the_rest() throws Exception {
        fill();
        Path journal = root.resolve("catalogue/journal");
        byte[] content = Files.readAllBytes(journal);
        content[content.length / 2] ^= 4;
        Files.write(journal, content);
        Files.delete(database());
        Catalogue.Rebuilt rebuilt = rebuild();
        assertTrue(rebuilt.lost() > 0);
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            assertEquals(34, store.contents().size());
        }
        OpenStore.open(new Disk(), root, key).close();
    }

    @Test
    void a_journal_whose_beginning_is_damaged_is_made_anew_from_the_catalogue_and_without_that_refused()
            throws Exception {
        Map<String, List<String>> before = fill();
        Path journal = root.resolve("catalogue/journal");
        byte[] content = Files.readAllBytes(journal);
        content[1024 + 40] ^= 4;
        Files.write(journal, content);
        rebuild();
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            assertEquals(before, Tables.of(store.catalogue()));
        }
        Files.write(journal, content);
        Files.delete(database());
        assertThrows(StorageException.Tampered.class, this::rebuild);
    }

    private Map<String, List<String>> fill() throws Exception {
        try (OpenStore store = OpenStore.create(new Disk(), root, key)) {
            for (int i = 0; i < 8; i++) {
                store.store(SyntheticSeries.of(i, 4).dataSets());
            }
            Chart chart = chart(store);
            PatientKey patient = chart.addPatient(who("P1"));
            var visit = chart.addVisit(patient, new Encounter(Instant.parse("2026-02-28T23:59:59.123456Z"), "检查",
                    "line\nline"),
                    List.of(new Observation(new Code("http://loinc.org", "29463-7", "Body weight"),
                            new Observation.Value.Quantity(new BigDecimal("70.10"), "kg"),
                            Instant.parse("2026-02-28T23:59:59.123456Z"), new Origin.Entered(), Optional.empty())));
            assertEquals(1, visit.observations().size());
            var problem = chart.add(patient, new Problem(Optional.of("I10"), "Hypertension", Problem.Status.ACTIVE,
                    Optional.of(LocalDate.of(2020, 2, 29))));
            chart.retract(patient, problem, "mistake");
            store.store(SyntheticSeries.of(20, 2).dataSets());
            return Tables.of(store.catalogue());
        }
    }

    private Catalogue.Rebuilt rebuild() throws StorageException {
        return Catalogue.rebuild(new Disk(), root.resolve("catalogue"), key, new Entropy());
    }

    private static Chart chart(OpenStore store) {
        return new Chart(store.catalogue(), TestVault.unrecorded("tester", Role.ADMINISTRATOR), TestVault.CLOCK);
    }

    private static Demographics who(String id) {
        return new Demographics(id, "Somebody " + id, "某人", "", Sex.FEMALE, Optional.of(LocalDate.of(1970, 1, 2)),
                false, "", "", "");
    }

    private Path database() {
        return root.resolve("catalogue/catalogue.mv.db");
    }
}
