package org.lantern.analytics.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lantern.analytics.cohort.Dataset;
import org.lantern.analytics.cohort.Unsuitable;
import org.lantern.analytics.cohort.Unsuitable.Fault;

/** A table of subjects with a time and an event, put to the methods of this package. */
public final class SurvivalStudy {
    private final Dataset data;
    private final FollowUp followUp;

    private SurvivalStudy(Dataset data, FollowUp followUp) {
        this.data = data;
        this.followUp = followUp;
    }

    /**
     * Takes the rows that have everything that is needed; rows with a gap are left out.
     *
     * @param event the cell that means that the event happened; if absent, the larger of the column's two numbers, or a
     *            yes-word of its two words
     * @param needed other columns that must have a value
     */
    public static SurvivalStudy of(Dataset all, String timeColumn, String eventColumn, Optional<String> event,
            List<String> needed) throws Unsuitable {
        var indexes = new ArrayList<Integer>();
        indexes.add(index(all, timeColumn));
        indexes.add(index(all, eventColumn));
        for (var name : needed) {
            indexes.add(index(all, name));
        }
        var happened = event.isPresent() ? event.get() : eventWord(all, eventColumn);
        var data = all.complete(indexes);
        if (data.size() < 2) {
            throw new Unsuitable(Fault.TOO_FEW_ROWS, timeColumn);
        }
        double[] times = numbers(data, timeColumn);
        var events = new boolean[times.length];
        boolean any = false;
        for (int i = 0; i < times.length; i++) {
            if (times[i] < 0) {
                throw new Unsuitable(Fault.NO_NUMBERS, timeColumn);
            }
            events[i] = data.rows().get(i).get(indexes.get(1)).equals(happened);
            any |= events[i];
        }
        if (!any) {
            throw new Unsuitable(Fault.NOT_TWO_OUTCOMES, eventColumn);
        }
        return new SurvivalStudy(data, new FollowUp(times, events));
    }

    private static String eventWord(Dataset all, String column) throws Unsuitable {
        var levels = all.levels(index(all, column));
        if (levels.isEmpty() || levels.size() > 2) {
            throw new Unsuitable(Fault.NOT_TWO_OUTCOMES, column);
        }
        return List.of("yes", "true", "dead").contains(levels.getFirst().toLowerCase(java.util.Locale.ROOT))
                ? levels.getFirst()
                : levels.getLast();
    }

    public FollowUp followUp() {
        return followUp;
    }

    /** Subjects divided by a column, in the order of its levels. */
    public record Groups(List<String> levels, int[] ofSubject) {}

    /** @throws Unsuitable if the column has one value only */
    public Groups groups(String column) throws Unsuitable {
        int index = index(data, column);
        var levels = data.levels(index);
        if (levels.size() < 2) {
            throw new Unsuitable(Fault.ONE_GROUP, column);
        }
        return new Groups(levels,
                data.rows().stream().mapToInt(row -> levels.indexOf(row.get(index))).toArray());
    }

    /** Numbers for a regression, with the names of their columns. */
    public record Design(List<String> names, double[][] rows) {}

    /**
     * Numbers as they are; of words one column of zeros and ones for each level but the first.
     *
     * @throws Unsuitable if a column has one value only
     */
    public Design design(List<String> covariates) throws Unsuitable {
        var names = new ArrayList<String>();
        var columns = new ArrayList<double[]>();
        for (var name : covariates) {
            int index = index(data, name);
            var levels = data.levels(index);
            if (levels.size() < 2) {
                throw new Unsuitable(Fault.ONE_GROUP, name);
            }
            if (data.numeric(index)) {
                names.add(name);
                columns.add(numbers(data, name));
            } else if (levels.size() > 50) {
                throw new Unsuitable(Fault.TOO_MANY_LEVELS, name);
            } else {
                for (var level : levels.subList(1, levels.size())) {
                    names.add(name + level);
                    columns.add(data.rows().stream().mapToDouble(row -> row.get(index).equals(level) ? 1 : 0)
                            .toArray());
                }
            }
        }
        var rows = new double[data.size()][columns.size()];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.size(); column++) {
                rows[row][column] = columns.get(column)[row];
            }
        }
        return new Design(List.copyOf(names), rows);
    }

    private static int index(Dataset data, String column) throws Unsuitable {
        return data.index(column).orElseThrow(() -> new Unsuitable(Fault.NO_COLUMN, column));
    }

    private static double[] numbers(Dataset data, String column) throws Unsuitable {
        int index = index(data, column);
        if (!data.numeric(index)) {
            throw new Unsuitable(Fault.NO_NUMBERS, column);
        }
        return data.rows().stream().mapToDouble(row -> Double.parseDouble(row.get(index))).toArray();
    }
}
