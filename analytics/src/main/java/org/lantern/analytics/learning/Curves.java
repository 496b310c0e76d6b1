package org.lantern.analytics.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Curves over all thresholds of a probability. */
public final class Curves {
    /** More points than a picture can show are left out. */
    private static final int MOST_POINTS = 400;

    private Curves() {}

    /** A threshold's share of subjects with the outcome who are found, and of those without who are found wrongly. */
    public record RocPoint(double threshold, double falsePositiveRate, double truePositiveRate) {}

    /**
     * What deciding by the model is worth at a threshold, in true positives per subject (Vickers 2006).
     *
     * @param model treating whoever has at least the threshold's probability
     * @param all treating everybody; treating nobody is worth 0
     */
    public record NetBenefit(double threshold, double model, double all) {}

    /** From (0,0) to (1,1); equal probabilities make one point. */
    public static List<RocPoint> roc(double[] probabilities, boolean[] outcomes) {
        var order = IntStream.range(0, outcomes.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> probabilities[i]).reversed()).toList();
        double positives = IntStream.range(0, outcomes.length).filter(i -> outcomes[i]).count();
        double negatives = outcomes.length - positives;
        var points = new ArrayList<RocPoint>();
        points.add(new RocPoint(1, 0, 0));
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < order.size(); i++) {
            int row = order.get(i);
            found += outcomes[row] ? 1 : 0;
            wrong += outcomes[row] ? 0 : 1;
            if (i + 1 == order.size() || probabilities[order.get(i + 1)] != probabilities[row]) {
                points.add(new RocPoint(probabilities[row], wrong / negatives, found / positives));
            }
        }
        int step = points.size() / MOST_POINTS + 1;
        return IntStream.range(0, points.size()).filter(i -> i % step == 0 || i == points.size() - 1)
                .mapToObj(points::get).toList();
    }

    /** Net benefit at 1 %, 2 %, …, 99 %. */
    public static List<NetBenefit> decision(double[] probabilities, boolean[] outcomes) {
        double share = IntStream.range(0, outcomes.length).filter(i -> outcomes[i]).count() / (double) outcomes.length;
        var curve = new ArrayList<NetBenefit>();
        for (int percent = 1; percent < 100; percent++) {
            double threshold = percent / 100.0;
            double odds = threshold / (1 - threshold);
            var counts = Evaluation.Confusion.at(threshold, probabilities, outcomes);
            curve.add(new NetBenefit(threshold,
                    (counts.truePositives() - odds * counts.falsePositives()) / outcomes.length,
                    share - odds * (1 - share)));
        }
        return curve;
    }
}
