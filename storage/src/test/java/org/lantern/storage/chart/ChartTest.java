package org.lantern.storage.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.Refusal;
import org.lantern.storage.Refusal.Reason;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Observation.Value;

class ChartTest {
    private static final Demographics ZHANG = new Demographics("T-0042", "Zhang Sanfeng", "张三丰", "zhāng sānfēng",
            Sex.MALE, Optional.of(LocalDate.of(1961, 4, 9)), false, "", "+86 555 0100", "1 Test Road");
    private static final Instant MORNING = Instant.parse("2026-03-02T08:30:00Z");

    @TempDir
    Path folder;

    private TemporaryCatalogue vault;
    private Chart chart;
    private PatientKey zhang;

    @BeforeEach
    void open() throws StorageException {
        vault = new TemporaryCatalogue(folder);
        chart = vault.chart("dr.li");
        zhang = chart.addPatient(ZHANG);
    }

    @AfterEach
    void close() throws StorageException {
        vault.close();
    }

    private static Observation systolic(String amount, Instant time) {
        return new Observation(Code.loinc("8480-6", "Systolic"), new Value.Quantity(new BigDecimal(amount), "mm[Hg]"),
                time, new Origin.Entered(), Optional.empty());
    }

    private void reopen() throws StorageException {
        vault.reopen();
        chart = vault.chart("dr.wang");
    }

    @Test
    void every_kind_of_fact_reads_back_as_it_was_written_after_reopening() throws StorageException {
        var problem = chart.add(zhang, new Problem(Optional.of("E11.9"), "2型糖尿病", Problem.Status.ACTIVE,
                Optional.of(LocalDate.of(2019, 6, 1))));
        var medication = chart.add(zhang, new Medication(Optional.of("A10BA02"), "Metformin", "500 mg", "oral",
                "twice daily", Optional.of(LocalDate.of(2019, 6, 2)), Optional.empty(), ""));
        var allergy = chart.add(zhang, new Allergy("Penicillin", "Anaphylaxis", Allergy.Severity.SEVERE));
        var visit = chart.addVisit(zhang, new Encounter(MORNING, "Check-up", "Line one\n第二行\n\tthree"),
                List.of(systolic("138", MORNING),
                        new Observation(ObservationKinds.SMOKING,
                                new Value.Coded(ObservationKinds.SMOKING_ANSWERS.getLast()), MORNING,
                                new Origin.Imported("paper form"), Optional.empty())));
        var measured = chart.add(zhang, new Observation(new Code(Code.LANTERN, "lung_nodule_diameter", "Nodule"),
                new Value.Quantity(new BigDecimal("8.40"), "mm"), MORNING, new Origin.Measured("1.2.3", 4, "length",
                        "PixelSpacing", List.of(new Origin.Point(10.5, 20.25), new Origin.Point(-1, 3e-7))),
                Optional.empty()));
        var computed = chart.add(zhang, new Observation(Code.loinc("39156-5", "BMI"),
                new Value.Quantity(new BigDecimal("24.0"), "kg/m2"), MORNING, new Origin.Computed("w/h²"),
                Optional.empty()));
        var risk = chart.add(zhang, new RiskRecord("brock", "1.0", MORNING, "probability", "%", "12.3 %",
                Optional.of("high"),
                List.of(new RiskRecord.Input("age", "64", "years", "patient", Optional.empty()),
                        new RiskRecord.Input("diameter_mm", "8.40", "mm", "measured on image",
                                Optional.of(new RiskRecord.Source(measured.id(), 1)))),
                List.of(new RiskRecord.Output("probability", "12.345678901234567")), List.of("outside: 50-75")));
        reopen();
        assertEquals(ZHANG, chart.patient(zhang).fact());
        assertEquals(List.of(problem), chart.problems(zhang));
        assertEquals(List.of(medication), chart.medications(zhang));
        assertEquals(List.of(allergy), chart.allergies(zhang));
        assertEquals(List.of(visit.encounter()), chart.encounters(zhang, 10));
        assertEquals(List.of(computed, measured, visit.observations().get(1), visit.observations().get(0)),
                chart.observations(zhang, 10));
        assertEquals(List.of(risk), chart.risks(zhang, 10));
        assertEquals("8.40", chart.observations(zhang, measured.fact().code(), 1).getFirst().fact().quantity()
                .orElseThrow().amount().toString());
        assertEquals(Optional.of(visit.encounter().id()), visit.observations().getFirst().fact().encounter());
    }

