package org.lantern.storage.chart;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.chart.Observation.Value;

/** The table of each kind of fact. */
final class FactTables {
    static final FactTable<Demographics> DEMOGRAPHICS = new FactTable<>("chart_demographics",
            List.of("patient_id", "name", "ideographic_name", "phonetic_name", "sex", "birth_date",
                    "birth_date_estimated", "national_id", "phone", "address"),
            fact -> Arrays.asList(fact.patientId(), fact.name(), fact.ideographicName(), fact.phoneticName(),
                    fact.sex().name(), fact.birthDate().orElse(null), fact.birthDateEstimated(), fact.nationalId(),
                    fact.phone(), fact.address()),
            row -> new Demographics(row.getString("patient_id"), row.getString("name"),
                    row.getString("ideographic_name"), row.getString("phonetic_name"),
                    Sex.valueOf(row.getString("sex")), date(row, "birth_date"),
                    row.getBoolean("birth_date_estimated"), row.getString("national_id"), row.getString("phone"),
                    row.getString("address")));

    static final FactTable<Problem> PROBLEM = new FactTable<>("chart_problem",
            List.of("icd10", "problem_text", "status", "onset"),
            fact -> Arrays.asList(fact.icd10().orElse(null), fact.text(), fact.status().name(),
                    fact.onset().orElse(null)),
            row -> new Problem(Optional.ofNullable(row.getString("icd10")), row.getString("problem_text"),
                    Problem.Status.valueOf(row.getString("status")), date(row, "onset")));

    static final FactTable<Medication> MEDICATION = new FactTable<>("chart_medication",
            List.of("atc", "name", "dose", "route", "frequency", "start_date", "stop_date", "stop_reason"),
            fact -> Arrays.asList(fact.atc().orElse(null), fact.name(), fact.dose(), fact.route(), fact.frequency(),
                    fact.start().orElse(null), fact.stop().orElse(null), fact.stopReason()),
            row -> new Medication(Optional.ofNullable(row.getString("atc")), row.getString("name"),
                    row.getString("dose"), row.getString("route"), row.getString("frequency"),
                    date(row, "start_date"), date(row, "stop_date"), row.getString("stop_reason")));

    static final FactTable<Allergy> ALLERGY = new FactTable<>("chart_allergy",
            List.of("substance", "reaction", "severity"),
            fact -> Arrays.asList(fact.substance(), fact.reaction(), fact.severity().name()),
            row -> new Allergy(row.getString("substance"), row.getString("reaction"),
                    Allergy.Severity.valueOf(row.getString("severity"))));

    static final FactTable<Encounter> ENCOUNTER = new FactTable<>("chart_encounter",
            List.of("start_time", "reason", "note"),
            fact -> Arrays.asList(time(fact.start()), fact.reason(), fact.note()),
            row -> new Encounter(time(row, "start_time"), row.getString("reason"), row.getString("note")));

    static final FactTable<Observation> OBSERVATION = new FactTable<>("chart_observation",
            List.of("code_system", "code", "code_display", "amount", "amount_scale", "unit", "answer_system",
                    "answer_code", "answer_display", "effective", "origin", "encounter_id"),
            fact -> {
                var quantity = fact.quantity();
                var answer = fact.value() instanceof Value.Coded(var code) ? code : null;
                return Arrays.asList(fact.code().system(), fact.code().code(), fact.code().display(),
                        quantity.map(Value.Quantity::amount).orElse(null),
                        quantity.map(one -> one.amount().scale()).orElse(null),
                        quantity.map(Value.Quantity::unit).orElse(null), answer == null ? null : answer.system(),
                        answer == null ? null : answer.code(), answer == null ? null : answer.display(),
                        time(fact.effective()), FactJson.write(fact.origin()), fact.encounter().orElse(null));
            },
            row -> new Observation(
                    new Code(row.getString("code_system"), row.getString("code"), row.getString("code_display")),
                    value(row), time(row, "effective"), FactJson.origin(row.getString("origin")),
                    Optional.ofNullable(row.getObject("encounter_id", Long.class))));

    static final FactTable<RiskRecord> RISK = new FactTable<>("chart_risk",
            List.of("model", "model_version", "computed_at", "primary_output", "unit", "shown", "band", "inputs",
                    "outputs", "warnings"),
            fact -> Arrays.asList(fact.model(), fact.modelVersion(), time(fact.computedAt()), fact.primary(),
                    fact.unit(), fact.shown(), fact.band().orElse(null), FactJson.writeInputs(fact.inputs()),
                    FactJson.writeOutputs(fact.outputs()), FactJson.writeTexts(fact.warnings())),
            row -> new RiskRecord(row.getString("model"), row.getString("model_version"), time(row, "computed_at"),
                    row.getString("primary_output"), row.getString("unit"),
                    row.getString("shown"), Optional.ofNullable(row.getString("band")),
                    FactJson.inputs(row.getString("inputs")),
                    FactJson.outputs(row.getString("outputs")), FactJson.texts(row.getString("warnings"))));

    private FactTables() {}

    /** The table that a fact belongs to. */
    @SuppressWarnings("unchecked") // each branch pairs a kind with the table of that very kind
    static <T extends Fact> FactTable<T> of(T fact) {
        return (FactTable<T>) switch (fact) {
            case Demographics _ -> DEMOGRAPHICS;
            case Problem _ -> PROBLEM;
            case Medication _ -> MEDICATION;
            case Allergy _ -> ALLERGY;
            case Encounter _ -> ENCOUNTER;
            case Observation _ -> OBSERVATION;
            case RiskRecord _ -> RISK;
        };
    }

    private static Value value(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        if (amount != null) {
            // The column pads with zeros; the scale beside it gives back the digits that were typed.
            return new Value.Quantity(amount.setScale(row.getInt("amount_scale")), row.getString("unit"));
        }
        return new Value.Coded(new Code(row.getString("answer_system"), row.getString("answer_code"),
                row.getString("answer_display")));
    }

    private static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
