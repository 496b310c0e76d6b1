package org.lantern.imaging.enhance;

import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.StoredBits;
import org.lantern.imaging.pixel.StoredValues;
import org.lantern.imaging.pixel.ValueRange;

/**
 * A monochrome frame as levels between two stored values, row by row: level 0 is the lower bound and all below it. Up to
 * 16 bits there is a level for each stored value, beyond that 65536 equal steps.
 */
final class LevelRows {
    private static final int STEPS = 65536;

    private final Frame source;
    private final Frame target;
    private final ValueRange range;
    private final int count;
    private final double perLevel;

    /** @param range stored values, not a single one; whole numbers unless the frame is floating point */
    LevelRows(Frame source, ValueRange range) {
        this.source = source;
        this.range = range;
        boolean upTo16Bits = !source.format().floating() && source.format().bitsAllocated() <= 16;
        count = upTo16Bits ? (int) range.span() + 1 : STEPS;
        perLevel = range.span() / (count - 1);
        target = new Frame(source.format(), switch (source.samples()) {
            case Samples.Bytes(byte[] values) -> new Samples.Bytes(new byte[values.length]);
            case Samples.Shorts(short[] values) -> new Samples.Shorts(new short[values.length]);
            case Samples.Ints(int[] values) -> new Samples.Ints(new int[values.length]);
            case Samples.Floats(float[] values) -> new Samples.Floats(new float[values.length]);
            case Samples.Doubles(double[] values) -> new Samples.Doubles(new double[values.length]);
        });
    }

    int count() {
        return count;
    }

    /** Stored values to a level: 1 up to 16 bits. */
    double perLevel() {
        return perLevel;
    }

    /** The frame that {@link #write} fills. */
    Frame target() {
        return target;
    }

    void read(int row, int[] levels) {
        read(row, levels, 0);
    }

    /** Reads a row to {@code levels[margin]} and on. */
    void read(int row, int[] levels, int margin) {
        int columns = source.format().columns();
        int first = row * columns;
        int highest = count - 1;
        switch (source.samples()) {
            case Samples.Bytes(byte[] values) -> {
                StoredBits bits = StoredBits.of(source.format());
                int offset = bits.signBit() + (int) range.lowest();
                for (int i = 0; i < columns; i++) {
                    int stored = ((((values[first + i] & 0xff) >>> bits.shift()) & bits.mask()) ^ bits.signBit())
                            - offset;
                    levels[margin + i] = Math.max(0, Math.min(highest, stored));
                }
            }
            case Samples.Shorts(short[] values) -> {
                StoredBits bits = StoredBits.of(source.format());
                int shift = bits.shift();
                int mask = bits.mask();
                int sign = bits.signBit();
                int offset = sign + (int) range.lowest();
                for (int i = 0; i < columns; i++) {
                    int stored = ((((values[first + i] & 0xffff) >>> shift) & mask) ^ sign) - offset;
                    levels[margin + i] = Math.max(0, Math.min(highest, stored));
                }
            }
            default -> {
                StoredValues values = StoredValues.of(source);
                for (int i = 0; i < columns; i++) {
                    double value = values.at(first + i);
                    levels[margin + i] = Double.isNaN(value) ? 0
                            : (int) Math.rint((range.clamp(value) - range.lowest()) / perLevel);
                }
            }
        }
    }

    void write(int row, int[] levels) {
        PixelFormat format = source.format();
        int columns = format.columns();
        int first = row * columns;
        switch (target.samples()) {
            case Samples.Bytes(byte[] values) -> {
                StoredBits bits = StoredBits.of(format);
                int lowest = (int) range.lowest();
                for (int i = 0; i < columns; i++) {
                    values[first + i] = (byte) (((levels[i] + lowest) & bits.mask()) << bits.shift());
                }
            }
            case Samples.Shorts(short[] values) -> {
                StoredBits bits = StoredBits.of(format);
                int shift = bits.shift();
                int mask = bits.mask();
                int lowest = (int) range.lowest();
                for (int i = 0; i < columns; i++) {
                    values[first + i] = (short) (((levels[i] + lowest) & mask) << shift);
                }
            }
            case Samples.Ints(int[] values) -> {
                StoredBits bits = StoredBits.of(format);
                for (int i = 0; i < columns; i++) {
                    values[first + i] = bits.word(Math.round(range.lowest() + levels[i] * perLevel));
                }
            }
            case Samples.Floats(float[] values) -> {
                StoredValues before = StoredValues.of(source);
                for (int i = 0; i < columns; i++) {
                    values[first + i] = Double.isNaN(before.at(first + i)) ? Float.NaN
                            : (float) (range.lowest() + levels[i] * perLevel);
                }
            }
            case Samples.Doubles(double[] values) -> {
                StoredValues before = StoredValues.of(source);
                for (int i = 0; i < columns; i++) {
                    values[first + i] = Double.isNaN(before.at(first + i)) ? Double.NaN
                            : range.lowest() + levels[i] * perLevel;
                }
            }
        }
    }
}
