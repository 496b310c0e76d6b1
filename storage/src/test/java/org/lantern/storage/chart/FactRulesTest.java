package org.lantern.storage.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lantern.storage.Refusal;
import org.lantern.storage.Refusal.Reason;

class FactRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final FactRules rules = new FactRules(ObservationKinds.bundled(), TemporaryCatalogue.NOON);

    private List<String> broken(Fact fact) {
        return rules.refusals(fact).stream().map(refusal -> refusal.field() + " " + refusal.reason()).toList();
    }

    private static Problem problem(String icd10, LocalDate onset) {
        return new Problem(Optional.ofNullable(icd10), "Something", Problem.Status.ACTIVE,
                Optional.ofNullable(onset));
    }

    private static Demographics born(LocalDate birth, String phone) {
        return new Demographics("1", "A", "", "", Sex.UNKNOWN, Optional.ofNullable(birth), false, "", phone, "");
    }

    private static Medication taken(LocalDate start, LocalDate stop) {
        return new Medication(Optional.empty(), "M", "", "", "", Optional.ofNullable(start), Optional.ofNullable(stop),
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"I10", "E11.9", "C7B.00", "M80.08XA", "S72.0"})
    void takes_codes_of_the_form_of_icd10(String code) {
        assertEquals(List.of(), broken(problem(code, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i10", "I1", "I10.", "110", "I10 ", "E11,9", "E11.99999"})
    void refuses_codes_of_another_form(String code) {
        assertEquals(List.of("icd10 MALFORMED"), broken(problem(code, null)));
    }

    @Test
    void takes_today_and_refuses_tomorrow() {
        assertEquals(List.of(), broken(problem(null, TODAY)));
        assertEquals(List.of("onset IN_FUTURE"), broken(problem(null, TODAY.plusDays(1))));
        assertEquals(List.of(), broken(born(TODAY, "")));
        assertEquals(List.of("birthDate IN_FUTURE"), broken(born(TODAY.plusDays(1), "")));
    }

    @Test
    void takes_the_oldest_and_refuses_the_impossible() {
        assertEquals(List.of(), broken(born(TODAY.minusYears(125), "")));
        assertEquals(List.of("birthDate TOO_LONG_AGO"), broken(born(TODAY.minusYears(125).minusDays(1), "")));
    }

    @Test
    void takes_two_clocks_that_differ_by_minutes_and_refuses_more() {
        var now = TemporaryCatalogue.NOON.instant();
        assertEquals(List.of(), broken(new Encounter(now.plus(Duration.ofMinutes(5)), "r", "")));
        assertEquals(List.of("start IN_FUTURE"), broken(new Encounter(now.plus(Duration.ofMinutes(6)), "r", "")));
    }

    @Test
    void takes_one_day_of_treatment_and_refuses_an_end_before_the_start() {
        assertEquals(List.of(), broken(taken(TODAY, TODAY)));
        assertEquals(List.of(), broken(taken(TODAY, TODAY.plusDays(90))));
        assertEquals(List.of("stop ENDS_BEFORE_START"), broken(taken(TODAY, TODAY.minusDays(1))));
    }

    @Test
    void tells_whether_a_medicine_is_taken_on_a_day() {
        assertEquals(List.of(false, true, true, false),
                List.of(taken(TODAY, TODAY).takenOn(TODAY.minusDays(1)), taken(TODAY, TODAY).takenOn(TODAY),
                        taken(null, null).takenOn(TODAY), taken(TODAY, TODAY).takenOn(TODAY.plusDays(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "120", "+86 (10) 5555-0100"})
    void takes_phones(String phone) {
        assertEquals(List.of(), broken(born(null, phone)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "call me", "+49/30/1", "1234567890123456789012345678901"})
    void refuses_what_is_no_phone(String phone) {
        assertEquals(List.of("phone MALFORMED"), broken(born(null, phone)));
    }

    @Test
    void refuses_what_has_no_name_and_names_every_fault_at_once() {
        assertEquals(List.of("text REQUIRED", "icd10 MALFORMED"),
                broken(new Problem(Optional.of("x"), "  ", Problem.Status.ACTIVE, Optional.empty())));
        assertEquals(List.of("substance REQUIRED"), broken(new Allergy("", "rash", Allergy.Severity.MILD)));
        assertEquals(List.of("patientId REQUIRED", "name REQUIRED"), broken(new Demographics("", "", "", "", Sex.MALE,
                Optional.empty(), false, "", "", "")));
        assertEquals(List.of(), broken(new Demographics("1", "", "李", "", Sex.MALE, Optional.empty(), false, "", "",
                "")));
    }

    @Test
    void takes_a_long_line_and_refuses_a_longer_one() {
        assertEquals(List.of(), broken(new Allergy("x".repeat(FactRules.LINE_LENGTH), "", Allergy.Severity.MILD)));
        assertEquals(List.of(Reason.TOO_LONG),
                rules.refusals(new Allergy("x".repeat(FactRules.LINE_LENGTH + 1), "", Allergy.Severity.MILD)).stream()
                        .map(Refusal::reason).toList());
    }
}
