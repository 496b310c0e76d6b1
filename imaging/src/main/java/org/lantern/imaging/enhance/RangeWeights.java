package org.lantern.imaging.enhance;

/** Falling weights {@code exp(-x)} by table, for inner loops. */
final class RangeWeights {
    // exp(-16) is far below what a pixel of 16 bits can show.
    private static final double END = 16;
    private static final int STEPS = 1 << 14;

    private final float[] table = new float[STEPS + 2];
    private final float perStep;

    /** @param scale the argument is a value times this */
    RangeWeights(double scale) {
        perStep = (float) (scale * STEPS / END);
        for (int i = 0; i < STEPS; i++) {
            table[i] = (float) Math.exp(-END * i / STEPS);
        }
    }

    /** @param value 0 or more */
    float of(float value) {
        return table[(int) Math.min(value * perStep + 0.5f, STEPS)];
    }
}
