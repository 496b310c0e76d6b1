package org.lantern.imaging.enhance;

import java.util.function.DoubleUnaryOperator;

import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.RowBands;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.StoredBits;
import org.lantern.imaging.pixel.StoredValues;
import org.lantern.imaging.pixel.ValueRange;

/** Gives every sample of a frame a new value that depends on its old one alone. */
final class PointMap {
    private PointMap() {}

    /** @param map from stored value to stored value; the result is rounded and kept within the format */
    static Frame apply(Frame frame, DoubleUnaryOperator map) {
        int rows = frame.format().rows();
        int columns = frame.format().columns() * frame.format().samplesPerPixel();
        return switch (frame.samples()) {
            case Samples.Bytes(byte[] values) -> {
                StoredBits bits = StoredBits.of(frame.format());
                short[] table = table(bits, map);
                byte[] mapped = new byte[values.length];
                RowBands.run(rows, columns, (from, to) -> {
                    for (int i = from * columns; i < to * columns; i++) {
                        mapped[i] = (byte) table[((values[i] & 0xff) >>> bits.shift()) & bits.mask()];
                    }
                });
                yield new Frame(frame.format(), new Samples.Bytes(mapped));
            }
            case Samples.Shorts(short[] values) -> {
                StoredBits bits = StoredBits.of(frame.format());
                short[] table = table(bits, map);
                short[] mapped = new short[values.length];
                RowBands.run(rows, columns, (from, to) -> {
                    for (int i = from * columns; i < to * columns; i++) {
                        mapped[i] = table[((values[i] & 0xffff) >>> bits.shift()) & bits.mask()];
                    }
                });
                yield new Frame(frame.format(), new Samples.Shorts(mapped));
            }
            case Samples.Ints(int[] values) -> {
                StoredBits bits = StoredBits.of(frame.format());
                ValueRange possible = StoredBounds.possible(frame);
                int[] mapped = new int[values.length];
                for (int i = 0; i < values.length; i++) {
                    mapped[i] = bits.word(Math.round(possible.clamp(map.applyAsDouble(bits.value(values[i])))));
                }
                yield new Frame(frame.format(), new Samples.Ints(mapped));
            }
            case Samples.Floats(float[] values) -> {
                float[] mapped = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    mapped[i] = (float) map.applyAsDouble(values[i]);
                }
                yield new Frame(frame.format(), new Samples.Floats(mapped));
            }
            case Samples.Doubles(double[] values) -> {
                double[] mapped = new double[values.length];
                StoredValues stored = StoredValues.of(frame);
                for (int i = 0; i < values.length; i++) {
                    mapped[i] = map.applyAsDouble(stored.at(i));
                }
                yield new Frame(frame.format(), new Samples.Doubles(mapped));
            }
        };
    }

    private static short[] table(StoredBits bits, DoubleUnaryOperator map) {
        short[] table = new short[bits.mask() + 1];
        for (int index = 0; index < table.length; index++) {
            double value = map.applyAsDouble(bits.value(index << bits.shift()));
            long rounded = (long) Math.rint(Math.clamp(value, (double) bits.lowest(), (double) bits.highest()));
            table[index] = (short) bits.word(rounded);
        }
        return table;
    }
}
