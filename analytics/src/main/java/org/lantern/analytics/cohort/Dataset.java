package org.lantern.analytics.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A table as it comes from a file: named columns of text, where some cells are missing. Immutable.
 *
 * @param columns names, all different
 * @param rows cells in the order of the columns; a missing one is the empty text
 */
public record Dataset(List<String> columns, List<List<String>> rows) {
    /** Cells that mean that a value is missing, whatever their case. */
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "?", ".");

    public Dataset {
        columns = List.copyOf(columns);
        if (Set.copyOf(columns).size() != columns.size()) {
            throw new IllegalArgumentException("two columns have the same name");
        }
        var cleaned = new ArrayList<List<String>>(rows.size());
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row has another number of cells than there are columns");
            }
            cleaned.add(row.stream().map(Dataset::cell).toList());
        }
        rows = List.copyOf(cleaned);
    }

    private static String cell(String text) {
        var cell = text.strip();
        return MISSING.contains(cell.toLowerCase(java.util.Locale.ROOT)) ? "" : cell;
    }

    public int size() {
        return rows.size();
    }

    /** Position of a column; empty if there is none of that name. */
    public Optional<Integer> index(String column) {
        int index = columns.indexOf(column);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    /** The cells of a column, empty text where missing. */
    public String[] column(int index) {
        return rows.stream().map(row -> row.get(index)).toArray(String[]::new);
    }

    /** The number in a cell; empty if it is missing or no number. */
    public static OptionalDouble number(String cell) {
        if (cell.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(cell);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    /** Whether every cell of a column that is not missing holds a number, and at least one is not missing. */
    public boolean numeric(int index) {
        boolean any = false;
        for (var row : rows) {
            var cell = row.get(index);
            if (!cell.isEmpty()) {
                any = true;
                if (number(cell).isEmpty()) {
                    return false;
                }
            }
        }
        return any;
    }

    /** The different cells of a column that are not missing: numbers by size, words by alphabet. */
    public List<String> levels(int index) {
        var found = new LinkedHashSet<String>();
        rows.forEach(row -> found.add(row.get(index)));
        found.remove("");
        var levels = new ArrayList<>(found);
        levels.sort(numeric(index) ? (a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b))
                : String::compareTo);
        return levels;
    }

    /** The rows that have a value in all of the given columns. */
    public Dataset complete(List<Integer> indexes) {
        return new Dataset(columns,
                rows.stream().filter(row -> indexes.stream().noneMatch(i -> row.get(i).isEmpty())).toList());
    }

    /** The rows of the given indexes, in their order. */
    public Dataset subset(int[] indexes) {
        return new Dataset(columns, Arrays.stream(indexes).mapToObj(rows::get).toList());
    }
}
