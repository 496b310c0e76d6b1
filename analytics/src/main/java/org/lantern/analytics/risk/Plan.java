package org.lantern.analytics.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lantern.analytics.risk.formula.Expression;
import org.lantern.analytics.risk.formula.Formula;
import org.lantern.analytics.risk.formula.Frame;

/** The arithmetic of one model, ready to run: what its file says, with names replaced by slots. */
record Plan(int slotCount, List<Table> tables, Optional<OwnFormula> ownFormula, List<Value> definitions,
        List<Sum> sums, List<Output> outputs, List<Scale> scales, List<Condition> refusals, List<Condition> notices,
        Optional<FallBack> fallBack) {
    /** Constants that depend on choices; {@code rows} is indexed by the choices' indexes in mixed radix. */
    record Table(int[] slots, int[] sizes, double[][] rows) {
        double[] row(double[] values) {
            int index = 0;
            for (int i = 0; i < slots.length; i++) {
                double choice = values[slots[i]];
                if (Double.isNaN(choice)) {
                    return rows[0];
                }
                index = index * sizes[i] + (int) choice;
            }
            return rows[index];
        }
    }

    /** A formula with a class of its own and where its values go. */
    record OwnFormula(Formula formula, List<String> values, int firstSlot) {}

    record Value(int slot, Expression expression) {}

    record Term(String name, List<String> inputs, Expression expression) {}

    /**
     * @param index its place among the sums
     * @param part the outcome that it is for, empty unless the file makes one sum for each of several outcomes
     */
    record Sum(int index, String part, String unit, int slot, List<Term> terms) {}

    /** Exactly one of value, rules, scale makes the output. */
    record Output(RiskOutput declaration, int slot, Optional<Expression> when, Optional<Expression> value,
            List<Rule> rules, Optional<Scale> scale, List<Sum> sums) {}

    record Rule(Expression when, String word) {}

    record Scale(BandScale declaration, int slot, List<GradedBand> bands) {
        Optional<Band> of(Frame frame) {
            double value = frame.slots()[slot];
            if (Double.isNaN(value)) {
                return Optional.empty();
            }
            for (var band : bands) {
                if (band.band().contains(value) && (band.when() == null || band.when().value(frame) == 1)) {
                    return Optional.of(band.band());
                }
            }
            return Optional.empty();
        }
    }

    /** @param when for whom the band holds, null for everybody */
    record GradedBand(Band band, Expression when) {}

    record Condition(String code, List<String> names, Expression when) {}

    /** The laboratory variant of a family and the one without. */
    record FallBack(int slot, int from, int to) {}

    Frame frame(double[] slots) {
        var constants = new double[tables.size()][];
        for (int i = 0; i < constants.length; i++) {
            constants[i] = tables.get(i).row(slots);
        }
        return new Frame(slots, constants);
    }

    /** Computes everything; the frame holds the inputs. */
    RiskResult run(RiskModel model, InputSlots inputs, Frame frame, List<Notice> first) {
        double[] slots = frame.slots();
        ownFormula.ifPresent(own -> {
            Map<String, Double> values = own.formula().evaluate(inputs::raw);
            for (int i = 0; i < own.values().size(); i++) {
                slots[own.firstSlot() + i] = values.getOrDefault(own.values().get(i), Double.NaN);
            }
        });
        for (var definition : definitions) {
            slots[definition.slot()] = definition.expression().value(frame);
        }
        var parts = new double[sums.size()][];
        for (int i = 0; i < parts.length; i++) {
            var sum = sums.get(i);
            parts[i] = new double[sum.terms().size()];
            double total = 0;
            for (int term = 0; term < parts[i].length; term++) {
                total += parts[i][term] = sum.terms().get(term).expression().value(frame);
            }
            slots[sum.slot()] = total;
        }
        var results = LinkedHashMap.<String, Object>newLinkedHashMap(outputs.size());
        Output primary = null;
        for (var output : outputs) {
            var value = evaluate(output, frame);
            if (value != null) {
                results.put(output.declaration().name(), value);
                primary = primary == null ? output : primary;
            }
        }
        if (primary == null) {
            throw new IllegalStateException(model.id() + " gives no output for complete inputs");
        }
        var notices = new ArrayList<>(first);
        for (var notice : this.notices) {
            if (notice.when().value(frame) == 1) {
                notices.add(new Notice(notice.code(), notice.names()));
            }
        }
        return new RiskResult(model.id(), model.version(), results, primary.declaration().name(),
                primary.declaration().unit().orElse(""), band(primary, frame), contributions(primary, parts),
                inputs.used(), notices);
    }

    private static Object evaluate(Output output, Frame frame) {
        if (output.when().isPresent() && output.when().get().value(frame) != 1) {
            return null;
        }
        if (output.scale().isPresent()) {
            return output.scale().get().of(frame).map(Band::id).orElse(null);
        }
        if (output.value().isEmpty()) {
            return word(output.rules(), frame);
        }
        double value = output.value().get().value(frame);
        frame.slots()[output.slot()] = value;
        if (Double.isNaN(value)) {
            return null;
        }
        return switch (output.declaration().kind()) {
            case NUMBER, CATEGORY -> value;
            case INTEGER -> (long) value;
            case BOOLEAN -> value == 1;
            case DATE -> java.time.LocalDate.ofEpochDay((long) value).toString();
        };
    }

    private static String word(List<Rule> rules, Frame frame) {
        for (var rule : rules) {
            double truth = rule.when().value(frame);
            if (truth != 0) {
                return truth == 1 ? rule.word() : null;
            }
        }
        return null;
    }

    /** The primary output's class: of the scale over it, or of the scale that it names itself. */
    private Optional<Band> band(Output primary, Frame frame) {
        for (var scale : scales) {
            if (scale.declaration().of().equals(primary.declaration().name())
                    || primary.scale().isPresent() && primary.scale().get() == scale) {
                return scale.of(frame);
            }
        }
        return Optional.empty();
    }

    private List<Contribution> contributions(Output primary, double[][] parts) {
        int count = 0;
        for (var sum : primary.sums()) {
            count += sum.terms().size();
        }
        var contributions = new Contribution[count];
        int next = 0;
        for (var sum : primary.sums()) {
            double[] values = parts[sum.index()];
            String part = primary.sums().size() > 1 ? sum.part() : "";
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(values[i])) {
                    var term = sum.terms().get(i);
                    contributions[next++] = new Contribution(term.name(), term.inputs(), values[i], sum.unit(), part);
                }
            }
        }
        return List.of(next == count ? contributions : Arrays.copyOf(contributions, next));
    }
}
