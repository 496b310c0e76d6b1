package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lantern.analytics.cohort.Unsuitable;
import org.lantern.analytics.learning.Appraisal;
import org.lantern.analytics.learning.LearnerKind;
import org.lantern.analytics.learning.ModelFile;
import org.lantern.analytics.learning.ModelTraining;
import org.lantern.analytics.learning.Study;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code learn train CSV}: a model from a table, validated, with its card. */
@picocli.CommandLine.Command(name = "train")
final class LearnTrainCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "CSV", descriptionKey = "learn.csv")
    private Path csv;

    @Option(names = "--outcome", required = true, paramLabel = "COLUMN", descriptionKey = "learn.outcome")
    private String outcome;

    @Option(names = "--positive", paramLabel = "VALUE", descriptionKey = "learn.positive")
    private String positive;

    @Option(names = "--kind", required = true, paramLabel = "logistic|forest|boosting|svm|bayes|tree", descriptionKey = "learn.kind")
    private String kind;

    @Option(names = "--columns", split = ",", paramLabel = "COLUMN", descriptionKey = "learn.columns")
    private List<String> columns = List.of();

    @Option(names = "--exclude", split = ",", paramLabel = "COLUMN", descriptionKey = "learn.exclude")
    private List<String> excluded = List.of();

    @Option(names = "--id", paramLabel = "ID", descriptionKey = "learn.id")
    private String id;

    @Option(names = "--name", paramLabel = "TEXT", descriptionKey = "learn.name")
    private String name;

    @Option(names = "--folds", paramLabel = "N", descriptionKey = "learn.folds")
    private int folds = 5;

    @Option(names = "--strength", paramLabel = "C", descriptionKey = "learn.strength")
    private double strength = 1;

    @Option(names = "--trees", paramLabel = "N", descriptionKey = "learn.trees")
    private Integer trees;

    @Option(names = "--balanced", descriptionKey = "learn.balanced")
    private boolean balanced;

    @Option(names = "--recalibrate", descriptionKey = "learn.recalibrate")
    private boolean recalibrate;

    @Option(names = "--bootstrap", paramLabel = "N", descriptionKey = "learn.bootstrap")
    private int bootstraps;

    @Option(names = "--seed", paramLabel = "N", descriptionKey = "learn.seed")
    private long seed = 1;

    @Option(names = "--limits", paramLabel = "TEXT", descriptionKey = "learn.limits")
    private String limits = "";

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "learn.out")
    private Path out;

    @Option(names = "--save", descriptionKey = "learn.save")
    private boolean save;

    LearnTrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var learner = LearnerKind.of(kind).orElseThrow(() -> wrong("--kind"));
        if (folds < 2 || folds > 100) {
            throw wrong("--folds");
        }
        if (!(strength > 0) || !Double.isFinite(strength)) {
            throw wrong("--strength");
        }
        if (trees != null && (trees < 1 || trees > 10_000)) {
            throw wrong("--trees");
        }
        if (bootstraps < 0 || bootstraps > 10_000) {
            throw wrong("--bootstrap");
        }
        var file = CsvFile.read(session, csv);
        var modelId = id == null ? idFrom(file.name(), kind) : id;
        if (!modelId.matches("[a-z][a-z0-9_]{0,63}")
                || session.catalogue().get().find(modelId).isPresent()) {
            throw wrong("--id");
        }
        int version = save ? session.vault().models().learnedVersion(modelId) + 1 : 1;
        var usual = ModelTraining.Order.of(modelId, name == null ? modelId : name, learner);
        var order = new ModelTraining.Order(modelId, version, usual.name(), learner, folds, strength,
                trees == null ? usual.trees() : trees, balanced, recalibrate, bootstraps, seed, limits);
        ModelTraining.Outcome made;
        try (var progress = new Progress(session, session.text("learn.progress"))) {
            var study = Study.of(file.data(), outcome, Optional.ofNullable(positive), columns, excluded);
            made = ModelTraining.run(study, order, new ModelTraining.Origin(file.name(), file.sha256()),
                    session.terminal().clock().instant(), progress, session.terminal().cancelled());
        } catch (Unsuitable e) {
            throw CsvFile.unsuitable(session, e);
        } catch (Appraisal.Cancelled e) {
            throw new CommandException(Exit.REJECTED, session.text("learn.cancelled"), e);
        }
        byte[] bytes = ModelFile.write(made.model());
        if (out != null) {
            new OutputFile(session, out).write(stream -> stream.write(bytes));
        }
        if (save) {
            session.vault().models().addLearned(modelId, version, bytes);
        }
        var card = made.model().card();
        return Result.done(CardWords.json(card), stream -> {
            new CardWords(session).print(card, stream);
            if (out != null) {
                stream.println(session.text("learn.written", out));
            }
            if (save) {
                stream.println(session.text("learn.saved", modelId, version));
            }
        });
    }

    private CommandException wrong(String option) {
        return new CommandException(Exit.USAGE,
                session.text("error.usage", session.text("error.usage.value", option), "lantern learn train"));
    }

    private static String idFrom(String file, String kind) {
        var stem = file.replaceFirst("\\.[^.]*$", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^[^a-z]+", "");
        return (stem.isEmpty() ? "model" : stem.substring(0, Math.min(40, stem.length()))) + "_" + kind;
    }
}
