package org.lantern.imaging.phantom;

import java.util.List;

/**
 * A chest after contrast medium: body wall, ribs, spine, lungs with their vessels, airways, heart and great vessels, and
 * the domes of the diaphragm. In Hounsfield units; coordinates are those of the patient in mm, with the origin at the
 * carina.
 */
final class ChestAnatomy {
    private static final double FAT = -100;
    private static final double MUSCLE = 55;
    private static final double CONTRAST = 250;
    private static final double RIB_STEP_MM = 27;
    private static final double VERTEBRA_MM = 25;

    private static final List<Tube> AORTA = List.of(new Tube(-16, -24, -32, -15, -28, 30, 15, 15.5),
            new Tube(-15, -28, 30, 2, -10, 47, 15, 14), new Tube(2, -10, 47, 18, 24, 44, 14, 13),
            new Tube(18, 24, 44, 24, 42, 22, 13, 12.5), new Tube(24, 42, 22, 20, 50, -160, 12.5, 11));
    private static final List<Tube> PULMONARY = List.of(new Tube(16, -40, -34, 12, -22, 0, 14, 14),
            new Tube(12, -20, 0, -36, 4, -8, 11, 9), new Tube(14, -18, 2, 38, 18, 2, 12, 9));
    private static final List<Tube> VEINS = List.of(new Tube(-31, -16, 75, -31, -14, -25, 8.5, 9.5),
            new Tube(-31, -16, 75, 38, -34, 92, 7, 6));
    private static final List<Tube> AIRWAYS = List.of(new Tube(1, 0, 150, 0, 12, 4, 8.5, 8.5),
            new Tube(0, 12, 4, -34, 17, -22, 7, 6), new Tube(0, 12, 4, 40, 20, -26, 6.5, 5.5),
            new Tube(-34, 17, -22, -58, 12, -6, 4.2, 2.6), new Tube(-34, 17, -22, -52, 28, -70, 4.6, 2.4),
            new Tube(40, 20, -26, 60, 8, -8, 4, 2.4), new Tube(40, 20, -26, 56, 32, -72, 4.2, 2.2));

    private final Noise noise;

    ChestAnatomy(Noise noise) {
        this.noise = noise;
    }

    private static double over(double below, double distance, double value) {
        double share = Shape.inside(distance, 1.0);
        return share == 0 ? below : Noise.mix(below, value, share);
    }

    /** Distance to the skin, negative inside; near it exact, deep inside only sure to be deep. */
    double skin(double x, double y, double z) {
        double width = 168 + 0.16 * Math.max(0, z - 20) * Math.clamp((z - 20) / 60, 0.0, 1.0) + 3 * Math.sin(z * 0.02);
        double depth = 112 + 4 * Math.sin(z * 0.025 + 1);
        double distance = rounded(Math.abs(x) / width, Math.abs(y) / depth) * depth;
        return Math.abs(distance) > 20 ? distance
                : distance + 2 * noise.smooth(x * 0.015, y * 0.015, z * 0.015);
    }

    /** Distance to the inner side of the rib cage, negative inside. */
    double cage(double x, double y, double z) {
        double up = Math.max(0, (z - 20) / 118);
        double narrowing = up == 0 ? 1 : Math.sqrt(Math.max(0.0025, 1 - up * up));
        double width = 133 * narrowing + Math.min(0, z) * -0.03;
        double depth = 92 * narrowing * (1.35 - 0.35 * narrowing);
        return rounded(Math.abs(x) / width, Math.abs(y + 3) / depth) * Math.min(width, depth);
    }

    // The superellipse of exponent 2.5, 0 on it; its root is replaced by two terms of its series.
    private static double rounded(double across, double deep) {
        double off = Math.min(2, across * across * Math.sqrt(across) + deep * deep * Math.sqrt(deep) - 1);
        return off * (0.4 - 0.12 * Math.min(off, 1.2));
    }

    /** Height of the diaphragm over a point, mm. */
    double diaphragm(double x, double y) {
        double right = -62 - 0.0095 * ((x + 66) * (x + 66) + 0.8 * (y + 10) * (y + 10));
        double left = -74 - 0.0105 * ((x - 68) * (x - 68) + 0.8 * (y + 8) * (y + 8));
        return Math.max(right, left);
    }