    @Test
    void a_correction_is_a_new_version_and_the_old_one_keeps_its_author_and_time() throws StorageException {
        var typed = chart.add(zhang, systolic("183", MORNING));
        var later = Clock.offset(TemporaryCatalogue.NOON, Duration.ofHours(1));
        var corrected = vault.chart("dr.wang", later).correct(zhang, typed, systolic("138", MORNING), "swapped digits");
        assertEquals(List.of(corrected), chart.observations(zhang, 10));
        assertEquals(List.of(typed, corrected), chart.history(corrected));
        assertEquals("dr.li", typed.author());
        assertEquals("dr.wang", corrected.author());
        assertEquals(2, corrected.version());
        assertEquals(Optional.of("swapped digits"), corrected.change());
        assertEquals(Duration.ofHours(1), Duration.between(typed.recordedAt(), corrected.recordedAt()));
    }

    @Test
    void what_was_withdrawn_leaves_the_lists_and_stays_in_the_history() throws StorageException {
        var wrong = chart.add(zhang, new Allergy("Aspirin", "", Allergy.Severity.UNKNOWN));
        var right = chart.add(zhang, new Allergy("Penicillin", "rash", Allergy.Severity.MILD));
        chart.retract(zhang, wrong, "wrong patient");
        reopen();
        assertEquals(List.of(right), chart.allergies(zhang));
        var history = chart.history(wrong);
        assertEquals(List.of(false, true), history.stream().map(Entry::retracted).toList());
        assertEquals("Aspirin", history.getLast().fact().substance());
    }

    @Test
    void correcting_a_version_that_is_no_longer_the_newest_is_refused_as_stale() throws StorageException {
        var first = chart.add(zhang, new Problem(Optional.empty(), "Cough", Problem.Status.ACTIVE, Optional.empty()));
        var resolved = new Problem(Optional.empty(), "Cough", Problem.Status.RESOLVED, Optional.empty());
        chart.correct(zhang, first, resolved, "");
        assertEquals(List.of(Reason.STALE), reasons(() -> chart.correct(zhang, first, resolved, "")));
        var foreign = chart.addPatient(who("T-0043"));
        var second = chart.history(first).getLast();
        assertEquals(List.of(Reason.STALE), reasons(() -> chart.correct(foreign, second, resolved, "")));
    }

    @Test
    void an_impossible_value_is_refused_with_the_range_and_nothing_of_the_visit_is_kept() throws StorageException {
        var refused = assertThrows(StorageException.Refused.class,
                () -> chart.addVisit(zhang, new Encounter(MORNING, "Check-up", ""),
                        List.of(systolic("120", MORNING), systolic("1200", MORNING))));
        var refusal = refused.refusals().getFirst();
        assertEquals(1, refused.refusals().size());
        assertEquals("systolic", refusal.field());
        assertEquals(Reason.OUT_OF_RANGE, refusal.reason());
        assertEquals(Optional.of(new Refusal.Range(new BigDecimal("30"), new BigDecimal("300"), "mm[Hg]")),
                refusal.allowed());
        assertFalse(refused.getMessage().contains("1200"));
        assertEquals(List.of(), chart.encounters(zhang, 10));
        assertEquals(List.of(), chart.observations(zhang, 10));
    }

    @Test
    void both_ends_of_a_range_are_taken() throws StorageException {
        chart.add(zhang, systolic("30", MORNING));
        chart.add(zhang, systolic("300", MORNING));
        assertEquals(List.of(Reason.OUT_OF_RANGE), reasons(() -> chart.add(zhang, systolic("29.9", MORNING))));
        assertEquals(List.of(Reason.OUT_OF_RANGE), reasons(() -> chart.add(zhang, systolic("300.1", MORNING))));
    }

    @Test
    void a_unit_that_the_kind_is_not_measured_in_is_refused_and_never_converted() {
        var kilopascal = new Observation(Code.loinc("8480-6", ""), new Value.Quantity(new BigDecimal("16"), "kPa"),
                MORNING, new Origin.Entered(), Optional.empty());
        assertEquals(List.of(Reason.UNKNOWN_UNIT), reasons(() -> chart.add(zhang, kilopascal)));
        var molarUnderMassCode = new Observation(Code.loinc("2093-3", ""),
                new Value.Quantity(new BigDecimal("5.2"), "mmol/L"), MORNING, new Origin.Entered(), Optional.empty());
        assertEquals(List.of(Reason.UNKNOWN_UNIT), reasons(() -> chart.add(zhang, molarUnderMassCode)));
    }

    @Test
    void the_latest_of_a_code_comes_first_whenever_it_was_typed() throws StorageException {
        var newest = chart.add(zhang, systolic("150", MORNING));
        var oldest = chart.add(zhang, systolic("120", MORNING.minus(Duration.ofDays(400))));
        assertEquals(List.of(newest, oldest), chart.observations(zhang, newest.fact().code(), 10));
        assertEquals(List.of(newest), chart.observations(zhang, newest.fact().code(), 1));
        assertEquals(List.of(), chart.observations(zhang, Code.loinc("8462-4", ""), 10));
    }

