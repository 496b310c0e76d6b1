package org.lantern.imaging.pixel;

/**
 * The stored values of one frame, row by row from the top left pixel, colour by pixel (R G B R G B ...). Arrays are
 * handed over, not copied: nobody writes to them after construction.
 *
 * <p>Words are kept as stored, bits above Bits Stored included. How they are to be read (sign, stored bits) is said by
 * the frame's {@link PixelFormat}.
 */
public sealed interface Samples {
    int length();

    /** Up to 8 bits allocated; 1-bit data are unpacked to one byte per pixel. */
    record Bytes(byte[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }
    }

    /** 9 to 16 bits allocated. */
    record Shorts(short[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }
    }

    /** 17 to 32 bits allocated. */
    record Ints(int[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }
    }

    /** Float Pixel Data. */
    record Floats(float[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }
    }

    /** Double Float Pixel Data. */
    record Doubles(double[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }
    }
}
