package org.lantern.analytics.learning;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of models that can be learned, each with the settings it starts with. */
public enum LearnerKind {
    /** Ridge regression of the log odds. */
    LOGISTIC,
    /** Random forest. */
    FOREST,
    /** Gradient boosting of trees. */
    BOOSTING,
    /** Linear support vector machine. */
    SVM,
    /** Naive Bayes. */
    BAYES,
    /** One tree. */
    TREE;

    /** The word for it on the command line and in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word. */
    public static Optional<LearnerKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /**
     * A learner of this kind.
     *
     * @param strength inverse regularisation of {@link #LOGISTIC} and cost of {@link #SVM}; other kinds ignore it
     * @param trees how many, for {@link #FOREST} and {@link #BOOSTING}; other kinds ignore it
     */
    public Learner learner(double strength, int trees) {
        return switch (this) {
            case LOGISTIC -> new LogisticRegression(strength);
            case FOREST -> new RandomForest(trees, 1);
            case BOOSTING -> new GradientBoosting(trees, 3, 0.1);
            case SVM -> new LinearSvm(strength);
            case BAYES -> new NaiveBayes();
            case TREE -> new DecisionTree(4, 10);
        };
    }
}
