package org.lantern.imaging.pixel;

import java.util.Optional;

/**
 * How often values occur in a frame, through the modality lookup table. Bins are equally wide; the first starts at
 * {@code lowest} and the last ends at {@code highest}, included. Counts are handed over, not copied: nobody writes to
 * them.
 *
 * @param lowest lowest value of the first bin, in the modality's unit
 * @param highest highest value of the last bin, in the modality's unit
 * @param counts number of pixels in each bin
 */
public record Histogram(double lowest, double highest, long[] counts) {
    /**
     * All pixels of a frame but padding and values that are not numbers. Of a colour frame every sample counts.
     *
     * @param bins number of bins, 1..65536
     * @return empty if no pixel counts
     */
    public static Optional<Histogram> of(Frame frame, ModalityLut modality, Optional<PixelPadding> padding, int bins) {
        return ValueRange.of(frame, modality, padding).map(range -> over(frame, modality, padding, range, bins));
    }

    /** As {@link #of(Frame, ModalityLut, Optional, int)} without padding. */
    public static Optional<Histogram> of(Frame frame, ModalityLut modality, int bins) {
        return of(frame, modality, Optional.empty(), bins);
    }

    /** Only values within {@code range} are counted. */
    public static Histogram over(Frame frame, ModalityLut modality, Optional<PixelPadding> padding, ValueRange range,
            int bins) {
        if (bins < 1 || bins > 65536) {
            throw new IllegalArgumentException("bins: 1..65536");
        }
        long[] counts = new long[bins];
        switch (frame.samples()) {
            case Samples.Bytes _,Samples.Shorts _ -> byStoredValue(frame, modality, padding, range, counts);
            default -> {
                StoredValues values = StoredValues.of(frame);
                for (int i = 0; i < frame.samples().length(); i++) {
                    add(values.at(i), 1, modality, padding, range, counts);
                }
            }
        }
        return new Histogram(range.lowest(), range.highest(), counts);
    }

    // Counting stored values first leaves the lookup table to be asked once per value instead of once per pixel.
    private static void byStoredValue(Frame frame, ModalityLut modality, Optional<PixelPadding> padding,
            ValueRange range, long[] counts) {
        StoredBits bits = StoredBits.of(frame.format());
        int[] perValue = StoredCounts.of(frame);
        for (int index = 0; index < perValue.length; index++) {
            if (perValue[index] > 0) {
                add(bits.value(index << bits.shift()), perValue[index], modality, padding, range, counts);
            }
        }
    }

    private static void add(double stored, int times, ModalityLut modality, Optional<PixelPadding> padding,
            ValueRange range, long[] counts) {
        if (!Double.isFinite(stored) || padding.isPresent() && padding.get().contains(stored)) {
            return;
        }
        double value = modality.apply(stored);
        if (value < range.lowest() || value > range.highest()) {
            return;
        }
        double position = range.span() == 0 ? 0 : (value - range.lowest()) / range.span() * counts.length;
        counts[(int) Math.min(position, counts.length - 1)] += times;
    }

    /** Number of pixels counted. */
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /** For each bin the number of pixels in it and in those before it. */
    public long[] cumulative() {
        long[] sums = counts.clone();
        for (int bin = 1; bin < sums.length; bin++) {
            sums[bin] += sums[bin - 1];
        }
        return sums;
    }

    /** The lowest value of a bin, in the modality's unit. */
    public double lowestOf(int bin) {
        return lowest + (highest - lowest) * bin / counts.length;
    }
}
