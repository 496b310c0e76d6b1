package org.lantern.analytics.learning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.lantern.analytics.cohort.Dataset;

/** Whether a model serves women and men, young and old alike. */
public final class Fairness {
    private static final Set<String> SEX = Set.of("sex", "gender");
    private static final Set<String> AGE = Set.of("age", "age_years", "ageyears");

    private Fairness() {}

    /**
     * How good the model is in one group.
     *
     * @param attribute the column that divides
     * @param group the column's value; for ages {@code <40}, {@code 40-64}, {@code >=65}
     * @param auc empty where all outcomes of the group are the same
     * @param brier mean squared difference of probability and outcome
     * @param meanProbability predicted
     * @param observedShare happened
     * @param sensitivity at a threshold of the outcome's frequency in all subjects; empty without events
     * @param specificity at that threshold; empty if all had the outcome
     */
    public record Group(String attribute, String group, int count, int events, OptionalDouble auc, double brier,
            double meanProbability, double observedShare, OptionalDouble sensitivity, OptionalDouble specificity) {}

    /** Groups by the column of sex and by that of age, if the table has them; subjects without a value are left out. */
    public static List<Group> of(Dataset data, double[] probabilities, boolean[] outcomes) {
        var groups = new ArrayList<Group>();
        double threshold = (double) Table.events(outcomes) / outcomes.length;
        for (int column = 0; column < data.columns().size(); column++) {
            var name = data.columns().get(column);
            var plain = name.toLowerCase(Locale.ROOT);
            boolean byAge = AGE.contains(plain) && data.numeric(column);
            if (!byAge && !(SEX.contains(plain) && data.levels(column).size() <= 5)) {
                continue;
            }
            var members = new LinkedHashMap<String, List<Integer>>();
            (byAge ? List.of("<40", "40-64", ">=65") : data.levels(column))
                    .forEach(level -> members.put(level, new ArrayList<>()));
            for (int row = 0; row < data.size(); row++) {
                var cell = data.rows().get(row).get(column);
                if (!cell.isEmpty()) {
                    members.get(byAge ? ageGroup(Double.parseDouble(cell)) : cell).add(row);
                }
            }
            members.forEach((group, rows) -> {
                if (!rows.isEmpty()) {
                    groups.add(group(name, group, rows, probabilities, outcomes, threshold));
                }
            });
        }
        return List.copyOf(groups);
    }

    private static String ageGroup(double age) {
        return age < 40 ? "<40" : age < 65 ? "40-64" : ">=65";
    }

    private static Group group(String attribute, String name, List<Integer> rows, double[] probabilities,
            boolean[] outcomes, double threshold) {
        var theirs = new double[rows.size()];
        var happened = new boolean[rows.size()];
        int events = 0;
        double sum = 0;
        double brier = 0;
        for (int i = 0; i < theirs.length; i++) {
            theirs[i] = probabilities[rows.get(i)];
            happened[i] = outcomes[rows.get(i)];
            events += happened[i] ? 1 : 0;
            sum += theirs[i];
            brier += Math.pow(theirs[i] - (happened[i] ? 1 : 0), 2);
        }
        int count = theirs.length;
        var counts = Evaluation.Confusion.at(threshold, theirs, happened);
        boolean both = events > 0 && events < count;
        return new Group(attribute, name, count, events,
                both ? OptionalDouble.of(Evaluation.auc(theirs, happened)) : OptionalDouble.empty(), brier / count,
                sum / count, (double) events / count,
                events > 0 ? OptionalDouble.of((double) counts.truePositives() / events) : OptionalDouble.empty(),
                events < count ? OptionalDouble.of((double) counts.trueNegatives() / (count - events))
                        : OptionalDouble.empty());
    }
}
