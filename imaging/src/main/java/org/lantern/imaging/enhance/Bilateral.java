package org.lantern.imaging.enhance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Bilateral filter (C. Tomasi, R. Manduchi, 1998): a blur in which neighbours count less the more their value differs, so
 * that edges stay.
 *
 * @param size diameter of the neighbourhood in pixels, odd, 3..15
 * @param sigma standard deviation of the distance in pixels, 0.3..20
 * @param range standard deviation of the difference in the modality's unit; empty for a tenth of the span shown
 */
public record Bilateral(int size, double sigma, OptionalDouble range) implements Enhancement {
    private static final String SIZE = "size";
    private static final String SIGMA = "sigma";
    private static final String RANGE = "range";

    static final EnhancementKind KIND = EnhancementKind.of("bilateral",
            arguments -> new Bilateral(arguments.whole(SIZE), arguments.decimal(SIGMA), arguments.optional(RANGE)),
            Parameter.whole(SIZE, 3, 15, 2, 5), Parameter.decimal(SIGMA, 0.3, 20, 2),
            Parameter.value(RANGE, 1e-6, 1e9));

    /** A neighbour: where it lies in the rows read and what its distance makes it count. */
    private record Neighbour(int line, int offset, float weight) {}

    @Override
    public EnhancementKind kind() {
        return KIND;
    }

    @Override
    public Map<String, Double> values() {
        return new Values().with(SIZE, size).with(SIGMA, sigma).with(RANGE, range).toMap();
    }

    @Override
    public Enhancement frozen(ValueRange shown) {
        return range.isPresent() || shown.span() == 0 ? this
                : new Bilateral(size, sigma, OptionalDouble.of(shown.span() / 10));
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        double deviation = range.orElse(shown.span() / 10) * modality.storedPerUnit();
        if (deviation == 0) {
            return frame;
        }
        RangeWeights weights = new RangeWeights(1 / (2 * deviation * deviation));
        return Components.EACH.apply(frame, plane -> {
            FloatRows rows = new FloatRows(plane);
            RowBands.run(rows.rows(), rows.columns(), (from, to) -> band(rows, weights, from, to, cancelled));
            return rows.target();
        });
    }

    private void band(FloatRows rows, RangeWeights weights, int from, int to, BooleanSupplier cancelled) {
        int radius = size / 2;
        int columns = rows.columns();
        List<Neighbour> neighbours = neighbours(radius);
        float[][] lines = new float[size][columns + 2 * radius];
        float[] sums = new float[columns];
        float[] counts = new float[columns];
        for (int row = from; row < to; row++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            for (int i = 0; i < size; i++) {
                rows.read(row + i - radius, lines[i], radius);
            }
            float[] center = lines[radius];
            Arrays.fill(sums, 0);
            Arrays.fill(counts, 0);
            for (Neighbour neighbour : neighbours) {
                float[] line = lines[neighbour.line];
                int offset = neighbour.offset;
                float distance = neighbour.weight;
                for (int i = 0; i < columns; i++) {
                    float value = line[i + offset];
                    float difference = value - center[i + radius];
                    float weight = distance * weights.of(difference * difference);
                    sums[i] += weight * value;
                    counts[i] += weight;
                }
            }
            for (int i = 0; i < columns; i++) {
                sums[i] /= counts[i];
            }
            rows.write(row, sums);
        }
    }

    private List<Neighbour> neighbours(int radius) {
        List<Neighbour> neighbours = new ArrayList<>();
        for (int y = -radius; y <= radius; y++) {
            for (int x = -radius; x <= radius; x++) {
                double square = x * x + y * y;
                if (Math.sqrt(square) <= radius) {
                    neighbours.add(new Neighbour(y + radius, x + radius,
                            (float) Math.exp(-square / (2 * sigma * sigma))));
                }
            }
        }
        return neighbours;
    }
}
