package org.lantern.analytics.risk;

import java.util.List;

/**
 * Why a risk was not computed. A closed family: whoever shows it chooses the words by type. {@link #getMessage()} names
 * inputs, ranges and units, never the patient's value.
 */
public abstract sealed class RiskException extends Exception {
    private RiskException(String technical) {
        super(technical);
    }

    /** Required inputs that were not given, in the model's order. */
    public static final class MissingInputs extends RiskException {
        private final List<String> names;

        public MissingInputs(List<String> names) {
            super("missing: " + String.join(", ", names));
            this.names = List.copyOf(names);
        }

        public List<String> names() {
            return names;
        }
    }

    /** A number outside of the range in which the model holds. It is refused, never moved to the nearest limit. */
    public static final class OutOfRange extends RiskException {
        private final String name;
        private final Range range;
        private final String unit;

        /** @param unit the unit of the range, empty for a pure number */
        public OutOfRange(String name, Range range, String unit) {
            super(name + " is outside of " + range + (unit.isEmpty() ? "" : " " + unit));
            this.name = name;
            this.range = range;
            this.unit = unit;
        }

        public String name() {
            return name;
        }

        public Range range() {
            return range;
        }

        public String unit() {
            return unit;
        }
    }

    /** A choice that the model does not know, or a value of the wrong kind (text for a number, 2.5 for a count). */
    public static final class NotAllowed extends RiskException {
        private final String name;
        private final List<String> allowed;

        /** @param allowed the choices, or for other kinds one word that names the kind */
        public NotAllowed(String name, List<String> allowed) {
            super(name + " must be one of: " + String.join(", ", allowed));
            this.name = name;
            this.allowed = List.copyOf(allowed);
        }

        public String name() {
            return name;
        }

        public List<String> allowed() {
            return allowed;
        }
    }

    /** Each value is possible by itself, but the model was not made for such a patient, or the values contradict. */
    public static final class OutsidePopulation extends RiskException {
        private final String reason;
        private final List<String> names;

        /**
         * @param reason a code of the model's own, see {@code refusals} in its file
         * @param names the inputs that the reason rests on
         */
        public OutsidePopulation(String reason, List<String> names) {
            super("not for this patient: " + reason + " (" + String.join(", ", names) + ")");
            this.reason = reason;
            this.names = List.copyOf(names);
        }

        public String reason() {
            return reason;
        }

        public List<String> names() {
            return names;
        }
    }

    /** A name that is not among the model's inputs. */
    public static final class UnknownInput extends RiskException {
        private final String name;

        public UnknownInput(String name) {
            super("unknown input: " + name);
            this.name = name;
        }

        public String name() {
            return name;
        }
    }

    /** A unit that cannot be converted to the input's own. */
    public static final class UnknownUnit extends RiskException {
        private final String name;
        private final List<String> accepted;

        /** @param accepted units that are understood for this input, its own first */
        public UnknownUnit(String name, List<String> accepted) {
            super(name + ": unit must be one of: " + String.join(", ", accepted));
            this.name = name;
            this.accepted = List.copyOf(accepted);
        }

        public String name() {
            return name;
        }

        public List<String> accepted() {
            return accepted;
        }
    }

    /** Text that is no value at all: broken JSON, an assignment without a name. */
    public static final class Unreadable extends RiskException {
        public Unreadable(String technical) {
            super(technical);
        }
    }
}
