package org.lantern.imaging.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The vessels of the lungs, grown from the hila outwards until they reach the pleura or get too thin. */
final class VesselTree {
    private static final int GENERATIONS = 9;
    private static final int TURNS = 6;

    private final ChestAnatomy chest;
    private final SplittableRandom random;
    private final List<Tube> tubes = new ArrayList<>();

    private VesselTree(ChestAnatomy chest, long seed) {
        this.chest = chest;
        random = new SplittableRandom(seed);
    }

    static List<Tube> grow(ChestAnatomy chest, long seed) {
        VesselTree tree = new VesselTree(chest, seed);
        for (int side = -1; side <= 1; side += 2) {
            for (int trunk = 0; trunk < 7; trunk++) {
                double up = 1 - trunk / 3.0;
                tree.branch(side * 38, 10, -8 - 6 * trunk / 3.0,
                        new double[]{side * 0.9, 0.8 * tree.random.nextDouble() - 0.45, up}, 3.9, 0);
            }
        }
        return List.copyOf(tree.tubes);
    }

    private void branch(double x, double y, double z, double[] heading, double radius, int generation) {
        double[] way = heading;
        double step = (24 - 1.9 * generation) * (0.75 + 0.5 * random.nextDouble());
        for (int attempt = 0; attempt < TURNS; attempt++) {
            double length = Math.sqrt(way[0] * way[0] + way[1] * way[1] + way[2] * way[2]);
            double toX = x + way[0] / length * step;
            double toY = y + way[1] / length * step;
            double toZ = z + way[2] / length * step;
            if (chest.lung(toX, toY, toZ, chest.cage(toX, toY, toZ)) < (generation < 2 ? 12 : -3)) {
                double thinner = radius * 0.82;
                tubes.add(new Tube(x, y, z, toX, toY, toZ, radius, thinner));
                if (generation < GENERATIONS && thinner > 0.3) {
                    fork(toX, toY, toZ, way, length, thinner, generation);
                }
                return;
            }
            way = new double[]{heading[0] + random.nextDouble() - 0.5, heading[1] + 2 * random.nextDouble() - 1,
                    heading[2] + 2 * random.nextDouble() - 1};
            step *= 0.85;
        }
    }

    private void fork(double x, double y, double z, double[] heading, double length, double radius, int generation) {
        double spread = 1 + 0.5 * random.nextDouble();
        double[] across = {random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5};
        for (int side = -1; side <= 1; side += 2) {
            double[] next = new double[3];
            for (int i = 0; i < 3; i++) {
                next[i] = heading[i] / length + side * spread * across[i] + 0.12 * (random.nextDouble() - 0.5);
            }
            branch(x, y, z, next, radius * (side < 0 ? 0.93 : 0.74), generation + 1);
        }
    }
}
