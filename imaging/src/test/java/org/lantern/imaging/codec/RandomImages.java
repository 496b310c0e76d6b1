package org.lantern.imaging.codec;

import java.util.SplittableRandom;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;

/** Pictures between a flat field and noise, for round trips. */
final class RandomImages {
    private RandomImages() {}

    /**
     * @param bits stored, 1 to 16, in words of one or two bytes; signed words are sign-extended
     * @param roughness 0 flat, 10 noise; between them a walk with steps that is at times flat
     */
    static Frame frame(int rows, int columns, int samples, int bits, boolean signed, int roughness, long seed) {
        PixelFormat format = new PixelFormat(rows, columns, samples, bits <= 8 ? 8 : 16, bits, bits - 1, signed, false,
                samples == 3 ? Photometric.RGB : Photometric.MONOCHROME2);
        SplittableRandom random = new SplittableRandom(seed);
        int[] values = new int[rows * columns * samples];
        int value = 0;
        for (int i = 0; i < values.length; i++) {
            if (random.nextInt(10) < roughness) {
                value = roughness > 6 ? random.nextInt() : value + random.nextInt(-roughness, roughness + 1);
            }
            int up = values.length > columns * samples && i >= columns * samples ? values[i - columns * samples] : 0;
            int mixed = roughness > 2 && roughness < 7 ? value + up >> 1 : value;
            values[i] = signed ? mixed << 32 - bits >> 32 - bits : mixed << 32 - bits >>> 32 - bits;
        }
        return TestImages.frame(format, values);
    }
}