    @Test
    void charts_of_two_patients_do_not_mix() throws StorageException {
        var other = chart.addPatient(who("T-0043"));
        chart.add(zhang, new Allergy("Penicillin", "", Allergy.Severity.SEVERE));
        assertEquals(List.of(), chart.allergies(other));
        assertThrows(StorageException.NotFound.class,
                () -> chart.add(new PatientKey(999), new Allergy("Penicillin", "", Allergy.Severity.SEVERE)));
        assertThrows(StorageException.NotFound.class, () -> chart.patient(new PatientKey(999)));
    }

    @Test
    void a_patient_known_from_images_only_has_version_zero_until_somebody_edits() throws StorageException {
        long key = vault.catalogue().inTransaction(handle -> handle.createUpdate("""
                INSERT INTO patient (patient_id, issuer, name, ideographic_name, phonetic_name, birth_date, sex,
                    search_text) VALUES ('D-1', 'HOSPITAL', 'Doe^Jane', '', '', DATE '1980-02-29', 'F', 'd-1')""")
                .executeAndReturnGeneratedKeys("patient_key").mapTo(Long.class).one());
        var jane = new PatientKey(key);
        var headers = chart.patient(jane);
        assertEquals(0, headers.version());
        assertEquals(Sex.FEMALE, headers.fact().sex());
        var known = headers.fact();
        var edited = new Demographics(known.patientId(), "Jane Doe", "", "", known.sex(), known.birthDate(), false, "",
                "555 0101", "");
        chart.correct(jane, headers, edited, "from her card");
        assertEquals(List.of(Reason.STALE), reasons(() -> chart.correct(jane, headers, edited, "again")));
        reopen();
        assertEquals(1, chart.patient(jane).version());
        assertEquals(edited, chart.patient(jane).fact());
        var row = vault.catalogue().read(handle -> handle
                .createQuery("SELECT name || '/' || search_text || '/' || issuer FROM patient WHERE patient_key = ?")
                .bind(0, key).mapTo(String.class).one());
        assertTrue(row.startsWith("Jane Doe/") && row.contains("jane doe") && row.endsWith("/HOSPITAL"), row);
    }

    @Test
    void a_patient_with_images_keeps_the_name_of_their_headers_in_the_archive_and_is_found_by_both()
            throws StorageException {
        vault.catalogue().inTransaction(handle -> handle.execute("INSERT INTO study (patient_key, study_uid,"
                + " description, accession, modalities, series_count, instance_count, search_text)"
                + " VALUES (?, '1.2', '', '', '', 0, 0, '')", zhang.value()));
        var married = new Demographics(ZHANG.patientId(), "Zhang Newname", "张新名", "", ZHANG.sex(), ZHANG.birthDate(),
                false, "", "", "");
        chart.correct(zhang, chart.patient(zhang), married, "");
        var row = vault.catalogue().read(handle -> handle
                .createQuery("SELECT name || '/' || search_text FROM patient WHERE patient_key = ?")
                .bind(0, zhang.value()).mapTo(String.class).one());
        assertTrue(row.startsWith("Zhang Sanfeng/") && row.contains("张三丰") && row.contains("张新名"), row);
        assertEquals("张新名 Zhang Newname", chart.patient(zhang).fact().displayName());
    }

    @Test
    void a_number_that_belongs_to_somebody_is_not_given_twice_nor_changed() throws StorageException {
        assertEquals(List.of(Reason.TAKEN), reasons(() -> chart.addPatient(who("T-0042"))));
        assertEquals(List.of(Reason.FIXED), reasons(() -> chart.correct(zhang, chart.patient(zhang), who("X"), "")));
    }

    @Test
    void a_risk_result_keeps_its_inputs_to_the_last_digit() throws StorageException {
        var outputs = List.of(new RiskRecord.Output("p", Double.toString(0.1 + 0.2)),
                new RiskRecord.Output("class", "\"hoch \\\"quoted\\\" 高\""));
        chart.add(zhang, new RiskRecord("m", "2", MORNING, "p", "", "0.3", Optional.empty(), List.of(), outputs,
                List.of()));
        reopen();
        assertEquals(outputs, chart.risks(zhang, 1).getFirst().fact().outputs());
    }

    private static Demographics who(String id) {
        return new Demographics(id, "Testperson Second", "", "", Sex.FEMALE, Optional.empty(), false, "", "", "");
    }

    private static List<Reason> reasons(org.junit.jupiter.api.function.Executable act) {
        return assertThrows(StorageException.Refused.class, act).refusals().stream().map(Refusal::reason).toList();
    }
}
