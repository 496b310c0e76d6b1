package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lantern.analytics.cohort.Unsuitable;
import org.lantern.analytics.learning.Evaluation;
import org.lantern.analytics.learning.Fairness;
import org.lantern.analytics.learning.LearnedModel;
import org.lantern.analytics.learning.Study;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code learn evaluate MODEL CSV}: a learned model put to subjects that it was not made from. */
@picocli.CommandLine.Command(name = "evaluate")
final class LearnEvaluateCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "MODEL", descriptionKey = "learn.model")
    private String name;

    @Parameters(index = "1", paramLabel = "CSV", descriptionKey = "learn.csv")
    private Path csv;

    @Option(names = "--outcome", paramLabel = "COLUMN", descriptionKey = "learn.outcome")
    private String outcome;

    LearnEvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var model = LearnedFile.of(session, name);
        var data = model.card().data();
        Study study;
        try {
            study = Study.of(CsvFile.read(session, csv).data(), outcome == null ? data.outcome() : outcome,
                    Optional.of(data.positive()), List.of(), List.of());
        } catch (Unsuitable e) {
            throw CsvFile.unsuitable(session, e);
        }
        boolean[] outcomes = study.outcomes();
        double[] probabilities = probabilities(model, study);
        var measured = Evaluation.of(probabilities, outcomes);
        var fairness = Fairness.of(study.data(), probabilities, outcomes);
        var json = Json.object().with("model", model.card().id()).with("rows", outcomes.length)
                .with("auc", measured.auc()).with("brier", measured.brier()).with("logLoss", measured.logLoss())
                .with("calibrationSlope", measured.calibrationSlope())
                .with("calibrationIntercept", measured.calibrationIntercept())
                .with("calibration", measured.calibration().stream()
                        .map(group -> Json.object().with("count", group.count())
                                .with("meanProbability", group.meanProbability())
                                .with("observedShare", group.observedShare()))
                        .toList())
                .with("fairness", fairness.stream()
                        .map(group -> Json.object().with("attribute", group.attribute()).with("group", group.group())
                                .with("count", group.count()).with("events", group.events())
                                .with("auc", group.auc().isPresent() ? group.auc().getAsDouble() : null)
                                .with("brier", group.brier()).with("meanProbability", group.meanProbability())
                                .with("observedShare", group.observedShare()))
                        .toList());
        return Result.done(json, out -> out.println(session.text("learn.evaluated", outcomes.length,
                f(measured.auc()), f(measured.brier()), f(measured.calibrationSlope()),
                f(measured.calibrationIntercept()))));
    }

    private double[] probabilities(LearnedModel model, Study study) throws CommandException {
        var places = new ArrayList<Integer>();
        for (var field : model.preparation().fields()) {
            places.add(study.data().index(field.name()).orElseThrow(() -> CsvFile.unsuitable(session,
                    new Unsuitable(Unsuitable.Fault.NO_COLUMN, field.name()))));
        }
        return study.data().rows().stream()
                .mapToDouble(row -> model.probability(places.stream().map(row::get).toList())).toArray();
    }

    private static String f(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
