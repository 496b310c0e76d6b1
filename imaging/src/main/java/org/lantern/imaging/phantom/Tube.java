package org.lantern.imaging.phantom;

/** A straight round tube with round ends whose radius may change along it; mm. */
record Tube(double x1, double y1, double z1, double x2, double y2, double z2, double radius1, double radius2) {
    /** Distance of a point to the surface, negative inside. */
    double distance(double x, double y, double z) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double dz = z2 - z1;
        double length2 = dx * dx + dy * dy + dz * dz;
        double along = length2 == 0 ? 0
                : Math.clamp(((x - x1) * dx + (y - y1) * dy + (z - z1) * dz) / length2, 0.0, 1.0);
        double ex = x - x1 - along * dx;
        double ey = y - y1 - along * dy;
        double ez = z - z1 - along * dz;
        return Math.sqrt(ex * ex + ey * ey + ez * ez) - (radius1 + (radius2 - radius1) * along);
    }

    /** Whether the height z is within the tube's, give or take a margin. */
    boolean isNear(double z, double margin) {
        double reach = Math.max(radius1, radius2) + margin;
        return z > Math.min(z1, z2) - reach && z < Math.max(z1, z2) + reach;
    }

    /** Radius of a ball about the middle that holds the tube. */
    double reach() {
        return Math.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1) + (z2 - z1) * (z2 - z1)) / 2
                + Math.max(radius1, radius2);
    }

    double middleX() {
        return (x1 + x2) / 2;
    }

    double middleY() {
        return (y1 + y2) / 2;
    }

    double middleZ() {
        return (z1 + z2) / 2;
    }
}
