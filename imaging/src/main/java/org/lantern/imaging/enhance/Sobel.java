package org.lantern.imaging.enhance;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.RowBands;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Edges by the length of the gradient, of Sobel's 3 x 3 operators. No gradient gives the lower bound; the length is added
 * to it, up to the upper bound.
 *
 * @param bounds in the modality's unit; empty to follow the values shown
 */
public record Sobel(Optional<ValueRange> bounds) implements Enhancement {
    static final EnhancementKind KIND = EnhancementKind.bounded("sobel", arguments -> new Sobel(arguments.bounds()));

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
        return bounds.isPresent() ? this : new Sobel(Optional.of(shown));
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        return Components.GREY.apply(frame, plane -> {
            ValueRange range = StoredBounds.of(plane, modality, bounds, shown);
            FloatRows rows = new FloatRows(plane);
            RowBands.run(rows.rows(), rows.columns(), (from, to) -> band(rows, range, from, to));
            return rows.target();
        });
    }

    private static void band(FloatRows rows, ValueRange range, int from, int to) {
        int columns = rows.columns();
        float[] above = new float[columns + 2];
        float[] middle = new float[columns + 2];
        float[] below = new float[columns + 2];
        float[] out = new float[columns];
        float lowest = (float) range.lowest();
        float highest = (float) range.highest();
        rows.read(from - 1, above, 1);
        rows.read(from, middle, 1);
        for (int row = from; row < to; row++) {
            rows.read(row + 1, below, 1);
            for (int i = 0; i < columns; i++) {
                float across = above[i + 2] - above[i] + 2 * (middle[i + 2] - middle[i]) + below[i + 2] - below[i];
                float down = below[i] + 2 * below[i + 1] + below[i + 2] - above[i] - 2 * above[i + 1] - above[i + 2];
                float length = (float) Math.sqrt(across * across + down * down);
                out[i] = Math.min(highest, lowest + length);
            }
            rows.write(row, out);
            float[] free = above;
            above = middle;
            middle = below;
            below = free;
        }
    }
}
