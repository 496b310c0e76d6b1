package org.lantern.imaging.phantom;

import java.util.SplittableRandom;

/** Randomness that depends on place and seed alone, so that a voxel is the same whoever computes it. */
final class Noise {
    private static final int TILE = 512;

    private final int seed;
    private final float[] grain = new float[TILE * TILE];

    Noise(long seed) {
        this.seed = (int) (seed ^ seed >>> 32) * 0x9e3779b9;
        SplittableRandom random = new SplittableRandom(seed);
        float[] white = new float[TILE * TILE];
        for (int i = 0; i < white.length; i++) {
            white[i] = (float) random.nextGaussian();
        }
        // Neighbours are mixed a little, as a reconstruction does; 1/0.6 keeps the standard deviation at 1.
        for (int i = 0; i < white.length; i++) {
            int row = i / TILE * TILE;
            int left = row + (i - 1 & TILE - 1);
            int right = row + (i + 1 & TILE - 1);
            int up = i - TILE & TILE * TILE - 1;
            int down = i + TILE & TILE * TILE - 1;
            grain[i] = (0.5f * white[i] + 0.166f * (white[left] + white[right] + white[up] + white[down])) / 0.6f;
        }
    }

    /** Fine grain with mean 0 and standard deviation 1. */
    float grain(int slice, int row, int column) {
        int shift = hash(slice, 17, 5);
        return grain[(row + (shift & 511) & TILE - 1) * TILE + (column + (shift >>> 9 & 511) & TILE - 1)];
    }

    /** Smooth noise of one wavelength about 1, from -1 to 1. */
    double smooth(double x, double y, double z) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        int z0 = (int) Math.floor(z);
        double fx = ease(x - x0);
        double fy = ease(y - y0);
        double fz = ease(z - z0);
        double near = mix(mix(at(x0, y0, z0), at(x0 + 1, y0, z0), fx),
                mix(at(x0, y0 + 1, z0), at(x0 + 1, y0 + 1, z0), fx), fy);
        double far = mix(mix(at(x0, y0, z0 + 1), at(x0 + 1, y0, z0 + 1), fx),
                mix(at(x0, y0 + 1, z0 + 1), at(x0 + 1, y0 + 1, z0 + 1), fx), fy);
        return mix(near, far, fz);
    }

    /** Noise of several octaves, about -1 to 1. */
    double rough(double x, double y, double z, int octaves) {
        double sum = 0;
        double weight = 0.55;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * smooth(x, y, z);
            x = x * 2.03 + 11.5;
            y = y * 2.03 + 3.7;
            z = z * 2.03 + 7.9;
            weight *= 0.5;
        }
        return sum;
    }

    private double at(int x, int y, int z) {
        return hash(x, y, z) * 0x1p-31;
    }

    private int hash(int x, int y, int z) {
        int h = seed + x * 0x27d4eb2d + y * 0x165667b1 + z * 0x9e3779b1;
        h = (h ^ h >>> 15) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
