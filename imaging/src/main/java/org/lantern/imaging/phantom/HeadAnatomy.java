package org.lantern.imaging.phantom;

/**
 * A head: scalp, skull, brain with sulci, ventricles and deep nuclei, cerebellum, orbits and sinuses, and a bleeding in
 * one hemisphere. Coordinates are those of the patient in mm, with the origin between the ventricles.
 */
final class HeadAnatomy {
    /** What a tissue shows. The order of the constants has no meaning. */
    enum Tissue {
        AIR(-1000, 8), SKIN(30, 420), FAT(-95, 1080), MUSCLE(50, 380), BONE(1150, 55), MARROW(520, 330), FLUID(7, 150),
        GREY(40, 530), WHITE(27, 760), NUCLEUS(39, 570), BLOOD(70, 640), SWELLING(20, 430), DURA(58, 300), EYE(12, 190),
        LENS(85, 260), CALCIUM(220, 260);

        private final double hu;
        private final double t1;

        Tissue(double hu, double t1) {
            this.hu = hu;
            this.t1 = t1;
        }
    }

    private final Noise noise;
    private final boolean magnetic;
    private final double edgeMm;
    private final double side;
    private final double lesionSize;

    /**
     * @param magnetic T1-weighted brightness instead of Hounsfield units
     * @param edgeMm over how many mm one tissue turns into the next
     */
    HeadAnatomy(Noise noise, boolean magnetic, double edgeMm) {
        this.noise = noise;
        this.magnetic = magnetic;
        this.edgeMm = edgeMm;
        side = noise.smooth(0.5, 0.5, 0.5) < 0 ? -1 : 1;
        lesionSize = 1 + 0.25 * noise.smooth(9.5, 1.5, 2.5);
    }

    private double of(Tissue tissue) {
        return magnetic ? tissue.t1 : tissue.hu;
    }

    private double over(double below, double distance, double value) {
        double share = Shape.inside(distance, edgeMm);
        return share == 0 ? below : Noise.mix(below, value, share);
    }

    double at(double x, double y, double z) {
        double lumps = 1.2 * noise.smooth(x * 0.03, y * 0.03, z * 0.03);
        double cranium = Shape.ellipsoid(x, y - 3, z - 8, 77, 97, 96) + lumps;
        double face = Shape.ellipsoid(x, y + 40, z + 62, 60, 56, 72) + lumps;
        double neck = Math.max(Shape.cylinder(x, y - 18, 58, 62) + lumps, z + 30);
        double surface = Math.min(cranium, Math.min(face, neck));
        if (surface > edgeMm) {
            return rest(x, y, z);
        }
        double value = over(rest(x, y, z), surface, of(Tissue.SKIN));
        value = over(value, surface + 2.2, of(Tissue.FAT));
        value = over(value, surface + 5, of(Tissue.MUSCLE));
        value = face(value, x, y, z, surface);
        return skull(value, x, y, z, cranium);
    }

    private double rest(double x, double y, double z) {
        if (magnetic) {
            return of(Tissue.AIR);
        }
        double pad = Math.abs(Math.hypot(x, y + 12) - 128);
        return y > 20 ? over(-1000, pad - 3, -860) : -1000;
    }

    private double skull(double below, double x, double y, double z, double cranium) {
        double thickness = 6.5 + 1.5 * noise.smooth(x * 0.04 + 5, y * 0.04, z * 0.04);
        double value = over(below, cranium + 5.5, of(Tissue.BONE));
        double bowl = Math.max(cranium + 5.5 + thickness, -z - 52 - 0.25 * (y - 10));
        value = over(value, Math.max(cranium + 7.4, -(cranium + 3.6 + thickness)), of(Tissue.MARROW));
        value = base(value, x, y, z, cranium);
        if (bowl > edgeMm) {
            return value;
        }
        value = over(value, bowl, of(Tissue.DURA));
        value = over(value, bowl + 0.8, of(Tissue.FLUID));
        return brain(value, x, y, z, bowl + 2.6);
    }

