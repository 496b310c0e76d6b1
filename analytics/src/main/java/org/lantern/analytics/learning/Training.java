package org.lantern.analytics.learning;

import java.util.random.RandomGenerator;

/**
 * All that is done to turn a study into a model; done anew in every fold.
 *
 * @param learner the way to learn
 * @param balanced whether both outcomes count the same on the whole
 */
public record Training(Learner learner, boolean balanced) {
    /** A preparation and the classifier of what it makes. */
    public record Fitted(Preparation preparation, Classifier classifier) {}

    public Fitted fit(Study study, RandomGenerator random) {
        var preparation = Preparation.learn(study.data(), study.columns());
        var table = new Table(preparation.features(), preparation.rows(study.data()), study.outcomes());
        return new Fitted(preparation, learner.fit(balanced ? table.balanced() : table, random));
    }
}
