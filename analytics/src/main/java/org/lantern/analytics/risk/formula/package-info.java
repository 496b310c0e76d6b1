/**
 * The small language in which model files state their arithmetic, and the few formulas that need a class of their own.
 *
 * <p>Inside of this package a number that is not there is NaN, so that everything computed from it is not there either;
 * NaN never leaves it: results simply lack the output.
 */
package org.lantern.analytics.risk.formula;
