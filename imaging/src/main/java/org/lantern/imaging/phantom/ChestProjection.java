package org.lantern.imaging.phantom;

import java.util.List;

import org.lantern.imaging.pixel.RowBands;

/**
 * What X-rays leave of a chest: millimetres of water that each ray meets, turned into a detector's values. Soft parts are
 * summed along rays on a coarse grid, bones and vessels are drawn at full resolution.
 */
final class ChestProjection {
    private static final double TOP_MM = 195;
    private static final double RIB_STEP_MM = 27;
    private static final int GRAIN_TILE = 512;

    private final Noise noise;
    private final ChestAnatomy anatomy;
    private final List<Tube> vessels;

    ChestProjection(Noise noise, long seed) {
        this.noise = noise;
        anatomy = new ChestAnatomy(noise);
        vessels = VesselTree.grow(anatomy, seed);
    }

    /** @return 0..4095, bright where much is in the way */
    float[] draw(int rows, int columns, double heightMm, double widthMm) {
        double down = heightMm / rows;
        double across = widthMm / columns;
        float[] water = new float[rows * columns];
        CoarseGrid soft = new CoarseGrid(heightMm, widthMm);
        RowBands.run(soft.rows, soft.columns * 1000, soft::fill);
        RowBands.run(rows, columns, (from, to) -> {
            for (int row = from; row < to; row++) {
                double z = TOP_MM - row * down;
                for (int column = 0; column < columns; column++) {
                    double x = (column - columns / 2.0) * across;
                    water[row * columns + column] = (float) (soft.at(row * down, column * across) + bones(x, z));
                }
            }
            for (Tube vessel : vessels) {
                vessel(water, vessel, from, to, columns, down, across);
            }
            for (int row = from; row < to; row++) {
                develop(water, row, columns, TOP_MM - row * down, across);
            }
        });
        return water;
    }

    private void develop(float[] water, int row, int columns, double z, double across) {
        for (int column = 0; column < columns; column++) {
            int i = row * columns + column;
            double x = (column - columns / 2.0) * across;
            double left = water[i];
            double light = 4000 * (1 - Math.exp(-Math.max(0, left - 18) / 118));
            int block = row / GRAIN_TILE * 64 + column / GRAIN_TILE;
            light += (14 + left * 0.06) * noise.grain(block, row % GRAIN_TILE, column % GRAIN_TILE);
            boolean marker = x > 150 && x < 153.5 && z > 165 && z < 183 || x > 150 && x < 161 && z > 165 && z < 168.5;
            water[i] = (float) (marker ? 4050 : light);
        }
    }

    private double bones(double x, double z) {
        double ax = Math.abs(x);
        double water = 0;
        double up = Math.max(0, (z - 20) / 118);
        if (up < 0.97) {
            double narrowing = Math.sqrt(1 - up * up);
            double width = 133 * narrowing + Math.min(0, z) * -0.03 + 5;
            double depth = 92 * Math.pow(narrowing, 0.7) + 5;
            double part = ax / width;
            if (part < 1) {
                double rest = 1 - Math.pow(part, 2.3);
                double y = depth * Math.pow(rest, 1 / 2.3);
                double slant = Math.min(4.5,
                        Math.hypot(1, depth / width * Math.pow(part / Math.max(0.05, y / depth), 1.3)));
                double fade = Math.clamp((z + 175) / 40, 0.0, 1.0);
                water += fade * rib(z - 0.5 * (y - 3), slant);
                water += y > 60 && ax < 58 ? 0 : 0.75 * fade * rib(z - 0.5 * (-y - 3), slant);
            }
        }
        water += 0.8 * chord(new Tube(20, 0, 92, 138, 0, 112, 6.2, 5.6).distance(ax, 0, z), 6);
        water += 0.35
                * chord(Shape.cylinder((ax - 128) * 0.9 + (z - 60) * 0.42, (z - 60) * 0.9 - (ax - 128) * 0.42, 17, 62),
                        9);
        return water + spine(x, z);
    }

    private static double rib(double along, double slant) {
        double place = along / RIB_STEP_MM;
        double off = (place - Math.floor(place) - 0.5) * RIB_STEP_MM;
        double outer = 1 - off * off / 42;
        double inner = 1 - off * off / 22;
        double thick = outer <= 0 ? 0 : Math.sqrt(outer) * 7.2;
        double hollow = inner <= 0 ? 0 : Math.sqrt(inner) * 4.6;
        return slant * (thick * 0.8 - hollow * 0.62);
    }

