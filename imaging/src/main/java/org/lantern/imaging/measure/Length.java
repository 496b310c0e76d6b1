package org.lantern.imaging.measure;

import java.util.OptionalDouble;

import org.lantern.imaging.geometry.PixelPoint;

/** The distance between two points of an image. */
public record Length(PixelPoint from, PixelPoint to, Calibration calibration) {
    /** In pixels, along columns and rows alike. */
    public double pixels() {
        return Math.hypot(to.column() - from.column(), to.row() - from.row());
    }

    /** In millimetres; empty where the image has none. */
    public OptionalDouble mm() {
        return calibration.spacing()
                .map(spacing -> OptionalDouble.of(Math.hypot((to.column() - from.column()) * spacing.betweenColumnsMm(),
                        (to.row() - from.row()) * spacing.betweenRowsMm())))
                .orElse(OptionalDouble.empty());
    }
}
