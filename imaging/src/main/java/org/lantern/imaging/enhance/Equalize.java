package org.lantern.imaging.enhance;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.StoredBits;
import org.lantern.imaging.pixel.StoredCounts;
import org.lantern.imaging.pixel.StoredValues;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Histogram equalization: values are spread so that each stretch of brightness holds about as many pixels. Values
 * outside the bounds are taken to be at them, as the screen shows them; the result spans the bounds. Of the lowest value
 * that occurs nothing is spread, so that a dark background stays dark.
 *
 * @param bounds in the modality's unit; empty to follow the values shown
 */
public record Equalize(Optional<ValueRange> bounds) implements Enhancement {
    static final EnhancementKind KIND = EnhancementKind.bounded("equalize",
            arguments -> new Equalize(arguments.bounds()));

    // Values of more than 16 bits are counted in this many equal steps.
    private static final int STEPS = 65536;

    @Override
    public EnhancementKind kind() {
        return KIND;
    }

    @Override
    public Map<String, Double> values() {
        return new Values().bounds(bounds);
    }

    @Override
    public Enhancement frozen(ValueRange shown) {
        return bounds.isPresent() ? this : new Equalize(Optional.of(shown));
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        return Components.LUMINANCE.apply(frame, plane -> equalized(plane, modality, shown));
    }

    private Frame equalized(Frame frame, ModalityLut modality, ValueRange shown) {
        ValueRange range = StoredBounds.of(frame, modality, bounds, shown);
        if (range.span() == 0) {
            return frame;
        }
        boolean upTo16Bits = !frame.format().floating() && frame.format().bitsAllocated() <= 16;
        double perStep = upTo16Bits ? 1 : range.span() / (STEPS - 1);
        long[] counts = upTo16Bits ? counts(frame, range) : stepCounts(frame, range, perStep);
        double[] spread = spread(counts, range);
        return PointMap.apply(frame, value -> Double.isNaN(value) ? value
                : spread[(int) Math.rint((range.clamp(value) - range.lowest()) / perStep)]);
    }

    private static long[] counts(Frame frame, ValueRange range) {
        StoredBits bits = StoredBits.of(frame.format());
        int[] all = StoredCounts.of(frame);
        long[] counts = new long[(int) range.span() + 1];
        for (int index = 0; index < all.length; index++) {
            if (all[index] > 0) {
                counts[(int) (range.clamp(bits.value(index << bits.shift())) - range.lowest())] += all[index];
            }
        }
        return counts;
    }

    private static long[] stepCounts(Frame frame, ValueRange range, double perStep) {
        StoredValues values = StoredValues.of(frame);
        long[] counts = new long[STEPS];
        for (int i = 0; i < frame.samples().length(); i++) {
            double value = values.at(i);
            if (!Double.isNaN(value)) {
                counts[(int) Math.rint((range.clamp(value) - range.lowest()) / perStep)]++;
            }
        }
        return counts;
    }

    private static double[] spread(long[] counts, ValueRange range) {
        double[] spread = new double[counts.length];
        int first = 0;
        long total = 0;
        for (int step = counts.length - 1; step >= 0; step--) {
            total += counts[step];
            first = counts[step] > 0 ? step : first;
        }
        long above = total - counts[first];
        if (above == 0) {
            // A single value has nothing to be spread against: it stays.
            Arrays.setAll(spread, step -> range.lowest() + range.span() * step / (spread.length - 1));
            return spread;
        }
        long sum = 0;
        for (int step = 0; step < counts.length; step++) {
            sum += step > first ? counts[step] : 0;
            spread[step] = range.lowest() + range.span() * sum / above;
        }
        return spread;
    }
}
