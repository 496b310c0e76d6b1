package org.lantern.app.feature.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Allergy;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Encounter;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.chart.Medication;
import org.lantern.storage.chart.Observation;
import org.lantern.storage.chart.ObservationKind;
import org.lantern.storage.chart.ObservationKinds;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.chart.Problem;
import org.lantern.storage.chart.RiskRecord;

/** One patient's chart as it was read at one moment. */
record ChartContents(PatientKey patient, Entry<Demographics> who, List<Entry<Problem>> problems,
        List<Entry<Medication>> medications, List<Entry<Allergy>> allergies, List<Entry<Encounter>> encounters,
        List<Entry<Observation>> observations, List<Entry<RiskRecord>> risks) {
    /** More than anybody scrolls through; older ones stay in the vault. */
    private static final int OBSERVATIONS = 2000;
    private static final int ENCOUNTERS = 200;
    private static final int RISKS = 100;

    static ChartContents read(Chart chart, PatientKey patient) throws StorageException {
        return new ChartContents(patient, chart.patient(patient), chart.problems(patient),
                chart.medications(patient), chart.allergies(patient), chart.encounters(patient, ENCOUNTERS),
                chart.observations(patient, OBSERVATIONS), chart.risks(patient, RISKS));
    }

    /**
     * The newest of each kind, in the order of the kinds, with their courses.
     *
     * @param adult whether the usual bands, which are those of adults, say anything about this patient
     */
    List<Latest> latest(ObservationKinds kinds, ChartFormat format, boolean adult) {
        var groups = new LinkedHashMap<String, List<Entry<Observation>>>();
        kinds.all().forEach(kind -> groups.put(kind.key(), new ArrayList<>()));
        for (var entry : observations) {
            var code = entry.fact().code();
            var key = kinds.of(code).map(ObservationKind::key).orElse(code.code());
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
        }
        var rows = new ArrayList<Latest>();
        groups.forEach((key, entries) -> {
            if (!entries.isEmpty()) {
                rows.add(latest(key, entries, kinds.find(key), format, adult));
            }
        });
        return rows;
    }

    private static Latest latest(String key, List<Entry<Observation>> entries, Optional<ObservationKind> kind,
            ChartFormat format, boolean adult) {
        var newest = entries.getFirst().fact();
        var course = new ArrayList<Latest.Sample>();
        for (var entry : entries.reversed()) {
            var observation = entry.fact();
            observation.quantity().flatMap(quantity -> inUsualUnit(quantity, kind))
                    .ifPresent(amount -> course.add(new Latest.Sample(observation.effective(), amount.doubleValue(),
                            format.words(entry), image(observation))));
        }
        var usual = kind.map(ObservationKind::usual).filter(_ -> adult);
        var band = new Latest.Band(usual.flatMap(ObservationKind.Unit::referenceLow).map(BigDecimal::doubleValue),
                usual.flatMap(ObservationKind.Unit::referenceHigh).map(BigDecimal::doubleValue));
        return new Latest(key, format.name(newest.code()), format.value(newest), format.unit(newest),
                format.day(newest.effective()), adult ? standing(newest, kind) : Latest.Standing.UNKNOWN,
                format.origin(entries.getFirst()), image(newest), course,
                kind.map(one -> one.usual().ucum()).or(() -> newest.quantity().map(Observation.Value.Quantity::unit))
                        .orElse(""),
                band);
    }

    private static Optional<ImageLink> image(Observation observation) {
        return observation.origin() instanceof Origin.Measured measured
                ? Optional.of(new ImageLink(measured.sopInstanceUid(), measured.frame()))
                : Optional.empty();
    }

    private static Optional<BigDecimal> inUsualUnit(Observation.Value.Quantity quantity,
            Optional<ObservationKind> kind) {
        return kind.isEmpty() ? Optional.of(quantity.amount())
                : kind.get().convert(quantity.amount(), quantity.unit(), kind.get().usual().ucum());
    }

    private static Latest.Standing standing(Observation newest, Optional<ObservationKind> kind) {
        var unit = newest.quantity().flatMap(quantity -> kind.flatMap(one -> one.units().stream()
                .filter(other -> other.ucum().equals(quantity.unit()) && other.code().same(newest.code()))
                .findFirst()));
        if (unit.isEmpty() || unit.get().referenceLow().isEmpty() && unit.get().referenceHigh().isEmpty()) {
            return Latest.Standing.UNKNOWN;
        }
        var amount = newest.quantity().orElseThrow().amount();
        if (unit.get().referenceLow().filter(low -> amount.compareTo(low) < 0).isPresent()) {
            return Latest.Standing.LOW;
        }
        return unit.get().referenceHigh().filter(high -> amount.compareTo(high) > 0).isPresent()
                ? Latest.Standing.HIGH
                : Latest.Standing.USUAL;
    }
}
