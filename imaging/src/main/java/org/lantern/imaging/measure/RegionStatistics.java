package org.lantern.imaging.measure;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.PixelPadding;
import org.lantern.imaging.pixel.StoredValues;

/**
 * The values in a region of a monochrome frame, through the modality lookup table, without padding.
 *
 * @param count number of pixels, at least 1
 * @param mean in {@code unit}, as are the following
 * @param standardDeviation of these pixels as a whole: the squares are divided by their number
 * @param median the mean of the two middle values if the number is even
 * @param entropyBits Shannon's entropy of the values that occur, in bits: 0 if all are the same
 * @param unit the modality's, "HU" for CT; empty where none is stated
 * @param areaPixels area of the shape
 * @param areaMm2 area of the shape in mm²; empty where the image has no millimetres
 */
public record RegionStatistics(int count, double mean, double standardDeviation, double lowest, double highest,
        double median, double entropyBits, String unit, double areaPixels, OptionalDouble areaMm2) {

    /**
     * @param frame as decoded, not an enhanced one
     * @return empty if no pixel with a value lies in the region
     * @throws ImagingException.Unsupported for colour
     */
    public static Optional<RegionStatistics> of(Frame frame, ModalityLut modality, Optional<PixelPadding> padding,
            Region region, Calibration calibration) throws ImagingException {
        PixelFormat format = frame.format();
        if (!format.photometric().isMonochrome()) {
            throw new ImagingException.Unsupported("statistics of " + format.photometric().term());
        }
        double[] values = values(frame, modality, padding, region);
        if (values.length == 0) {
            return Optional.empty();
        }
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        Arrays.sort(values);
        double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
        OptionalDouble areaMm2 = calibration.spacing().map(spacing -> OptionalDouble.of(
                region.areaPixels() * spacing.betweenRowsMm() * spacing.betweenColumnsMm()))
                .orElse(OptionalDouble.empty());
        return Optional.of(new RegionStatistics(values.length, mean, Math.sqrt(squares / values.length), values[0],
                values[values.length - 1], median, entropyBits(values), modality.unit(), region.areaPixels(), areaMm2));
    }

    private static double entropyBits(double[] sorted) {
        double bits = 0;
        int first = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[first]) {
                double share = (double) (i - first) / sorted.length;
                bits -= share * Math.log(share) / Math.log(2);
                first = i;
            }
        }
        return Math.max(0, bits);
    }

    private static double[] values(Frame frame, ModalityLut modality, Optional<PixelPadding> padding, Region region) {
        PixelPoint first = region.topLeft();
        PixelPoint last = region.bottomRight();
        int columns = frame.format().columns();
        int firstRow = (int) Math.max(0, Math.ceil(first.row()));
        int lastRow = (int) Math.min(frame.format().rows() - 1.0, Math.floor(last.row()));
        int firstColumn = (int) Math.max(0, Math.ceil(first.column()));
        int lastColumn = (int) Math.min(columns - 1.0, Math.floor(last.column()));
        StoredValues stored = StoredValues.of(frame);
        double[] values = new double[Math.max(0, lastRow - firstRow + 1) * Math.max(0, lastColumn - firstColumn + 1)];
        int count = 0;
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                double value = stored.at(row * columns + column);
                boolean counts = region.contains(column, row) && Double.isFinite(value)
                        && (padding.isEmpty() || !padding.get().contains(value));
                if (counts) {
                    values[count++] = modality.apply(value);
                }
            }
        }
        return Arrays.copyOf(values, count);
    }
}
