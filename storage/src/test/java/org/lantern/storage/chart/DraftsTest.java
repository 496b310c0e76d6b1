package org.lantern.storage.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;

class DraftsTest {
    private static final Demographics LIU = new Demographics("P-7", "Liu Fang", "刘芳", "", Sex.FEMALE, Optional.empty(),
            false, "", "", "");

    @TempDir
    Path folder;

    private TemporaryCatalogue vault;
    private PatientKey liu;

    @BeforeEach
    void open() throws StorageException {
        vault = new TemporaryCatalogue(folder);
        liu = vault.chart("dr.li").addPatient(LIU);
    }

    @AfterEach
    void close() throws StorageException {
        vault.close();
    }

    @Test
    void what_was_typed_is_there_after_reopening_for_its_author_alone_and_last_first() throws StorageException {
        var visit = new Draft(liu, Draft.Form.VISIT, Optional.empty(),
                Map.of("reason", "咳嗽 \"seit\" gestern\n", "note", ""));
        var allergy = new Draft(liu, Draft.Form.ALLERGY, Optional.of(12L), Map.of("substance", "Peni"));
        vault.chart("dr.li").drafts().keep(new Draft(liu, Draft.Form.VISIT, Optional.empty(), Map.of("reason", "c")));
        vault.chart("dr.li").drafts().keep(allergy);
        vault.chart("dr.li", Clock.offset(TemporaryCatalogue.NOON, Duration.ofSeconds(1))).drafts().keep(visit);
        vault.reopen();
        assertEquals(List.of(visit, allergy), vault.chart("dr.li").drafts().all());
        assertEquals(List.of(), vault.chart("dr.wang").drafts().all());
        vault.chart("dr.wang").drafts().discard(liu, Draft.Form.VISIT);
        vault.chart("dr.li").drafts().discard(liu, Draft.Form.ALLERGY);
        vault.chart("dr.li").drafts().discard(liu, Draft.Form.ALLERGY);
        assertEquals(List.of(visit), vault.chart("dr.li").drafts().all());
        assertEquals(List.of(), vault.chart("dr.li").encounters(liu, 10), "a draft is no fact");
    }

    @Test
    void a_draft_ends_in_the_transaction_that_makes_a_fact_of_it() throws StorageException {
        var chart = vault.chart("dr.li");
        for (var form : Draft.Form.values()) {
            chart.drafts().keep(new Draft(liu, form, Optional.empty(), Map.of("text", "x")));
        }
        var other = new Draft(liu, Draft.Form.VISIT, Optional.empty(), Map.of());
        vault.chart("dr.wang").drafts().keep(other);
        assertThrows(StorageException.Refused.class, () -> chart.add(liu, new Allergy("", "", Allergy.Severity.MILD)));
        assertEquals(5, chart.drafts().all().size());
        var allergy = chart.add(liu, new Allergy("Latex", "", Allergy.Severity.MILD));
        chart.addVisit(liu, new Encounter(TemporaryCatalogue.NOON.instant(), "Cough", ""), List.of());
        chart.correct(liu, chart.patient(liu), LIU, "");
        assertEquals(List.of(Draft.Form.MEDICATION, Draft.Form.PROBLEM),
                chart.drafts().all().stream().map(Draft::form).toList());
        chart.drafts().keep(new Draft(liu, Draft.Form.ALLERGY, Optional.of(allergy.id()), Map.of()));
        chart.retract(liu, allergy, "");
        assertEquals(2, chart.drafts().all().size());
        assertEquals(List.of(other), vault.chart("dr.wang").drafts().all());
    }

    @Test
    void a_draft_for_nobody_and_an_endless_one_are_refused() {
        var drafts = vault.chart("dr.li").drafts();
        assertThrows(StorageException.NotFound.class,
                () -> drafts.keep(new Draft(new PatientKey(999), Draft.Form.VISIT, Optional.empty(), Map.of())));
        assertThrows(StorageException.Refused.class, () -> drafts
                .keep(new Draft(liu, Draft.Form.VISIT, Optional.empty(), Map.of("note", "x".repeat(1_000_001)))));
    }
}
