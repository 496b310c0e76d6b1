package org.lantern.analytics.risk.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compiles the expressions of model files.
 *
 * <p>Numbers, names, {@code + - * / ^}, comparisons {@code = != < <= > >=} (of a choice with {@code 'a word'}),
 * {@code and or not}, parentheses, and the functions of {@link Functions}. Something compared or computed with a value
 * that is not known is itself not known; {@code given(name)} asks.
 */
public final class ExpressionParser {
    /**
     * An expression and the inputs it depends on.
     *
     * @param inputs in order of first use
     */
    public record Compiled(Expression expression, Set<String> inputs) {}

    private final String text;
    private final Scope scope;
    private final Set<String> inputs = new LinkedHashSet<>();
    private int position;

    private ExpressionParser(String text, Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    /** @throws IllegalArgumentException naming the place, if the text is not an expression over the scope's names */
    public static Compiled parse(String text, Scope scope) {
        var parser = new ExpressionParser(text, scope);
        var expression = parser.disjunction();
        parser.skipSpace();
        if (parser.position < text.length()) {
            throw parser.fault("unexpected text");
        }
        return new Compiled(expression, parser.inputs);
    }

    private Expression disjunction() {
        var left = conjunction();
        while (word("or")) {
            var first = left;
            var second = conjunction();
            left = frame -> Functions.or(first.value(frame), second.value(frame));
        }
        return left;
    }

    private Expression conjunction() {
        var left = negation();
        while (word("and")) {
            var first = left;
            var second = negation();
            left = frame -> Functions.and(first.value(frame), second.value(frame));
        }
        return left;
    }

    private Expression negation() {
        if (word("not")) {
            var operand = negation();
            return frame -> 1 - operand.value(frame);
        }
        return comparison();
    }

    private Expression comparison() {
        int start = position;
        var left = sum();
        for (var operator : List.of("!=", "<=", ">=", "=", "<", ">")) {
            if (!sign(operator)) {
                continue;
            }
            skipSpace();
            var right = position < text.length() && text.charAt(position) == '\''
                    ? new Expression.Constant(indexOf(quoted(), text.substring(start, position)))
                    : sum();
            return Functions.comparison(operator, left, right);
        }
        return left;
    }

    /** The index of a quoted word among the choices of the name that it is compared with. */
    private int indexOf(String choice, String compared) {
        String name = compared.strip().split("[^A-Za-z0-9_]")[0];
        int index = scope.symbol(name).choices().indexOf(choice);
        if (index < 0) {
            throw fault("'" + choice + "' is no choice of " + name);
        }
        return index;
    }

    private Expression sum() {
        var left = product();
        while (true) {
            var first = left;
            if (sign("+")) {
                var second = product();
                left = fold(first, second, frame -> first.value(frame) + second.value(frame));
            } else if (sign("-")) {
                var second = product();
                left = fold(first, second, frame -> first.value(frame) - second.value(frame));
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        var left = unary();
        while (true) {
            var first = left;
            if (sign("*")) {
                var second = unary();
                left = fold(first, second, frame -> first.value(frame) * second.value(frame));
            } else if (sign("/")) {
                var second = unary();
                left = fold(first, second, frame -> first.value(frame) / second.value(frame));
            } else {
                return left;
            }
        }
    }

    private Expression unary() {
        if (sign("-")) {
            var operand = unary();
            return fold(operand, operand, frame -> -operand.value(frame));
        }
        return power();
    }

    private Expression power() {
        var base = atom();
        if (!sign("^")) {
            return base;
        }
        var exponent = unary();
        if (exponent instanceof Expression.Constant(double number) && number == 2) {
            return frame -> {
                double value = base.value(frame);
                return value * value;
            };
        }
        return fold(base, exponent, frame -> Math.pow(base.value(frame), exponent.value(frame)));
    }

    private Expression atom() {
        skipSpace();
        if (position >= text.length()) {
            throw fault("the expression ends too early");
        }
        char next = text.charAt(position);
        if (next == '(') {
            position++;
            var inner = disjunction();
            expect(")");
            return inner;
        }
        if (Character.isDigit(next) || next == '.') {
            return number();
        }
        String name = identifier();
        if (sign("(")) {
            return call(name);
        }
        var symbol = scope.symbol(name);
        inputs.addAll(symbol.inputs());
        return symbol.read();
    }

    private Expression call(String function) {
        if (function.equals("given") || function.equals("has")) {
            String name = identifier();
            var symbol = scope.symbol(name);
            inputs.addAll(symbol.inputs());
            int slot = symbol.slot();
            if (function.equals("given")) {
                expect(")");
                return frame -> Double.isNaN(frame.slots()[slot]) ? 0 : 1;
            }
            expect(",");
            skipSpace();
            long bit = 1L << indexOf(quoted(), name);
            expect(")");
            return frame -> Double.isNaN(frame.slots()[slot]) ? Double.NaN
                    : ((long) frame.slots()[slot] & bit) != 0 ? 1 : 0;
        }
        var arguments = new ArrayList<Expression>();
        do {
            arguments.add(disjunction());
        } while (sign(","));
        expect(")");
        try {
            return Functions.call(function, arguments);
        } catch (IllegalArgumentException e) {
            throw fault(e.getMessage());
        }
    }

    private static Expression fold(Expression first, Expression second, Expression whole) {
        boolean constant = first instanceof Expression.Constant && second instanceof Expression.Constant;
        return constant ? new Expression.Constant(whole.value(null)) : whole;
    }

    private Expression number() {
        int start = position;
        while (position < text.length() && (Character.isDigit(text.charAt(position)) || text.charAt(position) == '.'
                || text.charAt(position) == 'e'
                || text.charAt(position) == '-' && text.charAt(position - 1) == 'e')) {
            position++;
        }
        return new Expression.Constant(Double.parseDouble(text.substring(start, position)));
    }

    private String identifier() {
        skipSpace();
        int start = position;
        while (position < text.length() && (Character.isLetterOrDigit(text.charAt(position))
                || text.charAt(position) == '_')) {
            position++;
        }
        if (start == position) {
            throw fault("a name or number is expected");
        }
        return text.substring(start, position);
    }

    private String quoted() {
        int end = text.indexOf('\'', position + 1);
        if (text.charAt(position) != '\'' || end < 0) {
            throw fault("a word in single quotes is expected");
        }
        String word = text.substring(position + 1, end);
        position = end + 1;
        return word;
    }

    private boolean word(String word) {
        skipSpace();
        int end = position + word.length();
        if (text.startsWith(word, position)
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)) && text.charAt(end) != '_')) {
            position = end;
            return true;
        }
        return false;
    }

    private boolean sign(String sign) {
        skipSpace();
        if (text.startsWith(sign, position)) {
            position += sign.length();
            return true;
        }
        return false;
    }

    private void expect(String sign) {
        if (!sign(sign)) {
            throw fault(sign + " is expected");
        }
    }

    private void skipSpace() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what + " at " + position + " in: " + text);
    }
}
