package org.lantern.imaging.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The vessels of the lungs, grown from the hila outwards until they reach the pleura or get too thin. */
final class VesselTree {
    private static final int GENERATIONS = 9;

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
        double length = Math.sqrt(heading[0] * heading[0] + heading[1] * heading[1] + heading[2] * heading[2]);
        double step = (28 - 2.3 * generation) * (0.75 + 0.5 * random.nextDouble());
        double toX = x + heading[0] / length * step;
        double toY = y + heading[1] / length * step;
        double toZ = z + heading[2] / length * step;
        double thinner = radius * 0.8;
        if (chest.lung(toX, toY, toZ, chest.cage(toX, toY, toZ)) > (generation < 2 ? 12 : -2.5)) {
            return;
        }
        tubes.add(new Tube(x, y, z, toX, toY, toZ, radius, thinner));
        if (generation == GENERATIONS || thinner < 0.42) {
            return;
        }
        double spread = 0.55 + 0.3 * random.nextDouble();
        double[] across = {random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5};
        for (int side = -1; side <= 1; side += 2) {
            double[] next = new double[3];
            for (int i = 0; i < 3; i++) {
                next[i] = heading[i] / length + side * spread * 1.6 * across[i] + 0.12 * (random.nextDouble() - 0.5);
            }
            branch(toX, toY, toZ, next, thinner * (side < 0 ? 0.93 : 0.76), generation + 1);
        }
    }
}
