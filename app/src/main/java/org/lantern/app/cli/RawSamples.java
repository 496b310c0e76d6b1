package org.lantern.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.lantern.imaging.pixel.Samples;

/** Stored values as bytes, little-endian: one byte for up to 8 bits allocated, two for up to 16, four for up to 32. */
final class RawSamples {
    private static final int CHUNK_BYTES = 1 << 16;

    private RawSamples() {}

    /** Writes all values and returns the number of bytes. */
    static long write(Samples samples, OutputStream out) throws IOException {
        return switch (samples) {
            case Samples.Bytes(byte[] values) -> {
                out.write(values);
                yield values.length;
            }
            case Samples.Shorts(short[] values) -> chunks(values.length, Short.BYTES, out,
                    (chunk, from, count) -> chunk.asShortBuffer().put(values, from, count));
            case Samples.Ints(int[] values) -> chunks(values.length, Integer.BYTES, out,
                    (chunk, from, count) -> chunk.asIntBuffer().put(values, from, count));
            case Samples.Floats(float[] values) -> chunks(values.length, Float.BYTES, out,
                    (chunk, from, count) -> chunk.asFloatBuffer().put(values, from, count));
            case Samples.Doubles(double[] values) -> chunks(values.length, Double.BYTES, out,
                    (chunk, from, count) -> chunk.asDoubleBuffer().put(values, from, count));
        };
    }

    @FunctionalInterface
    private interface Filling {
        void fill(ByteBuffer chunk, int from, int count);
    }

    private static long chunks(int length, int valueBytes, OutputStream out, Filling filling) throws IOException {
        var bytes = new byte[CHUNK_BYTES];
        var chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int step = CHUNK_BYTES / valueBytes;
        for (int from = 0; from < length; from += step) {
            int count = Math.min(step, length - from);
            filling.fill(chunk, from, count);
            out.write(bytes, 0, count * valueBytes);
        }
        return (long) length * valueBytes;
    }
}
