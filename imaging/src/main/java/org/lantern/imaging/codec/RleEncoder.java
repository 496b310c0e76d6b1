package org.lantern.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/** Makes RLE Lossless frames, PS3.5 Annex G: one PackBits segment per byte of the samples, rows coded separately. */
public final class RleEncoder {
    private static final int HEADER_BYTES = 64;
    private static final int MAX_SEGMENTS = 15;
    private static final int MAX_COUNT = 128;

    private RleEncoder() {}

    /**
     * Encodes one frame as the value of one fragment, whose length is even.
     *
     * @throws ImagingException.Unsupported for floating point samples and for more than 15 segments, which RLE cannot
     *     express
     */
    public static byte[] encode(Frame frame) throws ImagingException {
        PixelFormat format = frame.format();
        int spp = format.samplesPerPixel();
        int bytes = Math.max(1, format.bitsAllocated() / 8);
        if (format.floating() || bytes * spp > MAX_SEGMENTS) {
            throw new ImagingException.Unsupported("RLE of " + spp + " samples with " + format.bitsAllocated()
                    + " bits allocated");
        }
        int pixels = format.rows() * format.columns();
        ByteArrayOutputStream out = new ByteArrayOutputStream(HEADER_BYTES + pixels);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(spp * bytes);
        out.write(header.array(), 0, HEADER_BYTES);
        byte[] plane = new byte[pixels];
        for (int s = 0; s < spp; s++) {
            for (int b = bytes - 1; b >= 0; b--) {
                header.putInt(out.size());
                for (int i = 0, from = s; i < pixels; i++, from += spp) {
                    plane[i] = (byte) (word(frame.samples(), from) >> 8 * b);
                }
                if (format.bitsAllocated() == 1) {
                    packRow(packBits(plane), 0, (pixels + 7) / 8, out);
                } else {
                    for (int row = 0; row < format.rows(); row++) {
                        packRow(plane, row * format.columns(), (row + 1) * format.columns(), out);
                    }
                }
                if (out.size() % 2 != 0) {
                    out.write(0);
                }
            }
        }
        byte[] encoded = out.toByteArray();
        System.arraycopy(header.array(), 0, encoded, 0, HEADER_BYTES);
        return encoded;
    }

    private static int word(Samples samples, int i) {
        return switch (samples) {
            case Samples.Bytes bytes -> bytes.values()[i];
            case Samples.Shorts shorts -> shorts.values()[i];
            case Samples.Ints ints -> ints.values()[i];
            case Samples.Floats _,Samples.Doubles _ -> throw new IllegalArgumentException("floating point samples");
        };
    }

    private static byte[] packBits(byte[] values) {
        byte[] packed = new byte[(values.length + 7) / 8];
        for (int i = 0; i < values.length; i++) {
            packed[i >> 3] |= (byte) ((values[i] & 1) << (i & 7));
        }
        return packed;
    }

    /** G.3.1. Runs of two are not worth ending a literal for. */
    private static void packRow(byte[] plane, int from, int to, ByteArrayOutputStream out) {
        int literal = from;
        int at = from;
        while (at < to) {
            int end = at + 1;
            while (end < to && end - at < MAX_COUNT && plane[end] == plane[at]) {
                end++;
            }
            if (end - at >= 3 || end - at == 2 && literal == at) {
                literal(plane, literal, at, out);
                out.write(1 - (end - at));
                out.write(plane[at]);
                literal = end;
            }
            at = end;
        }
        literal(plane, literal, to, out);
    }

    private static void literal(byte[] plane, int from, int to, ByteArrayOutputStream out) {
        for (int at = from; at < to; at += MAX_COUNT) {
            int count = Math.min(MAX_COUNT, to - at);
            out.write(count - 1);
            out.write(plane, at, count);
        }
    }
}
