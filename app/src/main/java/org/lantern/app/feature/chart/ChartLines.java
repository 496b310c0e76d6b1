package org.lantern.app.feature.chart;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lantern.storage.chart.Allergy;
import org.lantern.storage.chart.Encounter;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.chart.Medication;
import org.lantern.storage.chart.Observation;
import org.lantern.storage.chart.Problem;
import org.lantern.storage.chart.RiskRecord;

/** The chart's facts as lines of text in the user's language. */
final class ChartLines {
    private static final String GAP = " · ";

    private final ChartFormat format;

    ChartLines(ChartFormat format) {
        this.format = format;
    }

    ChartViewModel.Who who(ChartContents read, LocalDate today) {
        var patient = read.who().fact();
        var age = patient.birthDate().map(birth -> format.age(birth, today));
        var born = patient.birthDate().map(birth -> patient.birthDateEstimated()
                ? format.texts().get("chart.born.estimated", format.day(birth))
                : format.day(birth));
        return new ChartViewModel.Who(patient.displayName(),
                join(format.sex(patient.sex()), age.orElse(""), born.orElse(""),
                        format.texts().get("chart.patient.id", patient.patientId())),
                join(patient.phoneticName(), patient.phone(), patient.address()));
    }

    List<Line> all(ChartContents read, LocalDate today) {
        var lines = new ArrayList<Line>();
        read.allergies().stream().sorted(Comparator.comparing(entry -> rank(entry.fact().severity())))
                .map(this::allergy).forEach(lines::add);
        read.problems().stream().sorted(Comparator.comparing(entry -> entry.fact().status())).map(this::problem)
                .forEach(lines::add);
        read.medications().stream()
                .sorted(Comparator.comparing(entry -> !entry.fact().takenOn(today)))
                .map(entry -> medication(entry, today)).forEach(lines::add);
        read.encounters().stream().map(entry -> visit(entry, read.observations())).forEach(lines::add);
        read.risks().stream().map(this::risk).forEach(lines::add);
        return lines;
    }

    private static int rank(Allergy.Severity severity) {
        return switch (severity) {
            case SEVERE -> 0;
            case MODERATE -> 1;
            case UNKNOWN -> 2;
            case MILD -> 3;
        };
    }

    private Line allergy(Entry<Allergy> entry) {
        var allergy = entry.fact();
        return new Line(Line.List.ALLERGIES, entry.id(), allergy.substance(),
                join(allergy.reaction(), allergy.severity() == Allergy.Severity.UNKNOWN ? ""
                        : format.texts().get("chart.choice.severity." + allergy.severity())),
                Line.Tone.ALERT);
    }

    private Line problem(Entry<Problem> entry) {
        var problem = entry.fact();
        return new Line(Line.List.PROBLEMS, entry.id(), problem.text(),
                join(problem.icd10().orElse(""),
                        problem.onset().map(day -> format.texts().get("chart.since", format.day(day))).orElse(""),
                        problem.status() == Problem.Status.ACTIVE ? ""
                                : format.texts().get("chart.choice.status." + problem.status())),
                problem.status() == Problem.Status.ACTIVE ? Line.Tone.PLAIN : Line.Tone.FADED);
    }

    private Line medication(Entry<Medication> entry, LocalDate today) {
        var medication = entry.fact();
        var stop = medication.stop().map(day -> format.texts().get("chart.until", format.day(day))).orElse("");
        var start = medication.start().map(day -> format.texts().get("chart.since", format.day(day))).orElse("");
        return new Line(Line.List.MEDICATIONS, entry.id(), (medication.name() + " " + medication.dose()).strip(),
                join(medication.route(), medication.frequency(), start, stop, medication.stopReason()),
                medication.takenOn(today) ? Line.Tone.PLAIN : Line.Tone.FADED);
    }

    private Line visit(Entry<Encounter> entry, List<Entry<Observation>> observations) {
        var taken = observations.stream().map(Entry::fact)
                .filter(observation -> observation.encounter().equals(Optional.of(entry.id())))
                .map(observation -> format.name(observation.code()) + " "
                        + (format.value(observation) + " " + format.unit(observation)).strip())
                .toList().reversed();
        var title = join(format.minute(entry.fact().start()), entry.fact().reason());
        var detail = Stream.of(entry.fact().note(), String.join(GAP, taken), entry.author())
                .filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
        return new Line(Line.List.VISITS, entry.id(), title, detail, Line.Tone.PLAIN);
    }

    private Line risk(Entry<RiskRecord> entry) {
        var risk = entry.fact();
        var nameKey = "risk.model." + risk.model() + ".name";
        var name = format.texts().has(nameKey) ? format.texts().get(nameKey) : risk.model();
        return new Line(Line.List.RISKS, entry.id(), name,
                join(risk.shown(), format.day(risk.computedAt()), entry.author()), Line.Tone.PLAIN);
    }

    /** One version of a fact: when, by whom, what it said and why it was made. */
    String version(Entry<?> entry) {
        return join(format.texts().get("chart.version", entry.version()), format.minute(entry.recordedAt()),
                entry.author(), entry.retracted() ? format.texts().get("chart.version.retracted") : said(entry),
                entry.change().orElse(""));
    }

    private String said(Entry<?> entry) {
        return switch (entry.fact()) {
            case Problem problem -> join(problem.text(), problem.icd10().orElse(""),
                    format.texts().get("chart.choice.status." + problem.status()));
            case Medication medication -> join(medication.name(), medication.dose(), medication.frequency(),
                    medication.stop().map(day -> format.texts().get("chart.until", format.day(day))).orElse(""));
            case Allergy allergy -> join(allergy.substance(), allergy.reaction(),
                    format.texts().get("chart.choice.severity." + allergy.severity()));
            default -> "";
        };
    }

    private static String join(String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(GAP));
    }
}
