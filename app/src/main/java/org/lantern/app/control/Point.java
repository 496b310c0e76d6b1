package org.lantern.app.control;

/** A position on a plane; whether in image pixels or in screen pixels is said by whoever hands it over. */
public record Point(double x, double y) {
    public double distanceTo(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