    private static double spine(double x, double z) {
        double ax = Math.abs(x);
        double place = z / 25;
        double off = Math.abs(place - Math.floor(place) - 0.5) * 25;
        double body = 1 - ax * ax / 324;
        double water = body > 0 ? Math.sqrt(body) * (off < 10.2 ? 8 : 2) : 0;
        water += body > 0 && off > 8.6 && off < 10.2 ? 5 : 0;
        water += 6 * Shape.inside(Math.max(ax - 3.2, Math.abs(off - 4) - 5), 1.2);
        water += 5 * Shape.inside(Shape.cylinder(ax - 11, off - 3, 3, 4.5), 1);
        water += 4 * Shape.inside(Math.max(Math.abs(off - 1) - 4, ax - 31), 2);
        double trachea = z > 2 ? Math.abs(x - 1) - 8.5 : 99;
        double bronchi = Math.min(new Tube(0, 0, 4, -34, 0, -22, 7, 6).distance(x, 0, z),
                new Tube(0, 0, 4, 40, 0, -26, 6.5, 5.5).distance(x, 0, z));
        return water - 1.1 * chord(Math.min(trachea, bronchi), 7);
    }

    /** How much of a round thing of the given radius is met at a distance from its edge, negative inside. */
    private static double chord(double distance, double radius) {
        if (distance >= 0) {
            return 0;
        }
        double from = Math.max(0, 1 + distance / radius);
        return 2 * radius * Math.sqrt(1 - from * from);
    }

    private static void vessel(float[] water, Tube tube, int fromRow, int toRow, int columns, double down,
            double across) {
        double reach = Math.max(tube.radius1(), tube.radius2());
        int firstRow = (int) Math.max(fromRow, (TOP_MM - Math.max(tube.z1(), tube.z2()) - reach) / down);
        int lastRow = (int) Math.min(toRow - 1.0, (TOP_MM - Math.min(tube.z1(), tube.z2()) + reach) / down);
        int first = (int) Math.max(0, (Math.min(tube.x1(), tube.x2()) - reach) / across + columns / 2.0);
        int last = (int) Math.min(columns - 1.0, (Math.max(tube.x1(), tube.x2()) + reach) / across + columns / 2.0);
        Tube flat = new Tube(tube.x1(), 0, tube.z1(), tube.x2(), 0, tube.z2(), tube.radius1(), tube.radius2());
        double radius = (tube.radius1() + tube.radius2()) / 2;
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = first; column <= last; column++) {
                double chord = chord(flat.distance((column - columns / 2.0) * across, 0, TOP_MM - row * down), radius);
                water[row * columns + column] += (float) (0.62 * chord);
            }
        }
    }

    /** The soft parts, summed along rays from back to front. */
    private final class CoarseGrid {
        private static final double STEP_MM = 1.6;
        private static final double DEPTH_STEP_MM = 6;

        private final int rows;
        private final int columns;
        private final double widthMm;
        private final float[] water;

        CoarseGrid(double heightMm, double widthMm) {
            this.widthMm = widthMm;
            rows = (int) (heightMm / STEP_MM) + 4;
            columns = (int) (widthMm / STEP_MM) + 4;
            water = new float[rows * columns];
        }

        void fill(int from, int to) {
            for (int row = from; row < to; row++) {
                for (int column = 0; column < columns; column++) {
                    water[row * columns + column] = (float) ray(column * STEP_MM - widthMm / 2, TOP_MM - row * STEP_MM);
                }
            }
        }

        private double ray(double x, double z) {
            double sum = 0;
            double slope = Math.max(0, 165 - z);
            double neck = z > 90 ? Shape.inside(Math.abs(x) - 58 - 0.028 * slope * slope, 14) : 1;
            for (double y = -120; y <= 120; y += DEPTH_STEP_MM) {
                double body = Shape.inside(anatomy.skin(x, y, z), DEPTH_STEP_MM);
                if (body > 0) {
                    double cage = anatomy.cage(x, y, z);
                    double lung = cage < 2 ? Shape.inside(anatomy.lung(x, y, z, cage), DEPTH_STEP_MM) : 0;
                    double bubble = z < anatomy.diaphragm(x, y) - 4
                            ? Shape.inside(Shape.ellipsoid(x - 62, y + 15, z + 104, 30, 34, 19), 3) : 0;
                    sum += body * (1 - 0.84 * lung - 0.97 * bubble) * (cage > 2 ? 0.75 : 1);
                }
            }
            return sum * DEPTH_STEP_MM * neck;
        }

        double at(double downMm, double acrossMm) {
            double y = downMm / STEP_MM;
            double x = acrossMm / STEP_MM;
            int row = Math.min((int) y, rows - 3);
            int column = Math.min((int) x, columns - 3);
            double fy = y - row;
            double fx = x - column;
            int i = row * columns + column;
            return Noise.mix(Noise.mix(water[i], water[i + 1], fx),
                    Noise.mix(water[i + columns], water[i + columns + 1], fx),
                    fy);
        }
    }
}
