package org.lantern.analytics.risk.formula;

/** A compiled piece of arithmetic. Truth is 1, falsehood 0, "not known" NaN. Pure and total: it always ends. */
@FunctionalInterface
public interface Expression {
    double value(Frame frame);

    /** A number that is the same for everybody. */
    record Constant(double number) implements Expression {
        @Override
        public double value(Frame frame) {
            return number;
        }
    }
}
