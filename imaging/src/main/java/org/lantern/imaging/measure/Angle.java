package org.lantern.imaging.measure;

import org.lantern.imaging.geometry.PixelPoint;

/** The angle at {@code vertex} between the ways to two other points; none of them lies on the vertex. */
public record Angle(PixelPoint first, PixelPoint vertex, PixelPoint second, Calibration calibration) {
    public Angle {
        if (first.equals(vertex) || second.equals(vertex)) {
            throw new IllegalArgumentException("an angle needs two legs");
        }
    }

    /** 0..180. */
    public double degrees() {
        double aspect = calibration.pixelAspect();
        double ax = first.column() - vertex.column();
        double ay = (first.row() - vertex.row()) * aspect;
        double bx = second.column() - vertex.column();
        double by = (second.row() - vertex.row()) * aspect;
        return Math.toDegrees(Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by));
    }
}
