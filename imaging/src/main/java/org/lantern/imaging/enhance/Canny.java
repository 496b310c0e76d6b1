package org.lantern.imaging.enhance;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.RowBands;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Edges by J. Canny (1986): thin lines where the gradient is steepest, kept if they are steep somewhere. The gradient is
 * the sum of the absolute values of Sobel's two 3 x 3 operators. Edges have the upper bound, all else the lower.
 *
 * @param low gradient, in the modality's unit, above which an edge goes on; empty for a fifth of the bounds' span
 * @param high gradient above which one starts, not below {@code low}; empty for three fifths
 * @param bounds in the modality's unit; empty to follow the values shown
 */
public record Canny(OptionalDouble low, OptionalDouble high, Optional<ValueRange> bounds) implements Enhancement {
    static final String LOW = "low";
    static final String HIGH = "high";

    static final EnhancementKind KIND = EnhancementKind.bounded("canny",
            arguments -> new Canny(arguments.optional(LOW), arguments.optional(HIGH), arguments.bounds()),
            Parameter.value(LOW, 0, 1e9), Parameter.value(HIGH, 0, 1e9));

    @Override
    public EnhancementKind kind() {
        return KIND;
    }

    @Override
    public Map<String, Double> values() {
        return new Values().with(LOW, low).with(HIGH, high).bounds(bounds);
    }

    @Override
    public Enhancement frozen(ValueRange shown) {
        return bounds.isPresent() ? this : new Canny(low, high, Optional.of(shown));
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        return Components.GREY.apply(frame, plane -> {
            ValueRange output = StoredBounds.of(plane, modality, bounds, shown);
            ValueRange occurring = StoredBounds.occurring(plane);
            double span = bounds.orElse(shown).span();
            double perUnit = modality.storedPerUnit();
            FloatRows rows = new FloatRows(plane);
            byte[] edges = new byte[plane.samples().length()];
            if (occurring.span() > 0) {
                LevelRows levels = new LevelRows(plane, occurring);
                edges = new EdgeTracer(levels, rows.rows(), rows.columns(),
                        low.orElse(0.2 * span) * perUnit / levels.perLevel(),
                        high.orElse(0.6 * span) * perUnit / levels.perLevel()).trace();
            }
            draw(rows, edges, (float) output.lowest(), (float) output.highest());
            return rows.target();
        });
    }

    private static void draw(FloatRows rows, byte[] edges, float ground, float line) {
        RowBands.run(rows.rows(), rows.columns(), (from, to) -> {
            float[] out = new float[rows.columns()];
            for (int row = from; row < to; row++) {
                for (int i = 0; i < out.length; i++) {
                    out[i] = edges[row * out.length + i] == EdgeTracer.EDGE ? line : ground;
                }
                rows.write(row, out);
            }
        });
    }
}
