package org.lantern.analytics.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The inputs of one evaluation: checked, converted to the model's units, and laid out in slots (in the model's order,
 * NaN where there is none; choices as index, dates as days since 1970, lists of choices as bit sets).
 */
final class InputSlots {
    /** A limit in one unit is the same limit in the other, and not a hair beside it. */
    private static final MathContext CONVERTED = new MathContext(10);

    private final RiskModel model;
    private final double[] slots;
    private final UsedInput[] used;
    private final List<String> converted = new ArrayList<>();
    private final List<String> assumed = new ArrayList<>();

    InputSlots(RiskModel model, int slotCount, Map<String, InputValue> given) throws RiskException {
        this.model = model;
        this.slots = new double[slotCount];
        this.used = new UsedInput[model.inputs().size()];
        Arrays.fill(slots, Double.NaN);
        for (var entry : given.entrySet()) {
            int slot = model.slot(entry.getKey());
            if (slot < 0) {
                throw new RiskException.UnknownInput(entry.getKey());
            }
            accept(slot, entry.getValue());
        }
        for (int slot = 0; slot < used.length; slot++) {
            var input = model.inputs().get(slot);
            if (used[slot] == null && input.standard().isPresent()) {
                accept(slot, new InputValue(input.standard().get(), Optional.empty(), UsedInput.ASSUMED));
                assumed.add(input.name());
            }
        }
    }

    double[] slots() {
        return slots;
    }

    List<String> converted() {
        return converted;
    }

    List<String> assumed() {
        return assumed;
    }

    boolean has(int slot) {
        return used[slot] != null;
    }

    List<UsedInput> used() {
        int count = 0;
        for (var input : used) {
            count += input == null ? 0 : 1;
        }
        if (count == used.length) {
            return List.of(used);
        }
        var present = new UsedInput[count];
        int next = 0;
        for (var input : used) {
            if (input != null) {
                present[next++] = input;
            }
        }
        return List.of(present);
    }

    /** An input in the form that formulas with a class of their own take. */
    Optional<Object> raw(String name) {
        int slot = model.slot(name);
        if (slot < 0) {
            throw new IllegalArgumentException(model.id() + " has no input " + name);
        }
        return Optional.ofNullable(used[slot]).map(UsedInput::value);
    }

    /** Replaces a choice that was taken by a fall-back. */
    void choose(int slot, int choice) {
        var input = model.inputs().get(slot);
        slots[slot] = choice;
        used[slot] = new UsedInput(input.name(), input.allowed().get(choice), Optional.empty(), UsedInput.ASSUMED);
        assumed.remove(input.name());
    }

    private void accept(int slot, InputValue offered) throws RiskException {
        var input = model.inputs().get(slot);
        Object value = offered.value();
        Object kept = switch (input.kind()) {
            case NUMBER, INTEGER -> {
                double number = number(input, offered);
                slots[slot] = number;
                yield value instanceof Double same && same == number ? same : (Object) number;
            }
            case BOOLEAN -> {
                boolean truth = truth(input, value);
                slots[slot] = truth ? 1 : 0;
                yield truth;
            }
            case CHOICE -> {
                int index = choice(input, value);
                slots[slot] = index;
                yield input.allowed().get(index);
            }
            case DATE -> {
                var date = date(input, value);
                slots[slot] = date.toEpochDay();
                yield date.toString();
            }
            case LIST -> list(input, value, slot);
        };
        if (offered.unit().isPresent() && input.unit().isEmpty()) {
            throw new RiskException.UnknownUnit(input.name(), List.of());
        }
        used[slot] = new UsedInput(input.name(), kept, input.unit(), offered.origin());
    }

    private double number(RiskInput input, InputValue offered) throws RiskException {
        if (!(offered.value() instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw new RiskException.NotAllowed(input.name(), List.of("number"));
        }
        double value = number.doubleValue();
        if (offered.unit().isPresent() && input.unit().isPresent()) {
            String own = input.unit().get();
            String quantity = input.quantity().orElse("");
            OptionalDouble same = Units.convert(value, offered.unit().get(), own, quantity);
            if (same.isEmpty()) {
                throw new RiskException.UnknownUnit(input.name(), Units.accepted(own, quantity));
            }
            if (!Units.symbol(offered.unit().get()).equals(Units.symbol(own))) {
                converted.add(input.name());
                value = new BigDecimal(same.getAsDouble()).round(CONVERTED).doubleValue();
            }
        }
        if (input.kind() == RiskInput.Kind.INTEGER && value != Math.rint(value)) {
            throw new RiskException.NotAllowed(input.name(), List.of("whole number"));
        }
        if (input.range().isPresent() && !input.range().get().contains(value)) {
            throw new RiskException.OutOfRange(input.name(), input.range().get(), input.unit().orElse(""));
        }
        return value;
    }

    private static boolean truth(RiskInput input, Object value) throws RiskException {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number && (number.doubleValue() == 0 || number.doubleValue() == 1)) {
            return number.doubleValue() == 1;
        }
        throw new RiskException.NotAllowed(input.name(), List.of("true", "false"));
    }

    private static int choice(RiskInput input, Object value) throws RiskException {
        var allowed = input.allowed();
        if (value instanceof String word) {
            int index = allowed.indexOf(word);
            if (index >= 0) {
                return index;
            }
        } else if (value instanceof Number number) {
            for (int i = 0; i < allowed.size(); i++) {
                if (isNumber(allowed.get(i)) && Double.parseDouble(allowed.get(i)) == number.doubleValue()) {
                    return i;
                }
            }
        }
        throw new RiskException.NotAllowed(input.name(), allowed);
    }

    private static boolean isNumber(String text) {
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9' && (text.charAt(0) == '-' || Character.isDigit(text.charAt(0)));
    }

    private static LocalDate date(RiskInput input, Object value) throws RiskException {
        try {
            return value instanceof LocalDate date ? date : LocalDate.parse(value.toString());
        } catch (DateTimeException _) {
            throw new RiskException.NotAllowed(input.name(), List.of("yyyy-MM-dd"));
        }
    }

    private Object list(RiskInput input, Object value, int slot) throws RiskException {
        if (!(value instanceof List<?> entries)) {
            throw new RiskException.NotAllowed(input.name(), List.of("list"));
        }
        if (input.fields().isEmpty()) {
            long bits = 0;
            for (var entry : entries) {
                bits |= 1L << choice(input, entry);
            }
            slots[slot] = bits;
            return List.copyOf(entries);
        }
        for (var entry : entries) {
            for (var field : input.fields()) {
                Object number = entry instanceof Map<?, ?> map ? map.get(field.name()) : null;
                String name = input.name() + "." + field.name();
                if (!(number instanceof Number present)) {
                    throw new RiskException.MissingInputs(List.of(name));
                }
                if (!field.range().contains(present.doubleValue())) {
                    throw new RiskException.OutOfRange(name, field.range(), "");
                }
            }
        }
        slots[slot] = entries.size();
        return List.copyOf(entries);
    }
}
