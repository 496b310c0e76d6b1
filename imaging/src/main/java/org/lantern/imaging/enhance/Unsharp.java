package org.lantern.imaging.enhance;

import java.util.Map;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Unsharp mask: what a Gaussian blur takes away is added again, times the amount.
 *
 * @param radius standard deviation of the blur in pixels, 0.3..20
 * @param amount 0.1..10
 */
public record Unsharp(double radius, double amount) implements Enhancement {
    private static final String RADIUS = "radius";
    private static final String AMOUNT = "amount";

    static final EnhancementKind KIND = EnhancementKind.of("unsharp",
            arguments -> new Unsharp(arguments.decimal(RADIUS), arguments.decimal(AMOUNT)),
            Parameter.decimal(RADIUS, 0.3, 20, 2), Parameter.decimal(AMOUNT, 0.1, 10, 1));

    @Override
    public EnhancementKind kind() {
        return KIND;
    }

    @Override
    public Map<String, Double> values() {
        return new Values().with(RADIUS, radius).with(AMOUNT, amount).toMap();
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        float strength = (float) amount;
        return Components.EACH.apply(frame, plane -> {
            FloatRows rows = new FloatRows(plane);
            GaussianRows.run(rows, radius, (original, blurred) -> {
                for (int i = 0; i < blurred.length; i++) {
                    blurred[i] = original[i] + strength * (original[i] - blurred[i]);
                }
            });
            return rows.target();
        });
    }
}
