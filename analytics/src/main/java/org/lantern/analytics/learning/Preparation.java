package org.lantern.analytics.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lantern.analytics.cohort.Dataset;

/**
 * From cells to the numbers that learners take, learned from training rows alone: a missing number becomes the median,
 * with a column of its own that says so if any was missing; words become one column of zeros and ones for each level.
 *
 * @param fields one for each column that is used
 */
public record Preparation(List<Field> fields) {
    /** More levels than this are names or numbers of cases, not classes. */
    public static final int MOST_LEVELS = 50;

    /**
     * A column of the file.
     *
     * @param numeric whether it holds numbers; otherwise words
     * @param lowest smallest number seen in training; 0 for words
     * @param highest largest number seen in training; 0 for words
     * @param median of its numbers; 0 for words
     * @param levels its words, empty for numbers
     * @param missing how many training rows had none; if more than 0 there is a column that says so
     */
    public record Field(String name, boolean numeric, double lowest, double highest, double median,
            List<String> levels, int missing) {
        public Field {
            levels = List.copyOf(levels);
        }
    }

    public Preparation {
        fields = List.copyOf(fields);
    }

    /**
     * @param columns the columns to use
     * @throws IllegalArgumentException naming a column that has no value, or too many different words
     */
    public static Preparation learn(Dataset data, List<String> columns) {
        var fields = new ArrayList<Field>();
        for (var name : columns) {
            int index = data.index(name).orElseThrow(() -> new IllegalArgumentException(name));
            String[] cells = data.column(index);
            int missing = (int) Arrays.stream(cells).filter(String::isEmpty).count();
            if (missing == cells.length) {
                continue;
            }
            if (data.numeric(index)) {
                double[] numbers = Arrays.stream(cells).filter(cell -> !cell.isEmpty())
                        .mapToDouble(Double::parseDouble).sorted().toArray();
                int half = numbers.length / 2;
                double median = numbers.length % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
                fields.add(new Field(name, true, numbers[0], numbers[numbers.length - 1], median, List.of(), missing));
            } else {
                var levels = data.levels(index);
                if (levels.size() > MOST_LEVELS) {
                    throw new IllegalArgumentException(name);
                }
                fields.add(new Field(name, false, 0, 0, 0, levels, missing));
            }
        }
        return new Preparation(fields);
    }

    /** Names of the columns that learners see. */
    public List<String> features() {
        var names = new ArrayList<String>();
        for (var field : fields) {
            if (field.numeric()) {
                names.add(field.name());
            }
            // Two levels need one column; the first level is then the one that it is not.
            field.levels().stream().skip(field.levels().size() == 2 && field.missing() == 0 ? 1 : 0)
                    .forEach(level -> names.add(field.name() + "=" + level));
            if (field.missing() > 0 && field.numeric()) {
                names.add(field.name() + " missing");
            }
        }
        return names;
    }

    /** For each column that learners see, the field it comes from. */
    public int[] fieldOfFeature() {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            int columns = field.numeric() ? field.missing() > 0 ? 2 : 1
                    : field.levels().size() - (field.levels().size() == 2 && field.missing() == 0 ? 1 : 0);
            for (int j = 0; j < columns; j++) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * One subject's numbers.
     *
     * @param cells in the order of the fields, empty text where missing. A word that training did not hold counts as
     *            none of the levels
     */
    public double[] row(List<String> cells) {
        var row = new ArrayList<Double>();
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            var cell = cells.get(i);
            if (field.numeric()) {
                var number = Dataset.number(cell);
                row.add(number.orElse(field.median()));
                if (field.missing() > 0) {
                    row.add(number.isEmpty() ? 1.0 : 0.0);
                }
            } else {
                field.levels().stream().skip(field.levels().size() == 2 && field.missing() == 0 ? 1 : 0)
                        .forEach(level -> row.add(level.equals(cell) ? 1.0 : 0.0));
            }
        }
        return row.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** All subjects' numbers. */
    double[][] rows(Dataset data) {
        int[] places = fields.stream().mapToInt(field -> data.index(field.name()).orElseThrow()).toArray();
        return data.rows().stream().map(cells -> row(Arrays.stream(places).mapToObj(cells::get).toList()))
                .toArray(double[][]::new);
    }
}
