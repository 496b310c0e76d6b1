package org.lantern.analytics.risk.formula;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The functions of expressions.
 *
 * <ul>
 * <li>{@code ln exp sqrt abs floor round(x)}: round goes to the nearest whole number, halves up;
 * <li>{@code min(a, b) max(a, b)};
 * <li>{@code if(condition, then, else)};
 * <li>{@code steps(x, p0, t1, p1, t2, p2, …)}: p0 below t1, p1 from t1 to below t2, and so on;
 * <li>{@code logistic(x)} = 1 / (1 + e^-x), {@code survival(s0, x)} = 1 - s0^(e^x): the risk from a linear predictor;
 * <li>{@code rescale(risk, shift, slope)} = 1 - exp(-exp(shift + slope ln(-ln(1 - risk)))): the recalibration that
 * SCORE2 and the WHO charts use.
 * </ul>
 */
final class Functions {
    private Functions() {}

    static Expression call(String name, List<Expression> arguments) {
        return switch (name) {
            case "ln" -> unary(name, arguments, Math::log);
            case "exp" -> unary(name, arguments, Math::exp);
            case "sqrt" -> unary(name, arguments, Math::sqrt);
            case "abs" -> unary(name, arguments, Math::abs);
            case "floor" -> unary(name, arguments, Math::floor);
            case "round" -> unary(name, arguments, x -> Math.floor(x + 0.5));
            case "logistic" -> unary(name, arguments, x -> 1 / (1 + Math.exp(-x)));
            case "min" -> binary(name, arguments, Math::min);
            case "max" -> binary(name, arguments, Math::max);
            case "survival" -> binary(name, arguments, (s0, x) -> 1 - Math.exp(Math.log(s0) * Math.exp(x)));
            case "rescale" -> rescale(arguments);
            case "if" -> conditional(arguments);
            case "steps" -> steps(arguments);
            default -> throw new IllegalArgumentException("unknown function " + name);
        };
    }

    static double and(double first, double second) {
        if (first == 0 || second == 0) {
            return 0;
        }
        return Double.isNaN(first) || Double.isNaN(second) ? Double.NaN : 1;
    }

    static double or(double first, double second) {
        if (first == 1 || second == 1) {
            return 1;
        }
        return Double.isNaN(first) || Double.isNaN(second) ? Double.NaN : 0;
    }

    static Expression comparison(String operator, Expression left, Expression right) {
        return switch (operator) {
            case "=" -> frame -> compare(left.value(frame), right.value(frame), 0, false);
            case "!=" -> frame -> compare(left.value(frame), right.value(frame), 0, true);
            case "<" -> frame -> compare(left.value(frame), right.value(frame), -1, false);
            case "<=" -> frame -> compare(left.value(frame), right.value(frame), 1, true);
            case ">" -> frame -> compare(left.value(frame), right.value(frame), 1, false);
            default -> frame -> compare(left.value(frame), right.value(frame), -1, true);
        };
    }

    /** Whether the order of two numbers is (or, negated, is not) the wanted one: -1 less, 0 equal, 1 greater. */
    private static double compare(double left, double right, int wanted, boolean negated) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return Double.NaN;
        }
        int order = left < right ? -1 : left > right ? 1 : 0;
        return order == wanted != negated ? 1 : 0;
    }

    private static Expression unary(String name, List<Expression> arguments, DoubleUnaryOperator function) {
        demand(name, arguments, arguments.size() == 1);
        var argument = arguments.getFirst();
        return frame -> function.applyAsDouble(argument.value(frame));
    }

    private static Expression binary(String name, List<Expression> arguments, DoubleBinaryOperator function) {
        demand(name, arguments, arguments.size() == 2);
        var first = arguments.getFirst();
        var second = arguments.getLast();
        return frame -> function.applyAsDouble(first.value(frame), second.value(frame));
    }

    private static Expression rescale(List<Expression> arguments) {
        demand("rescale", arguments, arguments.size() == 3);
        var risk = arguments.getFirst();
        var shift = arguments.get(1);
        var slope = arguments.getLast();
        return frame -> {
            double cumulative = Math.log(-Math.log1p(-risk.value(frame)));
            return -Math.expm1(-Math.exp(shift.value(frame) + slope.value(frame) * cumulative));
        };
    }

    private static Expression conditional(List<Expression> arguments) {
        demand("if", arguments, arguments.size() == 3);
        var condition = arguments.getFirst();
        var whenTrue = arguments.get(1);
        var whenFalse = arguments.getLast();
        return frame -> {
            double truth = condition.value(frame);
            return truth == 1 ? whenTrue.value(frame) : truth == 0 ? whenFalse.value(frame) : Double.NaN;
        };
    }

    private static Expression steps(List<Expression> arguments) {
        demand("steps", arguments, arguments.size() >= 4 && arguments.size() % 2 == 0);
        var argument = arguments.getFirst();
        double[] table = arguments.stream().skip(1).mapToDouble(entry -> switch (entry) {
            case Expression.Constant(double number) -> number;
            default -> throw new IllegalArgumentException("limits and points of steps must be numbers");
        }).toArray();
        for (int limit = 3; limit < table.length; limit += 2) {
            if (table[limit] <= table[limit - 2]) {
                throw new IllegalArgumentException("limits of steps must rise");
            }
        }
        return frame -> {
            double x = argument.value(frame);
            if (Double.isNaN(x)) {
                return Double.NaN;
            }
            double points = table[0];
            for (int limit = 1; limit < table.length && x >= table[limit]; limit += 2) {
                points = table[limit + 1];
            }
            return points;
        };
    }

    private static void demand(String name, List<Expression> arguments, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(name + " cannot take " + arguments.size() + " arguments");
        }
    }
}
