package org.lantern.analytics.risk.formula;

/**
 * The memory of one evaluation.
 *
 * @param slots inputs, then definitions, sums and outputs as far as they have been computed; NaN where there is none
 * @param constants the row chosen from each table of constants
 */
public record Frame(double[] slots, double[][] constants) {}