    private double base(double below, double x, double y, double z, double cranium) {
        double floor = Math.max(cranium + 6, z + 48 + 0.25 * (y - 10));
        if (floor > edgeMm) {
            return below;
        }
        double cells = noise.rough(x * 0.11, y * 0.11, z * 0.11, 2);
        double value = over(below, floor, of(cells > 0.12 ? Tissue.MARROW : Tissue.MUSCLE));
        double petrous = Shape.ellipsoid(turnX(Math.abs(x) - 38, y - 14, 0.6), turnY(Math.abs(x) - 38, y - 14, 0.6),
                z + 54,
                30, 10, 10);
        value = over(value, petrous, of(Tissue.BONE));
        double mastoid = Shape.ellipsoid(Math.abs(x) - 56, y - 28, z + 58, 11, 13, 14);
        return over(value, mastoid, of(noise.smooth(x * 0.33, y * 0.33, z * 0.33) > 0 ? Tissue.AIR : Tissue.BONE));
    }

    private double face(double below, double x, double y, double z, double surface) {
        if (y > -10 || z > -2) {
            return below;
        }
        double value = over(below, Math.max(surface + 9, y + 22), of(Tissue.MARROW));
        double ax = Math.abs(x);
        double orbit = Shape.ellipsoid(ax - 31, y + 66, z + 34, 19, 26, 18);
        value = over(value, orbit - 2, of(Tissue.BONE));
        value = over(value, orbit, of(Tissue.FAT));
        value = over(value, Shape.ellipsoid(ax - 31, y + 78, z + 34, 12.3, 12.3, 12.3), of(Tissue.EYE));
        value = over(value, Shape.ellipsoid(ax - 31, y + 87, z + 34, 5, 2.2, 5), of(Tissue.LENS));
        value = over(value, new Tube(30, -68, -34, 14, -38, -36, 2.4, 2.2).distance(ax, y, z), of(Tissue.WHITE));
        value = over(value, new Tube(42, -72, -34, 20, -42, -36, 2.6, 2).distance(ax, y, z), of(Tissue.MUSCLE));
        value = over(value, new Tube(19, -72, -34, 12, -42, -36, 2.6, 2).distance(ax, y, z), of(Tissue.MUSCLE));
        double cells = Shape.ellipsoid(x, y + 62, z + 44, 11, 30, 17);
        double septa = Math.abs(Math.sin(y * 0.42) * Math.cos(z * 0.3)) < 0.1 || ax < 0.9 ? 1 : 0;
        value = over(value, cells, septa > 0 ? of(Tissue.BONE) * 0.5 : of(Tissue.AIR));
        value = over(value, Shape.ellipsoid(ax - 9, y + 30, z + 50, 8, 11, 9), of(Tissue.AIR));
        value = over(value, Shape.ellipsoid(ax - 28, y + 62, z + 74, 14, 17, 17) - 1.4, of(Tissue.BONE));
        return over(value, Shape.ellipsoid(ax - 28, y + 62, z + 74, 14, 17, 17), of(Tissue.AIR));
    }

    /** @param surface distance to the surface of the brain, negative inside */
    private double brain(double below, double x, double y, double z, double surface) {
        double depth = -surface;
        double folds = noise.rough(x * 0.078 + 1.3, y * 0.07, z * 0.078, 2);
        double furrow = Math.abs(folds);
        boolean low = z < -22 && y > 22;
        double sulcus = low ? 1 : furrow - 0.07 * Math.clamp(1.25 - depth / 19, 0.0, 1.0);
        double value = over(below, surface, of(Tissue.GREY));
        value = over(value, Math.max(surface + 3.2, (low ? 1 : 0.17 - furrow - 0.02 * Math.max(0, depth - 8)) * 18),
                of(Tissue.WHITE));
        value = over(value, Math.max(surface + 3.2, sulcus * 22), of(Tissue.FLUID));
        value = over(value, Math.max(Math.max(surface, Math.abs(x) - 1.6), 26 - Math.hypot(y * 0.7, z - 4)),
                of(Tissue.FLUID));
        value = over(value, Math.max(Math.max(surface, Math.abs(x) - 0.6), 28 - Math.hypot(y * 0.7, z - 4)),
                of(Tissue.DURA));
        value = hindbrain(value, x, y, z, surface);
        return core(value, x, y, z);
    }

