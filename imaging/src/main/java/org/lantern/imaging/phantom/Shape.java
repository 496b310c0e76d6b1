package org.lantern.imaging.phantom;

/** Distances to simple bodies, in mm, negative inside; exact on the surface and near enough elsewhere. */
final class Shape {
    private Shape() {}

    /** An ellipsoid about the origin. */
    static double ellipsoid(double x, double y, double z, double rx, double ry, double rz) {
        double ax = x / rx;
        double ay = y / ry;
        double az = z / rz;
        double whole = Math.sqrt(ax * ax + ay * ay + az * az);
        if (whole < 1e-6) {
            return -Math.min(rx, Math.min(ry, rz));
        }
        double bx = ax / rx;
        double by = ay / ry;
        double bz = az / rz;
        return whole * (whole - 1) / Math.sqrt(bx * bx + by * by + bz * bz);
    }

    /** An upright elliptic cylinder about the origin. */
    static double cylinder(double x, double y, double rx, double ry) {
        return ellipsoid(x, y, 0, rx, ry, 1);
    }

    /** How much of a voxel lies inside: 1 inside, 0 outside, between them over the given width. */
    static double inside(double distance, double widthMm) {
        return Math.clamp(0.5 - distance / widthMm, 0.0, 1.0);
    }
}
