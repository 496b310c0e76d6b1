package org.lantern.analytics.risk.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that an expression may use, and where their values lie. Filled while a model's file is read. */
public final class Scope {
    /**
     * What a name stands for.
     *
     * @param read how to get it
     * @param choices the words of a choice (its value is the index) or of a list (a bit set of indexes)
     * @param slot its place in the frame, -1 for constants
     * @param inputs the inputs it depends on
     */
    public record Symbol(Expression read, List<String> choices, int slot, Set<String> inputs) {}

    private final Map<String, Symbol> symbols = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private int slotCount;

    /** Adds an input and returns its slot. Choices that are numbers are read as numbers, words as their index. */
    public int addInput(String name, List<String> choices) {
        int slot = slotCount++;
        boolean numeric = !choices.isEmpty() && choices.stream().allMatch(Scope::isNumber);
        Expression read = frame -> frame.slots()[slot];
        if (numeric) {
            double[] numbers = choices.stream().mapToDouble(Double::parseDouble).toArray();
            read = frame -> {
                double index = frame.slots()[slot];
                return Double.isNaN(index) ? Double.NaN : numbers[(int) index];
            };
        }
        put(name, new Symbol(read, numeric ? List.of() : List.copyOf(choices), slot, Set.of(name)));
        return slot;
    }

    /** Adds a computed value and returns its slot. */
    public int addValue(String name, Set<String> inputs) {
        int slot = slotCount++;
        put(name, new Symbol(frame -> frame.slots()[slot], List.of(), slot, Set.copyOf(inputs)));
        return slot;
    }

    /** Adds a column of a table of constants; which row holds is decided by {@code inputs} for each patient. */
    public void addConstant(String name, int table, int column, Set<String> inputs) {
        put(name, new Symbol(frame -> frame.constants()[table][column], List.of(), -1, Set.copyOf(inputs)));
    }

    /** A scope that knows all of this one's names and may shadow them; slots are counted by the original. */
    public Scope withConstants(Map<String, Symbol> more) {
        var scope = new Scope();
        scope.symbols.putAll(symbols);
        scope.symbols.putAll(more);
        return scope;
    }

    public boolean knows(String name) {
        return symbols.containsKey(name);
    }

    public Symbol symbol(String name) {
        var symbol = symbols.get(name);
        if (symbol == null) {
            throw new IllegalArgumentException("unknown name " + name + ", known: " + new ArrayList<>(names));
        }
        return symbol;
    }

    public int slotCount() {
        return slotCount;
    }

    private void put(String name, Symbol symbol) {
        if (symbols.put(name, symbol) != null) {
            throw new IllegalArgumentException("the name " + name + " is given twice");
        }
        names.add(name);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }
}
