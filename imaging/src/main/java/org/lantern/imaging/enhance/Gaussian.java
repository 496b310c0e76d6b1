package org.lantern.imaging.enhance;

import java.util.Map;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Gaussian blur.
 *
 * @param sigma standard deviation in pixels, 0.3..20
 */
public record Gaussian(double sigma) implements Enhancement {
    private static final String SIGMA = "sigma";

    static final EnhancementKind KIND = EnhancementKind.of("gaussian",
            arguments -> new Gaussian(arguments.decimal(SIGMA)),
            Parameter.decimal(SIGMA, 0.3, 20, 2));

    @Override
    public EnhancementKind kind() {
        return KIND;
    }

    @Override
    public Map<String, Double> values() {
        return new Values().with(SIGMA, sigma).toMap();
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        return Components.EACH.apply(frame, plane -> {
            FloatRows rows = new FloatRows(plane);
            GaussianRows.run(rows, sigma, (_, _) -> {});
            return rows.target();
        });
    }
}
