package org.lantern.analytics.learning;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.lantern.analytics.cohort.Unsuitable;

/** From a study to a model with its card, in one go. */
public final class ModelTraining {
    private ModelTraining() {}

    /**
     * What the maker decides.
     *
     * @param id of the model
     * @param version 1, or one more than the last model of that id
     * @param folds how many parts cross-validation makes, at least 2
     * @param strength inverse regularisation or cost, where the kind has one
     * @param trees where the kind has some
     * @param recalibrate whether probabilities are moved by the recalibration line
     * @param bootstraps samples for the optimism of the AUC; 0 leaves it out
     * @param seed reproduces the model
     * @param limits what it must not be used for
     */
    public record Order(String id, int version, String name, LearnerKind kind, int folds, double strength, int trees,
            boolean balanced, boolean recalibrate, int bootstraps, long seed, String limits) {
        /** The usual settings of a kind. */
        public static Order of(String id, String name, LearnerKind kind) {
            return new Order(id, 1, name, kind, 5, 1, kind == LearnerKind.BOOSTING ? 100 : 300, false, false, 0, 1,
                    "");
        }

        public Training training() {
            return new Training(kind.learner(strength, trees), balanced);
        }
    }

    /** A model and what was found on the way. */
    public record Outcome(LearnedModel model, Appraisal appraisal) {}

    /** Where the table came from. */
    public record Origin(String file, String sha256) {}

    /**
     * Validates, then learns from all rows.
     *
     * @param progress is given 0..1
     * @throws Unsuitable if there are too few rows
     */
    public static Outcome run(Study study, Order order, Origin origin, Instant now, DoubleConsumer progress,
            BooleanSupplier cancelled) throws Unsuitable, Appraisal.Cancelled {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(order.seed());
        boolean[] outcomes = study.outcomes();
        int events = Table.events(outcomes);
        if (order.folds() < 2 || Math.min(events, outcomes.length - events) < order.folds()) {
            throw new Unsuitable(Unsuitable.Fault.TOO_FEW_ROWS, study.outcome());
        }
        int[] folds = CrossValidation.stratifiedFolds(outcomes, order.folds(), random);
        var appraisal = Appraisal.of(study, order.training(), folds, random, done -> progress.accept(0.8 * done),
                cancelled);
        var optimism = order.bootstraps() > 0
                ? OptionalDouble.of(Bootstrap.optimism(study, order.training(), order.bootstraps(), random, cancelled)
                        .corrected())
                : OptionalDouble.empty();
        if (cancelled.getAsBoolean()) {
            throw new Appraisal.Cancelled();
        }
        var fitted = order.training().fit(study, random);
        progress.accept(1);
        var recalibration = order.recalibrate() ? appraisal.recalibration() : Recalibration.NONE;
        var data = new ModelCard.Data(origin.file(), origin.sha256(), outcomes.length, events, study.unknown(),
                study.outcome(), study.positive());
        var card = new ModelCard(order.id(), order.version(), order.name(), order.kind().word(), settings(order), now,
                order.seed(), data, quality(appraisal, order, outcomes, optimism), appraisal.importance(),
                Fairness.of(study.data(), appraisal.probabilities(), outcomes), order.limits());
        return new Outcome(new LearnedModel(card, fitted.preparation(), fitted.classifier(), recalibration),
                appraisal);
    }

    private static Map<String, String> settings(Order order) {
        var settings = new java.util.TreeMap<String, String>();
        settings.put("learner", order.training().learner().toString());
        settings.put("balanced", String.valueOf(order.balanced()));
        return settings;
    }

    private static ModelCard.Quality quality(Appraisal appraisal, Order order, boolean[] outcomes,
            OptionalDouble optimism) {
        var pooled = appraisal.pooled();
        var intervals = appraisal.intervals();
        return new ModelCard.Quality(order.folds(),
                Arrays.stream(appraisal.foldAucs()).boxed().collect(Collectors.toList()), appraisal.meanAuc(),
                pooled.auc(), intervals.auc().lower(), intervals.auc().upper(), pooled.brier(),
                intervals.brier().lower(), intervals.brier().upper(), pooled.logLoss(), pooled.calibrationSlope(),
                pooled.calibrationIntercept(), order.recalibrate(), appraisal.recalibrated().brier(), optimism,
                pooled.calibration(), Curves.roc(appraisal.probabilities(), outcomes),
                Curves.decision(appraisal.probabilities(), outcomes));
    }
}
