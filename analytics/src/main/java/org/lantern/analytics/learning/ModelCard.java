package org.lantern.analytics.learning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.lantern.analytics.learning.Appraisal.Importance;

/**
 * What must be known about a learned model before anybody believes it. It is made with the model and never parted from
 * it.
 *
 * @param id as in commands and stored results
 * @param version counts up when a model of the same name is learned again
 * @param name what its maker calls it
 * @param kind word of the {@link LearnerKind}
 * @param settings of the learner, as text
 * @param created when
 * @param seed reproduces it from the same table
 * @param data the table's name and fingerprint, its size and what was left out
 * @param quality how good it is on subjects that it had not seen
 * @param importance of each column, the largest first
 * @param fairness by sex and age
 * @param limits what it must not be used for, in the maker's words
 */
public record ModelCard(String id, int version, String name, String kind, Map<String, String> settings, Instant created,
        long seed, Data data, Quality quality, List<Importance> importance, List<Fairness.Group> fairness,
        String limits) {
    /**
     * The table that it was learned from.
     *
     * @param sha256 fingerprint of the file
     * @param outcome the column of the outcome
     * @param positive the cell that means yes
     * @param unknown rows left out because their outcome is missing
     */
    public record Data(String file, String sha256, int rows, int events, int unknown, String outcome,
            String positive) {}

    /**
     * Cross-validated measures.
     *
     * @param aucLower 95 % interval by bootstrap
     * @param recalibrated whether the model's probabilities are moved by the recalibration line
     * @param brierRecalibrated Brier score after recalibration, each fold by the line of the others
     * @param optimismCorrectedAuc by bootstrap with refitting, if it was asked for
     */
    public record Quality(int folds, List<Double> foldAucs, double meanAuc, double pooledAuc, double aucLower,
            double aucUpper, double brier, double brierLower, double brierUpper, double logLoss,
            double calibrationSlope, double calibrationIntercept, boolean recalibrated, double brierRecalibrated,
            OptionalDouble optimismCorrectedAuc, List<Evaluation.CalibrationGroup> calibration,
            List<Curves.RocPoint> roc, List<Curves.NetBenefit> decision) {}

    public ModelCard {
        settings = Map.copyOf(settings);
        importance = List.copyOf(importance);
        fairness = List.copyOf(fairness);
        if (!id.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("an id is made of small letters, digits and _");
        }
    }
}