    private double hindbrain(double below, double x, double y, double z, double surface) {
        double value = below;
        double cerebellum = Math.max(surface + 1, Shape.ellipsoid(x, y - 47, z + 40, 50, 34, 24));
        if (cerebellum < edgeMm) {
            value = over(value, cerebellum - 2.4, of(Tissue.FLUID));
            double leaf = Math
                    .sin((Math.hypot(y - 30, z + 38) + 2 * noise.smooth(x * 0.06, y * 0.06, z * 0.06)) * 1.25);
            value = over(value, cerebellum, Noise.mix(of(Tissue.GREY), of(Tissue.WHITE), 0.5 + 0.35 * leaf));
            value = over(value, Shape.ellipsoid(Math.abs(x) - 20, y - 45, z + 40, 17, 13, 9), of(Tissue.WHITE));
        }
        double stem = new Tube(0, 12, -18, 0, 30, -90, 15, 11).distance(x * 0.9, y, z);
        value = over(value, stem - 3, of(Tissue.FLUID));
        value = over(value, stem, of(Tissue.WHITE) * 0.97);
        return over(value, Shape.ellipsoid(x, y - 33, z + 40, 7, 5, 10), of(Tissue.FLUID));
    }

    private double core(double below, double x, double y, double z) {
        if (Math.abs(x) > 60 || Math.abs(y) > 75 || z < -35 || z > 55) {
            return below;
        }
        double ax = Math.abs(x) + 0.6 * noise.smooth(x * 0.1, y * 0.1, z * 0.1);
        double value = over(below, Shape.ellipsoid(x, y, z - 19, 40, 38, 13), of(Tissue.WHITE));
        value = over(value, Shape.ellipsoid(ax - 26, y + 2, z - 6, 7, 20, 13), of(Tissue.NUCLEUS));
        value = over(value, Shape.ellipsoid(ax - 10, y - 14, z - 7, 9, 15, 10), of(Tissue.NUCLEUS));
        value = over(value, Shape.ellipsoid(ax - 15.5, y + 24, z - 11, 6, 10, 10), of(Tissue.NUCLEUS));
        double bend = 0.11 * (y + 6);
        value = over(value, Shape.ellipsoid(ax - 9 - Math.abs(bend), y + 2, z - 17 + 0.003 * y * y, 5.5, 36, 7.5),
                of(Tissue.FLUID));
        value = over(value, Shape.ellipsoid(ax - 21, y - 40, z - 11, 6, 17, 8), of(Tissue.FLUID));
        value = over(value, Shape.ellipsoid(x, y - 4, z - 2, 2.6, 15, 9), of(Tissue.FLUID));
        value = over(value, Shape.ellipsoid(ax - 21, y - 33, z - 11, 2.6, 6, 3),
                of(Tissue.DURA) + (magnetic ? 200 : 25));
        value = over(value, Shape.ellipsoid(ax - 22, y - 37, z - 11, 1.5, 2, 1.5), of(Tissue.CALCIUM));
        value = over(value, Shape.ellipsoid(x, y - 24, z - 3, 2.3, 2.3, 2.3), of(Tissue.CALCIUM));
        double ragged = 1.6 * noise.smooth(x * 0.16, y * 0.16, z * 0.16);
        double bleeding = Shape.ellipsoid(x - side * 31, y - 4, z - 12, 10 * lesionSize, 15 * lesionSize,
                11 * lesionSize) + ragged;
        value = over(value, (bleeding - 5.5) / 2, of(Tissue.SWELLING));
        return over(value, bleeding, of(Tissue.BLOOD));
    }

    private static double turnX(double x, double y, double angle) {
        return x * Math.cos(angle) - y * Math.sin(angle);
    }

    private static double turnY(double x, double y, double angle) {
        return x * Math.sin(angle) + y * Math.cos(angle);
    }
}
