package org.lantern.imaging.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/**
 * Uncompressed samples, PS3.5 section 8.1.1 and Annex D, PS3.3 C.7.6.3.1. Gives colour by pixel whatever the Planar
 * Configuration, and one byte per pixel for 1-bit data.
 */
final class NativePixels {
    private NativePixels() {}

    /**
     * Number of bits that one uncompressed frame takes; frames follow one another without padding, so that 1-bit frames
     * may begin inside of a byte.
     *
     * @param halvedChroma whether two neighbouring pixels share their chroma samples (YBR_FULL_422)
     */
    static long frameBits(PixelFormat format, boolean halvedChroma) {
        long samples = halvedChroma ? 2L * format.rows() * format.columns() : format.sampleCount();
        return samples * format.bitsAllocated();
    }

    /**
     * @param data the frame's bytes
     * @param firstBit where the first pixel of 1-bit data lies in data[0], 0 for all others
     */
    static Samples unpack(PixelFormat format, byte[] data, int firstBit, ByteOrder order, boolean planar,
            boolean halvedChroma) throws ImagingException {
        int count = (int) format.sampleCount();
        int planes = planar ? format.samplesPerPixel() : 1;
        ByteBuffer buffer = ByteBuffer.wrap(data).order(order);
        return switch (format.bitsAllocated()) {
            case 1 -> new Samples.Bytes(byPixel(unpackBits(data, firstBit, count), planes));
            case 8 -> new Samples.Bytes(halvedChroma ? fullChroma(data, count) : byPixel(data, planes));
            case 16 -> {
                short[] values = new short[count];
                buffer.asShortBuffer().get(values);
                yield new Samples.Shorts(byPixel(values, planes));
            }
            case 32 -> {
                if (format.floating()) {
                    float[] values = new float[count];
                    buffer.asFloatBuffer().get(values);
                    yield new Samples.Floats(values);
                }
                int[] values = new int[count];
                buffer.asIntBuffer().get(values);
                yield new Samples.Ints(byPixel(values, planes));
            }
            case 64 -> {
                if (!format.floating()) {
                    throw new ImagingException.Unsupported("integer pixel data with 64 bits allocated");
                }
                double[] values = new double[count];
                buffer.asDoubleBuffer().get(values);
                yield new Samples.Doubles(values);
            }
            default -> throw new ImagingException.Unsupported(format.bitsAllocated() + " bits allocated");
        };
    }

    /** 1-bit data, least significant bit first (PS3.5 D.2), to one byte per pixel. */
    static byte[] unpackBits(byte[] data, int firstBit, int count) {
        byte[] out = new byte[count];
        for (int i = 0; i < count; i++) {
            int bit = firstBit + i;
            out[i] = (byte) (data[bit >> 3] >> (bit & 7) & 1);
        }
        return out;
    }

    /** Y1 Y2 Cb Cr to Y1 Cb Cr Y2 Cb Cr (PS3.3 C.7.6.3.1.2): both pixels get the chroma that they share. */
    private static byte[] fullChroma(byte[] data, int count) {
        byte[] out = new byte[count];
        for (int in = 0, o = 0; o < count; in += 4, o += 6) {
            out[o] = data[in];
            out[o + 3] = data[in + 1];
            out[o + 1] = data[in + 2];
            out[o + 4] = data[in + 2];
            out[o + 2] = data[in + 3];
            out[o + 5] = data[in + 3];
        }
        return out;
    }

    private static byte[] byPixel(byte[] values, int planes) {
        if (planes == 1) {
            return values;
        }
        byte[] out = new byte[values.length];
        int pixels = values.length / planes;
        for (int p = 0, in = 0; p < planes; p++) {
            for (int i = 0, o = p; i < pixels; i++, o += planes) {
                out[o] = values[in++];
            }
        }
        return out;
    }

    private static short[] byPixel(short[] values, int planes) {
        if (planes == 1) {
            return values;
        }
        short[] out = new short[values.length];
        int pixels = values.length / planes;
        for (int p = 0, in = 0; p < planes; p++) {
            for (int i = 0, o = p; i < pixels; i++, o += planes) {
                out[o] = values[in++];
            }
        }
        return out;
    }

    private static int[] byPixel(int[] values, int planes) {
        if (planes == 1) {
            return values;
        }
        int[] out = new int[values.length];
        int pixels = values.length / planes;
        for (int p = 0, in = 0; p < planes; p++) {
            for (int i = 0, o = p; i < pixels; i++, o += planes) {
                out[o] = values[in++];
            }
        }
        return out;
    }
}
