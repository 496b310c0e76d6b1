package org.lantern.app.bench;

/**
 * One measured speed.
 *
 * @param benchmark name of the benchmark
 * @param subject what was measured: the name of a transfer syntax, the text of a recipe, or one of the words
 *            {@code parse}, {@code window}, {@code import}, {@code read-back}
 * @param perSecond how much was done in a second of wall time, in {@code unit}
 * @param unit {@code files}, {@code MB} (10^6 bytes of decoded pixels or of files) or {@code Mpixel}
 * @param milliseconds median wall time of one pass
 * @param passes how many were timed
 */
public record Figure(String benchmark, String subject, double perSecond, String unit, double milliseconds,
        int passes) {}
