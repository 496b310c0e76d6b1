package org.lantern.analytics.risk;

import java.util.List;

/**
 * One part of a sum that made the result: points of a score, or a term of the linear predictor.
 *
 * @param name of the term; equal to the input's name where it depends on one input only
 * @param inputs the inputs it depends on
 * @param value points, log odds or log hazard as {@code unit} says; the values of one result add up to its sum
 * @param unit {@code points}, {@code log-odds} or {@code log-hazard}
 * @param part which of several sums it belongs to, such as {@code chd} or {@code stroke}; empty if there is one
 */
public record Contribution(String name, List<String> inputs, double value, String unit, String part) {}
