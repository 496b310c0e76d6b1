package org.lantern.imaging.enhance;

import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.StoredBits;
import org.lantern.imaging.pixel.StoredValues;

/**
 * A monochrome frame as stored values in single precision, row by row, and a second one of the same format to write to.
 * Up to 24 bits are exact; beyond that the precision is that of a {@code float}. Columns and rows outside the image are
 * its mirror, without repeating the edge.
 */
final class FloatRows {
    private final Frame source;
    private final Frame target;
    private final PixelFormat format;
    private final StoredBits bits;

    FloatRows(Frame source) {
        this.source = source;
        format = source.format();
        bits = format.floating() ? null : StoredBits.of(format);
        target = new Frame(format, switch (source.samples()) {
            case Samples.Bytes(byte[] values) -> new Samples.Bytes(new byte[values.length]);
            case Samples.Shorts(short[] values) -> new Samples.Shorts(new short[values.length]);
            case Samples.Ints(int[] values) -> new Samples.Ints(new int[values.length]);
            case Samples.Floats(float[] values) -> new Samples.Floats(new float[values.length]);
            case Samples.Doubles(double[] values) -> new Samples.Doubles(new double[values.length]);
        });
    }

    int rows() {
        return format.rows();
    }

    int columns() {
        return format.columns();
    }

    Frame target() {
        return target;
    }

    /** Where an index beyond the edge is found, mirrored at the edge. */
    static int mirrored(int index, int count) {
        if (index >= 0 && index < count) {
            return index;
        }
        if (count == 1) {
            return 0;
        }
        int period = 2 * (count - 1);
        int folded = Math.floorMod(index, period);
        return folded < count ? folded : period - folded;
    }

    /**
     * Reads a row.
     *
     * @param row may lie outside the image
     * @param into receives {@code margin} mirrored values, the row, and {@code margin} mirrored values
     */
    void read(int row, float[] into, int margin) {
        int columns = format.columns();
        int first = mirrored(row, format.rows()) * columns;
        switch (source.samples()) {
            case Samples.Bytes(byte[] values) -> {
                int shift = bits.shift();
                int mask = bits.mask();
                int sign = bits.signBit();
                for (int i = 0; i < columns; i++) {
                    into[margin + i] = ((((values[first + i] & 0xff) >>> shift) & mask) ^ sign) - sign;
                }
            }
            case Samples.Shorts(short[] values) -> {
                int shift = bits.shift();
                int mask = bits.mask();
                int sign = bits.signBit();
                for (int i = 0; i < columns; i++) {
                    into[margin + i] = ((((values[first + i] & 0xffff) >>> shift) & mask) ^ sign) - sign;
                }
            }
            case Samples.Floats(float[] values) -> System.arraycopy(values, first, into, margin, columns);
            default -> {
                StoredValues values = StoredValues.of(source);
                for (int i = 0; i < columns; i++) {
                    into[margin + i] = (float) values.at(first + i);
                }
            }
        }
        for (int i = 1; i <= margin; i++) {
            into[margin - i] = into[margin + mirrored(-i, columns)];
            into[margin + columns - 1 + i] = into[margin + mirrored(columns - 1 + i, columns)];
        }
    }

    /** Writes a row, rounded to the nearest whole value and kept within what the format can store. */
    void write(int row, float[] values) {
        int columns = format.columns();
        int first = row * columns;
        switch (target.samples()) {
            case Samples.Bytes(byte[] out) -> {
                int shift = bits.shift();
                int mask = bits.mask();
                int sign = bits.signBit();
                for (int i = 0; i < columns; i++) {
                    out[first + i] = (byte) ((raised(values[i] + sign, mask) ^ sign) << shift);
                }
            }
            case Samples.Shorts(short[] out) -> {
                int shift = bits.shift();
                int mask = bits.mask();
                int sign = bits.signBit();
                for (int i = 0; i < columns; i++) {
                    out[first + i] = (short) ((raised(values[i] + sign, mask) ^ sign) << shift);
                }
            }
            case Samples.Ints(int[] out) -> {
                for (int i = 0; i < columns; i++) {
                    out[first + i] = bits
                            .word(Math.clamp(Math.round((double) values[i]), bits.lowest(), bits.highest()));
                }
            }
            case Samples.Floats(float[] out) -> System.arraycopy(values, 0, out, first, columns);
            case Samples.Doubles(double[] out) -> {
                for (int i = 0; i < columns; i++) {
                    out[first + i] = values[i];
                }
            }
        }
    }

    // Raised by the sign bit no value is below 0, and cutting off the fraction rounds.
    private static int raised(float value, int mask) {
        return Math.max(0, Math.min(mask, (int) (value + 0.5f)));
    }
}
