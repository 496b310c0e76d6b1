package org.lantern.imaging.enhance;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.RowBands;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Non-local means (A. Buades, B. Coll, J.-M. Morel, 2005): each pixel becomes the mean of those nearby whose surroundings
 * look like its own, weighted by {@code exp(-d / strength^2)} where {@code d} is the mean squared difference of the
 * surroundings.
 *
 * @param strength in the modality's unit, about the noise's standard deviation; empty for a twentieth of the span shown
 * @param patch width of the surroundings compared, in pixels, odd, 3..9
 * @param search width of the square in which likes are looked for, in pixels, odd, 5..25
 */
public record Denoise(OptionalDouble strength, int patch, int search) implements Enhancement {
    private static final String STRENGTH = "strength";
    private static final String PATCH = "patch";
    private static final String SEARCH = "search";

    static final EnhancementKind KIND = EnhancementKind.of("denoise",
            arguments -> new Denoise(arguments.optional(STRENGTH), arguments.whole(PATCH), arguments.whole(SEARCH)),
            Parameter.value(STRENGTH, 1e-6, 1e9), Parameter.whole(PATCH, 3, 9, 2, 3),
            Parameter.whole(SEARCH, 5, 25, 2, 11));

    @Override
    public EnhancementKind kind() {
        return KIND;
    }

    @Override
    public Map<String, Double> values() {
        return new Values().with(STRENGTH, strength).with(PATCH, patch).with(SEARCH, search).toMap();
    }

    @Override
    public Enhancement frozen(ValueRange shown) {
        return strength.isPresent() || shown.span() == 0 ? this
                : new Denoise(OptionalDouble.of(shown.span() / 20), patch, search);
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        double h = strength.orElse(shown.span() / 20) * modality.storedPerUnit();
        if (h == 0) {
            return frame;
        }
        RangeWeights weights = new RangeWeights(1 / (h * h * patch * patch));
        return Components.EACH.apply(frame, plane -> {
            FloatRows rows = new FloatRows(plane);
            RowBands.run(rows.rows(), rows.columns(), (from, to) -> band(rows, weights, from, to, cancelled));
            return rows.target();
        });
    }

    // Row by row: for each shift the squared differences are summed over the patch's rows, then slid along the row.
    private void band(FloatRows rows, RangeWeights weights, int from, int to, BooleanSupplier cancelled) {
        int half = patch / 2;
        int reach = search / 2;
        int margin = half + reach;
        int columns = rows.columns();
        float[][] lines = new float[2 * margin + 1][columns + 2 * margin];
        float[] squares = new float[columns + 2 * half];
        float[] sums = new float[columns];
        float[] counts = new float[columns];
        for (int row = from; row < to; row++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            for (int i = 0; i < lines.length; i++) {
                rows.read(row + i - margin, lines[i], margin);
            }
            Arrays.fill(sums, 0);
            Arrays.fill(counts, 0);
            for (int down = -reach; down <= reach; down++) {
                for (int across = -reach; across <= reach; across++) {
                    squares(lines, down, across, squares);
                    float[] line = lines[margin + down];
                    float window = 0;
                    for (int i = 0; i < 2 * half; i++) {
                        window += squares[i];
                    }
                    for (int i = 0; i < columns; i++) {
                        window += squares[i + 2 * half];
                        float weight = weights.of(Math.max(0, window));
                        sums[i] += weight * line[i + margin + across];
                        counts[i] += weight;
                        window -= squares[i];
                    }
                }
            }
            for (int i = 0; i < columns; i++) {
                sums[i] /= counts[i];
            }
            rows.write(row, sums);
        }
    }

    private void squares(float[][] lines, int down, int across, float[] squares) {
        int half = patch / 2;
        int margin = half + search / 2;
        Arrays.fill(squares, 0);
        for (int y = -half; y <= half; y++) {
            float[] here = lines[margin + y];
            float[] there = lines[margin + y + down];
            int offset = margin - half;
            for (int i = 0; i < squares.length; i++) {
                float difference = here[i + offset] - there[i + offset + across];
                squares[i] += difference * difference;
            }
        }
    }
}
