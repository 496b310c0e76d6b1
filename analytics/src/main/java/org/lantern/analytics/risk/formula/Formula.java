package org.lantern.analytics.risk.formula;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A formula that cannot be said in expressions: it walks over a list or looks into a table. Implementations are pure,
 * have a constructor without parameters, and are named in a model's file as {@code "formula": {"class": …}}.
 */
@FunctionalInterface
public interface Formula {
    /**
     * Computes the values that the file announces; expressions and outputs use them by name.
     *
     * @param input gives an input as Double, Boolean, String or List, or nothing if it was not given
     * @return values by name; one that cannot be had is left out
     */
    Map<String, Double> evaluate(Function<String, Optional<Object>> input);
}
