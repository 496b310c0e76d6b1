package org.lantern.imaging.enhance;

import java.util.Random;

import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.StoredValues;

/** Images with gradients, edges and noise; never square. */
final class Fixtures {
    private Fixtures() {}

    /** Unsigned, 8 bits. */
    static Frame bytes(int rows, int columns, long seed) {
        double[] values = scene(rows, columns, seed);
        byte[] samples = new byte[values.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.clamp(Math.round(values[i] * 255), 0, 255);
        }
        return new Frame(new PixelFormat(rows, columns, 1, 8, 8, 7, false, false, Photometric.MONOCHROME2),
                new Samples.Bytes(samples));
    }

    /** 16 bits allocated; values 0..limit, or half of that on each side of 0 if signed. */
    static Frame shorts(int rows, int columns, int bitsStored, boolean signed, int limit, long seed) {
        double[] values = scene(rows, columns, seed);
        short[] samples = new short[values.length];
        for (int i = 0; i < samples.length; i++) {
            long value = Math.clamp(Math.round(values[i] * limit), 0, limit);
            samples[i] = (short) (signed ? value - limit / 2 : value);
        }
        return new Frame(new PixelFormat(rows, columns, 1, 16, bitsStored, bitsStored - 1, signed, false,
                Photometric.MONOCHROME2), new Samples.Shorts(samples));
    }

    static double[] values(Frame frame) {
        StoredValues stored = StoredValues.of(frame);
        double[] values = new double[frame.samples().length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.at(i);
        }
        return values;
    }

    private static double[] scene(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] scene = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = column / (double) columns;
                double y = row / (double) rows;
                double inside = Math.hypot((x - 0.4) * 1.3, y - 0.55) < 0.3 ? 0.35 : 0;
                double bar = x > 0.7 && x < 0.75 ? 0.3 : 0;
                scene[row * columns + column] = 0.15 + 0.3 * x * y + inside + bar + 0.03 * random.nextGaussian();
            }
        }
        return scene;
    }
}
