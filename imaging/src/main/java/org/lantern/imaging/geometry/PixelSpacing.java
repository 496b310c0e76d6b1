package org.lantern.imaging.geometry;

/**
 * Distance between the centres of neighbouring pixels, in millimetres, in the order of PS3.3 10.7.1.3.
 *
 * @param betweenRowsMm vertical distance, finite and greater than 0
 * @param betweenColumnsMm horizontal distance, finite and greater than 0
 */
public record PixelSpacing(double betweenRowsMm, double betweenColumnsMm) {
    public PixelSpacing {
        if (!(betweenRowsMm > 0 && betweenColumnsMm > 0 && Double.isFinite(betweenRowsMm + betweenColumnsMm))) {
            throw new IllegalArgumentException("pixel spacing must be positive and finite, in mm");
        }
    }
}
