package org.lantern.imaging.pixel;

/**
 * The shape of an image's stored values, PS3.3 C.7.6.3.
 *
 * @param rows image height in pixels, 1..65535
 * @param columns image width in pixels, 1..65535
 * @param samplesPerPixel 1, or 3 for colour
 * @param bitsAllocated 1, 8, 16, 32 or 64
 * @param bitsStored 1..bitsAllocated
 * @param highBit position of the most significant stored bit, normally bitsStored - 1
 * @param signed whether values are two's complement
 * @param floating whether values are IEEE 754 (Float or Double Float Pixel Data)
 */
public record PixelFormat(int rows, int columns, int samplesPerPixel, int bitsAllocated, int bitsStored, int highBit,
        boolean signed, boolean floating, Photometric photometric) {

    public PixelFormat {
        if (rows < 1 || columns < 1 || samplesPerPixel < 1 || bitsAllocated < 1 || bitsStored < 1
                || bitsStored > bitsAllocated || photometric == null) {
            throw new IllegalArgumentException("not a pixel format");
        }
    }

    /** Number of samples of one frame. */
    public long sampleCount() {
        return (long) rows * columns * samplesPerPixel;
    }
}
