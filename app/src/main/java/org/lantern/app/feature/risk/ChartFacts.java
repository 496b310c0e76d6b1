package org.lantern.app.feature.risk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lantern.analytics.risk.RiskInput;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.chart.Medication;
import org.lantern.storage.chart.Observation;
import org.lantern.storage.chart.Observation.Value;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.chart.Problem;
import org.lantern.storage.chart.RiskRecord;
import org.lantern.storage.chart.Sex;

/** What one patient's chart has to say to risk models, as it was read at one moment. */
final class ChartFacts {
    private static final int OBSERVATIONS = 2000;

    private final PatientKey patient;
    private final Demographics who;
    private final List<Entry<Problem>> problems;
    private final List<Entry<Medication>> medications;
    private final List<Entry<Observation>> observations;
    private final InputSources sources;
    private final Clock clock;

    private ChartFacts(Chart chart, PatientKey patient, InputSources sources, Clock clock) throws StorageException {
        this.patient = patient;
        this.who = chart.patient(patient).fact();
        this.problems = chart.problems(patient);
        this.medications = chart.medications(patient);
        this.observations = chart.observations(patient, OBSERVATIONS);
        this.sources = sources;
        this.clock = clock;
    }

    static ChartFacts read(Chart chart, PatientKey patient, InputSources sources, Clock clock)
            throws StorageException {
        return new ChartFacts(chart, patient, sources, clock);
    }

    PatientKey patient() {
        return patient;
    }

    /** The value that the panel starts with; absent if the input has to be asked. */
    Optional<Found> find(RiskModel model, RiskInput input) {
        var source = input.source().orElse("");
        if (source.startsWith("patient.")) {
            return fromPatient(source);
        }
        if (source.startsWith("measure.")) {
            var kinds = sources.measured(input.name(), source).taken();
            return measured(model, kinds).stream().findFirst();
        }
        if (!input.loinc().isEmpty()) {
            return newest(
                    entry -> input.loinc().contains(entry.fact().code().code()) && entry.fact().quantity().isPresent())
                    .filter(entry -> fresh(model, entry, entry.fact().code().code())).map(this::observed);
        }
        return sources.rule(input.name()).flatMap(rule -> switch (rule) {
            case InputSources.Rule.ByProblem byProblem -> fromProblems(byProblem);
            case InputSources.Rule.ByMedication byMedication -> fromMedications(byMedication);
            case InputSources.Rule.ByAnswer byAnswer -> fromAnswer(model, byAnswer);
        }).filter(_ -> input.kind() == RiskInput.Kind.BOOLEAN || input.kind() == RiskInput.Kind.CHOICE)
                .filter(found -> input.allowed().isEmpty() || input.allowed().contains(found.text()));
    }

    /** The newest observation that is too old to be taken, for a hint. */
    Optional<Found> tooOld(RiskModel model, RiskInput input) {
        if (input.loinc().isEmpty()) {
            return Optional.empty();
        }
        return newest(entry -> input.loinc().contains(entry.fact().code().code())
                && entry.fact().quantity().isPresent())
                .filter(entry -> !fresh(model, entry, entry.fact().code().code())).map(this::observed);
    }

    /** The measurements on images that an input can be read from: kinds made for it first, then newest first. */
    List<Found> candidates(RiskModel model, RiskInput input) {
        return measured(model, sources.measured(input.name(), input.source().orElse("")).offered());
    }

    private List<Found> measured(RiskModel model, List<String> kinds) {
        var found = new ArrayList<Found>();
        for (var kind : kinds) {
            observations.stream()
                    .filter(entry -> entry.fact().code().code().equals(kind)
                            && entry.fact().origin() instanceof Origin.Measured && fresh(model, entry, "measured"))
                    .map(this::observed).forEach(found::add);
        }
        return found;
    }

    private Optional<Found> fromPatient(String source) {
        var today = LocalDate.now(clock);
        return switch (source) {
            case "patient.age-years" -> who.birthDate().map(birth -> Found
                    .of(String.valueOf(Period.between(birth, today).getYears()), Found.Kind.PATIENT, who.birthDate()));
            case "patient.age-days" -> who.birthDate().map(birth -> Found
                    .of(String.valueOf(ChronoUnit.DAYS.between(birth, today)), Found.Kind.PATIENT, who.birthDate()));
            case "patient.sex" -> who.sex() == Sex.FEMALE || who.sex() == Sex.MALE
                    ? Optional.of(Found.of(who.sex() == Sex.FEMALE ? "female" : "male", Found.Kind.PATIENT,
                            Optional.empty()))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Found> fromProblems(InputSources.Rule.ByProblem rule) {
        return problems.stream().map(Entry::fact)
                .filter(problem -> !rule.activeOnly() || problem.status() == Problem.Status.ACTIVE)
                .filter(problem -> problem.icd10().filter(startsWithOneOf(rule.icd10())).isPresent()).findFirst()
                .map(problem -> Found.of("true", Found.Kind.CHART, problem.onset()))
                .or(() -> rule.absentMeansNo() ? Optional.of(Found.of("false", Found.Kind.NOT_LISTED, Optional.empty()))
                        : Optional.empty());
    }

    private Optional<Found> fromMedications(InputSources.Rule.ByMedication rule) {
        var today = LocalDate.now(clock);
        return medications.stream().map(Entry::fact).filter(medication -> medication.takenOn(today))
                .filter(medication -> medication.atc().filter(startsWithOneOf(rule.atc())).isPresent()).findFirst()
                .map(medication -> Found.of("true", Found.Kind.CHART, medication.start()))
                .or(() -> rule.absentMeansNo() ? Optional.of(Found.of("false", Found.Kind.NOT_LISTED, Optional.empty()))
                        : Optional.empty());
    }

    private Optional<Found> fromAnswer(RiskModel model, InputSources.Rule.ByAnswer rule) {
        return newest(entry -> entry.fact().code().code().equals(rule.loinc()))
                .filter(entry -> fresh(model, entry, rule.loinc()))
                .filter(entry -> entry.fact().value() instanceof Value.Coded(var answer)
                        && rule.values().containsKey(answer.code()))
                .map(entry -> new Found(rule.values().get(((Value.Coded) entry.fact().value()).answer().code()), "",
                        Found.Kind.CHART, Optional.of(day(entry.fact().effective())), source(entry),
                        Optional.empty()));
    }

    private static Predicate<String> startsWithOneOf(List<String> prefixes) {
        return code -> prefixes.stream().anyMatch(code::startsWith);
    }

    private Optional<Entry<Observation>> newest(Predicate<Entry<Observation>> wanted) {
        return observations.stream().filter(wanted).max(Comparator.comparing(entry -> entry.fact().effective()));
    }

    private boolean fresh(RiskModel model, Entry<Observation> entry, String code) {
        return !entry.fact().effective().isBefore(clock.instant().minus(sources.limit(model.group(), code)));
    }

    private Found observed(Entry<Observation> entry) {
        var observation = entry.fact();
        var quantity = observation.quantity().orElseThrow();
        var image = observation.origin() instanceof Origin.Measured measured ? Optional.of(measured)
                : Optional.<Origin.Measured>empty();
        return new Found(quantity.amount().toPlainString(), quantity.unit(),
                image.isPresent() ? Found.Kind.MEASURED : Found.Kind.CHART, Optional.of(day(observation.effective())),
                source(entry), image);
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(clock.getZone()).toLocalDate();
    }

    private static Optional<RiskRecord.Source> source(Entry<Observation> entry) {
        return Optional.of(new RiskRecord.Source(entry.id(), entry.version()));
    }
}
