package org.lantern.imaging.pixel;

/** The samples of a frame read as numbers, one at a time. For statistics and rare sample types, not for inner loops. */
@FunctionalInterface
public interface StoredValues {
    /** @param sample zero-based, row by row, colour by pixel */
    double at(int sample);

    static StoredValues of(Frame frame) {
        PixelFormat format = frame.format();
        return switch (frame.samples()) {
            case Samples.Bytes(byte[] values) -> {
                StoredBits bits = StoredBits.of(format);
                yield sample -> bits.value(values[sample] & 0xff);
            }
            case Samples.Shorts(short[] values) -> {
                StoredBits bits = StoredBits.of(format);
                yield sample -> bits.value(values[sample] & 0xffff);
            }
            case Samples.Ints(int[] values) -> {
                StoredBits bits = StoredBits.of(format);
                yield sample -> bits.value(values[sample]);
            }
            case Samples.Floats(float[] values) -> sample -> values[sample];
            case Samples.Doubles(double[] values) -> sample -> values[sample];
        };
    }
}