    /** Distance to the lungs, negative inside: within the cage, above the diaphragm, beside the mediastinum. */
    double lung(double x, double y, double z, double cage) {
        double knob = x > 0 ? 10 * bump((z - 42) / 26) + 6 * bump((z + 2) / 24)
                : 9 * bump((z - 30) / 50) + 5 * bump(z / 18);
        double beside = 14 + knob - Math.abs(x - 1) + 0.0009 * (y - 5) * (y - 5);
        double heart = Math.abs(x) < 90 && z < 10 ? 3 - heart(x, y, z) : -99;
        double spine = y > 30 ? 25 - Math.hypot(x, y - 70) : -99;
        return Math.max(Math.max(Math.max(cage + 3, (diaphragm(x, y) - z) * 0.6), Math.max(beside, heart)), spine);
    }

    private static double bump(double t) {
        return t * t < 1 ? (1 - t * t) * (1 - t * t) : 0;
    }

    private static double heart(double x, double y, double z) {
        double dx = x - 18;
        double dz = z + 70;
        return Shape.ellipsoid(dx * 0.88 - dz * 0.42, y + 30, dx * 0.42 + dz * 0.88, 52, 47, 60);
    }

    double at(double x, double y, double z) {
        double skin = skin(x, y, z);
        double value = table(x, y);
        if (skin > 1) {
            return value;
        }
        value = over(value, skin, 25);
        double cage = cage(x, y, z);
        if (cage > -2) {
            value = over(value, skin + 1.8, FAT + 10 * noise.smooth(x * 0.1, y * 0.1, z * 0.1));
            if (cage > 30 && skin > -9) {
                return value;
            }
            double layers = noise.smooth(x * 0.05, y * 0.05, z * 0.02);
            value = over(value, skin + 12 + 3 * layers, layers > 0.55 ? FAT : MUSCLE);
        }
        value = over(value, cage, FAT);
        value = organs(value, x, y, z, cage);
        return bones(value, x, y, z, cage);
    }

    private static double table(double x, double y) {
        double top = y - 128 + 0.0009 * x * x;
        return over(over(-1000, Math.abs(top - 3) - 1.2, -350), Math.max(Math.abs(top - 14) - 10, Math.abs(x) - 195),
                -930);
    }

    private double organs(double below, double x, double y, double z, double cage) {
        if (cage > 1) {
            return below;
        }
        double lung = lung(x, y, z, cage);
        double value = below;
        if (lung < 1) {
            double gravity = 45 * Math.clamp(y / 90, -1.0, 1.0);
            double texture = 48 * noise.rough(x * 0.2, y * 0.2, z * 0.2, 2);
            value = over(value, lung, -872 + gravity + texture);
            double fissure = Math.abs(z + 6 - 0.75 * y + 0.1 * Math.abs(x)) - 0.5;
            value = over(value, Math.max(lung + 1, fissure), -690);
        }
        value = belly(value, x, y, z, cage);
        return mediastinum(value, x, y, z, lung);
    }

    private double belly(double below, double x, double y, double z, double cage) {
        double under = Math.max(z - diaphragm(x, y) + 2, cage + 3);
        if (under > 1) {
            return below;
        }
        double speckle = 6 * noise.rough(x * 0.09, y * 0.09, z * 0.09, 2);
        double value = over(below, under, FAT);
        double liver = Math.max(under + 1, Shape.ellipsoid(x + 48, y + 4, z + 130, 92, 80, 75));
        double vessels = Math.abs(noise.smooth(x * 0.045 + 3, y * 0.045, z * 0.03)) - 0.03;
        value = over(value, liver, 108 + speckle);
        value = over(value, Math.max(liver + 6, vessels * 40), 165);
        double stomach = Math.max(under + 3, Shape.ellipsoid(x - 62, y + 25, z + 118, 42, 38, 38));
        value = over(value, stomach, 65);
        value = over(value, stomach + 4, y < -22 ? -990 : 18);
        return over(value, Math.max(under + 3, Shape.ellipsoid(x - 90, y - 42, z + 122, 28, 34, 42)), 125 + speckle);
    }

