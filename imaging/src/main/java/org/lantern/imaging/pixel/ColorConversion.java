package org.lantern.imaging.pixel;

import org.lantern.imaging.ImagingException;

/**
 * Colour samples to ARGB, PS3.3 C.7.6.3.1.2. Frames are at full chroma resolution: decoders have repeated or
 * interpolated the subsampled components and have undone the component transforms of JPEG 2000, so that YBR_RCT and
 * YBR_ICT arrive as red, green and blue.
 */
final class ColorConversion {
    private ColorConversion() {}

    static void toArgb(Frame frame, int[] argb) throws ImagingException {
        PixelFormat format = frame.format();
        switch (format.photometric()) {
            case RGB, YBR_RCT, YBR_ICT -> convert(frame, argb, 3, ColorConversion::rgb);
            case YBR_FULL, YBR_FULL_422 -> convert(frame, argb, 3, ColorConversion::ybrFull);
            case YBR_PARTIAL_422, YBR_PARTIAL_420 -> convert(frame, argb, 3, ColorConversion::ybrPartial);
            case ARGB -> convert(frame, argb, 4, ColorConversion::rgb);
            default -> throw new ImagingException.Unsupported(
                    "photometric interpretation " + format.photometric().term());
        }
    }

    @FunctionalInterface
    private interface Conversion {
        /** @param a first of three components, 0..255 each */
        int apply(int a, int b, int c);
    }

    private static void convert(Frame frame, int[] argb, int samples, Conversion conversion) throws ImagingException {
        PixelFormat format = frame.format();
        if (format.samplesPerPixel() != samples) {
            throw new ImagingException.Unsupported(format.photometric().term() + " with " + format.samplesPerPixel()
                    + " samples per pixel");
        }
        int columns = format.columns();
        int skipped = samples - 3;
        StoredBits bits = format.floating() ? null : StoredBits.of(format);
        switch (frame.samples()) {
            case Samples.Bytes(byte[] values) when format.bitsStored() == 8 -> RowBands.run(format.rows(), columns,
                    (from, to) -> {
                        for (int i = from * columns, s = i * samples + skipped; i < to * columns; i++, s += samples) {
                            argb[i] = conversion.apply(values[s] & 0xff, values[s + 1] & 0xff, values[s + 2] & 0xff);
                        }
                    });
            case Samples.Bytes(byte[] values) -> RowBands.run(format.rows(), columns, (from, to) -> {
                for (int i = from * columns, s = i * samples + skipped; i < to * columns; i++, s += samples) {
                    argb[i] = conversion.apply(eightBits(bits, values[s]), eightBits(bits, values[s + 1]),
                            eightBits(bits, values[s + 2]));
                }
            });
            case Samples.Shorts(short[] values) -> RowBands.run(format.rows(), columns, (from, to) -> {
                for (int i = from * columns, s = i * samples + skipped; i < to * columns; i++, s += samples) {
                    argb[i] = conversion.apply(eightBits(bits, values[s]), eightBits(bits, values[s + 1]),
                            eightBits(bits, values[s + 2]));
                }
            });
            default -> throw new ImagingException.Unsupported(
                    "colour with " + format.bitsAllocated() + " bits allocated");
        }
    }

    private static int eightBits(StoredBits bits, int word) {
        return (int) ((bits.index(word) * 255L + bits.mask() / 2) / bits.mask());
    }

    private static int rgb(int red, int green, int blue) {
        return ImageRenderer.OPAQUE | red << 16 | green << 8 | blue;
    }

    // The inverse of the standard's matrix, in 1/65536.
    private static int ybrFull(int y, int cb, int cr) {
        int luma = (y << 16) + 32768;
        int blue = cb - 128;
        int red = cr - 128;
        return rgb(clamp(luma + 91881 * red), clamp(luma - 22554 * blue - 46802 * red), clamp(luma + 116130 * blue));
    }

    private static int ybrPartial(int y, int cb, int cr) {
        int luma = (y - 16) * 76309 + 32768;
        int blue = cb - 128;
        int red = cr - 128;
        return rgb(clamp(luma + 104597 * red), clamp(luma - 25675 * blue - 53279 * red),
                clamp(luma + 132201 * blue));
    }

    private static int clamp(int fixed) {
        return Math.clamp(fixed >> 16, 0, 255);
    }
}
