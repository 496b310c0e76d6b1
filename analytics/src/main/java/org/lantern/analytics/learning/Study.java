package org.lantern.analytics.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lantern.analytics.cohort.Dataset;
import org.lantern.analytics.cohort.Unsuitable;

/**
 * A question put to a table: which column is the outcome, and which of its values counts as yes.
 *
 * @param data the rows whose outcome is known
 * @param outcome name of the outcome's column
 * @param positive the cell that means yes
 * @param columns the columns to learn from
 * @param unknown rows that were left out because their outcome is missing
 */
public record Study(Dataset data, String outcome, String positive, List<String> columns, int unknown) {
    public Study {
        columns = List.copyOf(columns);
    }

    /**
     * @param positive the cell that means yes; if absent, the larger number, or of yes-words and other words the
     *            yes-word or the later of the two
     * @param columns what to learn from; if empty, every other column
     * @param excluded columns not to learn from
     */
    public static Study of(Dataset all, String outcome, Optional<String> positive, List<String> columns,
            List<String> excluded) throws Unsuitable {
        int index = all.index(outcome).orElseThrow(() -> new Unsuitable(Unsuitable.Fault.NO_COLUMN, outcome));
        for (var names : List.of(columns, excluded)) {
            for (var name : names) {
                if (all.index(name).isEmpty()) {
                    throw new Unsuitable(Unsuitable.Fault.NO_COLUMN, name);
                }
            }
        }
        var data = all.complete(List.of(index));
        var levels = data.levels(index);
        if (levels.size() != 2 || positive.isPresent() && !levels.contains(positive.get())) {
            throw new Unsuitable(Unsuitable.Fault.NOT_TWO_OUTCOMES, outcome);
        }
        var yes = positive.orElse(List.of("yes", "true", "y", "pos", "positive").contains(
                levels.getFirst().toLowerCase(java.util.Locale.ROOT)) ? levels.getFirst() : levels.getLast());
        var used = new ArrayList<>(columns.isEmpty() ? all.columns() : columns);
        used.remove(outcome);
        used.removeAll(excluded);
        for (var name : used) {
            int column = data.index(name).orElseThrow();
            if (!data.numeric(column) && data.levels(column).size() > Preparation.MOST_LEVELS) {
                throw new Unsuitable(Unsuitable.Fault.TOO_MANY_LEVELS, name);
            }
        }
        return new Study(data, outcome, yes, used, all.size() - data.size());
    }

    public boolean[] outcomes() {
        int index = data.index(outcome).orElseThrow();
        var outcomes = new boolean[data.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = data.rows().get(i).get(index).equals(positive);
        }
        return outcomes;
    }

    /** The study of some of the rows. */
    Study subset(int[] indexes) {
        return new Study(data.subset(indexes), outcome, positive, columns, 0);
    }
}
