package org.lantern.imaging.enhance;

import java.util.Map;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.RowBands;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Median of a square about each pixel; beyond the edge the edge is repeated. Values of more than 16 bits are compared in
 * 65536 equal steps.
 *
 * @param size width of the square in pixels, odd, 3..15
 */
public record Median(int size) implements Enhancement {
    private static final String SIZE = "size";

    static final EnhancementKind KIND = EnhancementKind.of("median", arguments -> new Median(arguments.whole(SIZE)),
            Parameter.whole(SIZE, 3, 15, 2, 3));

    @Override
    public EnhancementKind kind() {
        return KIND;
    }

    @Override
    public Map<String, Double> values() {
        return new Values().with(SIZE, size).toMap();
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        return Components.EACH.apply(frame, plane -> {
            ValueRange range = StoredBounds.occurring(plane);
            if (range.span() == 0) {
                return plane;
            }
            LevelRows levels = new LevelRows(plane, range);
            int columns = plane.format().columns();
            RowBands.run(plane.format().rows(), columns, (from, to) -> {
                if (size == 3) {
                    MedianOfNine.run(levels, plane.format().rows(), columns, from, to);
                } else {
                    new SlidingMedian(levels, plane.format().rows(), columns, size).run(from, to);
                }
            });
            return levels.target();
        });
    }
}
