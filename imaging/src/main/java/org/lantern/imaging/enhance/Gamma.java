package org.lantern.imaging.enhance;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.ValueRange;

/**
 * A power curve over the bounds: with {@code t} the place of a value between them, 0..1, the new place is
 * {@code t ^ exponent}. Below 1 the middle values rise, above 1 they fall. Values outside the bounds are taken to be at
 * them.
 *
 * @param exponent 0.1..10
 * @param bounds in the modality's unit; empty to follow the values shown
 */
public record Gamma(double exponent, Optional<ValueRange> bounds) implements Enhancement {
    private static final String VALUE = "value";

    static final EnhancementKind KIND = EnhancementKind.bounded("gamma",
            arguments -> new Gamma(arguments.decimal(VALUE), arguments.bounds()),
            Parameter.decimal(VALUE, 0.1, 10, 0.8));

    @Override
    public EnhancementKind kind() {
        return KIND;
    }

    @Override
    public Map<String, Double> values() {
        return new Values().with(VALUE, exponent).bounds(bounds);
    }

    @Override
    public Enhancement frozen(ValueRange shown) {
        return bounds.isPresent() ? this : new Gamma(exponent, Optional.of(shown));
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        return Components.LUMINANCE.apply(frame, plane -> curved(plane, modality, shown));
    }

    private Frame curved(Frame frame, ModalityLut modality, ValueRange shown) {
        ValueRange range = StoredBounds.of(frame, modality, bounds, shown);
        if (range.span() == 0) {
            return frame;
        }
        // With a falling modality table high values are stored as low ones; the curve is that of the values.
        boolean falling = modality.apply(range.highest()) < modality.apply(range.lowest());
        return PointMap.apply(frame, stored -> {
            double place = (range.clamp(stored) - range.lowest()) / range.span();
            double raised = falling ? 1 - Math.pow(1 - place, exponent) : Math.pow(place, exponent);
            return Double.isNaN(stored) ? stored : range.lowest() + range.span() * raised;
        });
    }
}
