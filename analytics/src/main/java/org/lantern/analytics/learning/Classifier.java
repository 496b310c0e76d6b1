package org.lantern.analytics.learning;

/** A learned model over the columns of a table. */
public sealed interface Classifier
        permits
        LogisticRegression.Model,
        LinearSvm.Model,
        NaiveBayes.Model,
        TreeEnsemble {
    /**
     * The probability of the outcome, 0..1.
     *
     * @param row values in the order of the table's features
     */
    double probability(double[] row);

    /** What the parts of a prediction add up to. */
    enum Scale {
        /** The logarithm of the odds. */
        LOG_ODDS,
        /** The probability itself. */
        PROBABILITY
    }

    Scale scale();

    /**
     * The parts of a prediction: what each column adds, and last what holds for everybody. Their sum is the prediction
     * on {@link #scale()}.
     */
    double[] contributions(double[] row);
}
