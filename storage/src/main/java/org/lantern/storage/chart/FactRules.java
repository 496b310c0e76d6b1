package org.lantern.storage.chart;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.lantern.storage.Refusal;
import org.lantern.storage.Refusal.Reason;
import org.lantern.storage.chart.Observation.Value;

/**
 * What the chart takes and what it refuses. A form asks before it saves, {@link Chart} asks again whenever it writes;
 * nothing is corrected on the way.
 */
public final class FactRules {
    /** Characters that a line of text may have. */
    public static final int LINE_LENGTH = 400;
    /** Characters that a note may have. */
    public static final int NOTE_LENGTH = 100_000;
    /** Nobody has lived longer, in years. */
    private static final int LONGEST_LIFE = 125;
    /** How far two clocks in one clinic may differ. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final Predicate<String> ICD10 = Pattern.compile("[A-Z]\\d[0-9A-Z](\\.[0-9A-Z]{1,4})?")
            .asMatchPredicate();
    private static final Predicate<String> ATC = Pattern.compile("[A-Z]\\d\\d[A-Z]{2}\\d\\d").asMatchPredicate();
    private static final Predicate<String> PHONE = Pattern.compile("\\+?[0-9 ()\\-]{3,30}").asMatchPredicate();

    private final ObservationKinds kinds;
    private final Clock clock;

    public FactRules(ObservationKinds kinds, Clock clock) {
        this.kinds = kinds;
        this.clock = clock;
    }

    /** Every rule that a fact breaks; empty if it can be stored. */
    public List<Refusal> refusals(Fact fact) {
        var found = new ArrayList<Refusal>();
        switch (fact) {
            case Demographics patient -> check(patient, found);
            case Problem problem -> check(problem, found);
            case Medication medication -> check(medication, found);
            case Allergy allergy -> {
                required("substance", allergy.substance(), found);
                line("reaction", allergy.reaction(), found);
            }
            case Encounter encounter -> {
                past("start", encounter.start(), found);
                required("reason", encounter.reason(), found);
                length("note", encounter.note(), NOTE_LENGTH, found);
            }
            case Observation observation -> check(observation, found);
            case RiskRecord risk -> {
                required("model", risk.model(), found);
                required("modelVersion", risk.modelVersion(), found);
                past("computedAt", risk.computedAt(), found);
            }
        }
        return List.copyOf(found);
    }

    private void check(Demographics patient, List<Refusal> found) {
        required("patientId", patient.patientId(), found);
        if (patient.name().isBlank() && patient.ideographicName().isBlank()) {
            found.add(Refusal.of("name", Reason.REQUIRED));
        }
        line("name", patient.name(), found);
        line("ideographicName", patient.ideographicName(), found);
        line("phoneticName", patient.phoneticName(), found);
        past("birthDate", patient.birthDate(), found);
        line("nationalId", patient.nationalId(), found);
        if (!patient.phone().isEmpty() && !PHONE.test(patient.phone())) {
            found.add(Refusal.of("phone", Reason.MALFORMED));
        }
        line("address", patient.address(), found);
    }

    private void check(Problem problem, List<Refusal> found) {
        required("text", problem.text(), found);
        form("icd10", problem.icd10(), ICD10, found);
        past("onset", problem.onset(), found);
    }

    private void check(Medication medication, List<Refusal> found) {
        form("atc", medication.atc(), ATC, found);
        required("name", medication.name(), found);
        line("dose", medication.dose(), found);
        line("route", medication.route(), found);
        line("frequency", medication.frequency(), found);
        line("stopReason", medication.stopReason(), found);
        if (medication.start().isPresent() && medication.stop().isPresent()
                && medication.stop().get().isBefore(medication.start().get())) {
            found.add(Refusal.of("stop", Reason.ENDS_BEFORE_START));
        }
    }

    private void check(Observation observation, List<Refusal> found) {
        past("effective", observation.effective(), found);
        required("code", observation.code().code(), found);
        if (observation.value() instanceof Value.Quantity(var amount, var ucum)) {
            var kind = kinds.of(observation.code());
            var field = kind.map(ObservationKind::key).orElse("value");
            var unit = kind.flatMap(known -> known.units().stream()
                    .filter(one -> one.ucum().equals(ucum) && one.code().same(observation.code())).findFirst());
            if (kind.isPresent() && unit.isEmpty()) {
                found.add(Refusal.of(field, Reason.UNKNOWN_UNIT));
            } else if (amount.precision() > 30 || Math.abs(amount.scale()) > 12) {
                found.add(Refusal.of(field, Reason.MALFORMED));
            }
            unit.filter(one -> amount.compareTo(one.lowest()) < 0 || amount.compareTo(one.highest()) > 0)
                    .ifPresent(one -> found.add(new Refusal(field, Reason.OUT_OF_RANGE,
                            Optional.of(new Refusal.Range(one.lowest(), one.highest(), ucum)))));
        }
    }

    private static void required(String field, String text, List<Refusal> found) {
        if (text.isBlank()) {
            found.add(Refusal.of(field, Reason.REQUIRED));
        }
        line(field, text, found);
    }

    private static void line(String field, String text, List<Refusal> found) {
        length(field, text, LINE_LENGTH, found);
    }

    private static void length(String field, String text, int longest, List<Refusal> found) {
        if (text.length() > longest) {
            found.add(Refusal.of(field, Reason.TOO_LONG));
        }
    }

    private static void form(String field, Optional<String> code, Predicate<String> form, List<Refusal> found) {
        if (code.isPresent() && !form.test(code.get())) {
            found.add(Refusal.of(field, Reason.MALFORMED));
        }
    }

    private void past(String field, Optional<LocalDate> date, List<Refusal> found) {
        var today = LocalDate.now(clock);
        date.filter(day -> day.isAfter(today)).ifPresent(_ -> found.add(Refusal.of(field, Reason.IN_FUTURE)));
        date.filter(day -> day.isBefore(today.minusYears(LONGEST_LIFE)))
                .ifPresent(_ -> found.add(Refusal.of(field, Reason.TOO_LONG_AGO)));
    }

    private void past(String field, Instant time, List<Refusal> found) {
        var now = clock.instant();
        if (time.isAfter(now.plus(CLOCK_TOLERANCE))) {
            found.add(Refusal.of(field, Reason.IN_FUTURE));
        } else if (time.isBefore(now.minus(Duration.ofDays(366L * LONGEST_LIFE)))) {
            found.add(Refusal.of(field, Reason.TOO_LONG_AGO));
        }
    }
}
