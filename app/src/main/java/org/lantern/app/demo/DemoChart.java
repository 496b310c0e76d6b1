package org.lantern.app.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Allergy;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Encounter;
import org.lantern.storage.chart.Medication;
import org.lantern.storage.chart.Observation;
import org.lantern.storage.chart.Observation.Value;
import org.lantern.storage.chart.ObservationKinds;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.chart.Problem;
import org.lantern.storage.chart.Sex;

/** Writes the charts of the synthetic patients. */
final class DemoChart {
    private static final LocalTime SURGERY_OPENS = LocalTime.of(8, 30);

    private final Chart chart;
    private final Clock clock;
    private final LocalDate today;

    DemoChart(Chart chart, Clock clock) {
        this.chart = chart;
        this.clock = clock;
        this.today = LocalDate.now(clock);
    }

    /**
     * Writes one patient's chart.
     *
     * @param known the patient whom the images brought, if there are any
     */
    PatientKey write(DemoPatient patient, Optional<PatientKey> known) throws StorageException {
        var who = new Demographics(patient.patientId(), patient.name().replace('^', ' '),
                patient.ideographic().replace("^", ""), patient.phonetic().replace('^', ' '),
                Sex.ofDicom(patient.sex()), Optional.of(patient.birthDate(today)), false, "", patient.phone(),
                patient.address());
        PatientKey key;
        if (known.isPresent()) {
            key = known.get();
            chart.correct(key, chart.patient(key), who, "");
        } else {
            key = chart.addPatient(who);
        }
        for (var allergy : patient.allergies()) {
            chart.add(key, new Allergy(allergy.substance(), allergy.reaction(),
                    Allergy.Severity.valueOf(allergy.severity())));
        }
        for (var problem : patient.problems()) {
            chart.add(key, new Problem(Optional.of(problem.icd10()), problem.text(),
                    Problem.Status.valueOf(problem.status()), Optional.of(day(problem.daysAgo()))));
        }
        for (var medication : patient.medications()) {
            chart.add(key, new Medication(Optional.of(medication.atc()), medication.name(), medication.dose(),
                    medication.route(), medication.frequency(), Optional.of(day(medication.daysAgo())),
                    medication.stopped().map(stop -> day(stop.daysAgo())),
                    medication.stopped().map(DemoPatient.Stop::reason).orElse("")));
        }
        var visits = patient.visits().stream().sorted(Comparator.comparing(DemoPatient.Visit::daysAgo).reversed())
                .toList();
        for (var visit : visits) {
            var time = time(visit.daysAgo());
            chart.addVisit(key, new Encounter(time, visit.reason(), visit.note()), observations(visit, time));
        }
        return key;
    }

    private List<Observation> observations(DemoPatient.Visit visit, Instant time) {
        var observations = new ArrayList<Observation>();
        for (var kind : chart.kinds().all()) {
            var amount = visit.values().get(kind.key());
            if (amount != null) {
                observations.add(new Observation(kind.usual().code(),
                        new Value.Quantity(new BigDecimal(amount), kind.usual().ucum()), time, new Origin.Entered(),
                        Optional.empty()));
            }
        }
        if (visit.values().containsKey("weight") && visit.values().containsKey("height")) {
            var metres = new BigDecimal(visit.values().get("height")).movePointLeft(2);
            var index = new BigDecimal(visit.values().get("weight")).divide(metres.multiply(metres), 1,
                    RoundingMode.HALF_UP);
            var kind = chart.kinds().get("bmi");
            observations.add(new Observation(kind.usual().code(), new Value.Quantity(index, kind.usual().ucum()), time,
                    new Origin.Computed("weight/height²"), Optional.empty()));
        }
        ObservationKinds.SMOKING_ANSWERS.stream().filter(answer -> answer.code().equals(visit.smoking())).findFirst()
                .ifPresent(answer -> observations.add(new Observation(ObservationKinds.SMOKING,
                        new Value.Coded(answer), time, new Origin.Entered(), Optional.empty())));
        return observations;
    }

    private LocalDate day(int daysAgo) {
        return today.minusDays(daysAgo);
    }

    /** In the morning; today, where the surgery has not opened yet, just now. */
    private Instant time(int daysAgo) {
        var morning = day(daysAgo).atTime(SURGERY_OPENS).atZone(clock.getZone()).toInstant();
        return morning.isAfter(clock.instant()) ? clock.instant() : morning;
    }
}