    private double mediastinum(double below, double x, double y, double z, double lung) {
        if (Math.abs(x) > 85) {
            return below;
        }
        double value = below;
        if (lung > 0) {
            double strands = noise.smooth(x * 0.11 + 4, y * 0.11, z * 0.11);
            value = strands > 0.4 && value < -60 && value > -160 ? 20 : value;
        }
        double heart = z < 10 ? heart(x, y, z) : 99;
        value = heart < 5 ? chambers(value, x, y, z, heart) : value;
        value = over(value, Math.hypot(x - 5, y - 36) - 7, 45);
        value = over(value, Math.hypot(x - 5.5, y - 36) - 2, -300);
        value = tubes(value, VEINS, x, y, z, 1.0, 310, 45);
        value = tubes(value, PULMONARY, x, y, z, 1.2, CONTRAST + 20, 45);
        value = tubes(value, AORTA, x, y, z, 1.6, CONTRAST, 50);
        return tubes(value, AIRWAYS, x, y, z, 1.6, -995, 40);
    }

    private double chambers(double below, double x, double y, double z, double heart) {
        double value = over(below, heart - 4, FAT);
        value = over(value, heart, 95 + 8 * noise.smooth(x * 0.12, y * 0.12, z * 0.12));
        value = over(value, Shape.ellipsoid(x - 34, y + 38, z + 82, 23, 21, 33), 235);
        value = over(value, Shape.ellipsoid(x - 4, y + 57, z + 78, 27, 14, 33), 215);
        value = over(value, Shape.ellipsoid(x + 27, y + 30, z + 70, 20, 23, 29), 205);
        return over(value, Shape.ellipsoid(x - 2, y - 1, z + 46, 28, 16, 20), 225);
    }

    private static double tubes(double below, List<Tube> tubes, double x, double y, double z, double wallMm,
            double inside,
            double wall) {
        double nearest = 1e9;
        for (Tube tube : tubes) {
            if (!tube.isNear(z, 3)) {
                continue;
            }
            nearest = Math.min(nearest, tube.distance(x, y, z));
        }
        return over(over(below, nearest - wallMm, wall), nearest, inside);
    }

    private double bones(double below, double x, double y, double z, double cage) {
        double value = below;
        if (cage > -1 && cage < 14) {
            double place = (z - 0.5 * y) / RIB_STEP_MM;
            double off = (place - Math.floor(place) - 0.5) * RIB_STEP_MM;
            double rib = Shape.cylinder(cage - 5.5, off, 4.2, 6.4);
            boolean cartilage = y < -62 && Math.abs(x) < 62;
            value = over(value, rib, cartilage ? 120 : 720);
            value = over(value, rib + 1.6, cartilage ? 95 : 260);
        }
        value = over(value, Math.max(Shape.cylinder(x, y + 93, 19, 6.5), Math.abs(z + 5) - 85), 520);
        value = over(value, Math.max(Shape.cylinder(x, y + 93, 17, 4.8), Math.abs(z + 5) - 83), 190);
        value = over(value, new Tube(22, -84, 88, 140, -30, 104, 6.5, 6).distance(Math.abs(x), y, z), 640);
        double blade = turned(Math.abs(x) - 112, y - 66, 0.62);
        double across = turned(y - 66, -(Math.abs(x) - 112), 0.62);
        value = over(value, Shape.ellipsoid(blade, across, z - 40, 46, 4, 62), 430);
        return spine(value, x, y, z);
    }

    private static double turned(double along, double across, double angle) {
        return along * Math.cos(angle) + across * Math.sin(angle);
    }

    private double spine(double below, double x, double y, double z) {
        if (Math.abs(x) > 48 || y < 40) {
            return below;
        }
        double place = z / VERTEBRA_MM;
        double off = Math.abs(place - Math.floor(place) - 0.5) * VERTEBRA_MM;
        double body = Shape.cylinder(x, y - 66, 18, 15);
        double value = over(below, body, 85);
        double plate = Math.max(body, off - 10);
        value = over(value, plate, 560);
        value = over(value, Math.max(body + 1.5, off - 8.6), 185 + 45 * noise.rough(x * 0.3, y * 0.3, z * 0.3, 2));
        double arch = Math.max(Shape.cylinder(x, y - 88, 15, 13), off - 9);
        value = over(value, arch, 480);
        value = over(value, Math.max(Math.max(Math.abs(x) - 3.5, Math.abs(y - 106) - 14), off - 5), 470);
        value = over(value, Math.max(Math.max(Math.abs(y - 90) - 4.5, Math.abs(x) - 32), off - 5), 430);
        value = over(value, Shape.cylinder(x, y - 88, 9.5, 8.5), 12);
        return over(value, Shape.cylinder(x, y - 88, 5.5, 4.5), 38);
    }
}
