package org.lantern.analytics.learning;

import java.util.List;

/**
 * A learned model that can be used and kept.
 *
 * @param recalibration applied to every probability
 */
public record LearnedModel(ModelCard card, Preparation preparation, Classifier classifier,
        Recalibration recalibration) {
    /**
     * The probability of the outcome.
     *
     * @param cells in the order of the preparation's fields, empty text where missing
     */
    public double probability(List<String> cells) {
        return recalibration.of(classifier.probability(preparation.row(cells)));
    }

    /**
     * What each field adds to the prediction before recalibration, on the classifier's scale; last what holds for
     * everybody.
     */
    public double[] contributions(List<String> cells) {
        double[] ofFeatures = classifier.contributions(preparation.row(cells));
        int[] fieldOfFeature = preparation.fieldOfFeature();
        var ofFields = new double[preparation.fields().size() + 1];
        for (int i = 0; i < fieldOfFeature.length; i++) {
            ofFields[fieldOfFeature[i]] += ofFeatures[i];
        }
        ofFields[ofFields.length - 1] = ofFeatures[fieldOfFeature.length];
        return ofFields;
    }
}
