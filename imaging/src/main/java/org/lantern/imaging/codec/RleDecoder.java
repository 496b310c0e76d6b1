package org.lantern.imaging.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/**
 * RLE Lossless, PS3.5 Annex G: a header of 16 little-endian words, then one PackBits segment per byte of the samples,
 * most significant byte first (G.2). A segment that ends before its plane is full is damage; surplus bytes after a full
 * plane are ignored, because encoders are allowed to pad.
 */
final class RleDecoder {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Four samples in the machine's order. */
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final int HEADER_BYTES = 64;
    private static final int MAX_SEGMENTS = 15;

    private RleDecoder() {}

    static Samples decode(EncodedFrame frame) throws ImagingException {
        PixelFormat format = frame.format();
        int pixels = frame.pixelCount();
        int spp = format.samplesPerPixel();
        return switch (format.bitsAllocated()) {
            case 1 -> {
                byte[][] planes = planes(frame, spp, (pixels + 7) / 8);
                byte[][] unpacked = new byte[spp][];
                for (int s = 0; s < spp; s++) {
                    unpacked[s] = NativePixels.unpackBits(planes[s], 0, pixels);
                }
                yield new Samples.Bytes(interleave(unpacked, pixels));
            }
            case 8 -> new Samples.Bytes(interleave(planes(frame, spp, pixels), pixels));
            case 16 -> new Samples.Shorts(shorts(planes(frame, 2 * spp, pixels), spp, pixels));
            case 32 -> new Samples.Ints(ints(planes(frame, 4 * spp, pixels), spp, pixels));
            default -> throw new ImagingException.Unsupported("RLE with " + format.bitsAllocated() + " bits allocated");
        };
    }

    private static byte[][] planes(EncodedFrame frame, int expected, int planeBytes) throws ImagingException {
        byte[] data = frame.data();
        if (expected > MAX_SEGMENTS) {
            throw new ImagingException.Unsupported("RLE with " + expected + " segments");
        }
        if (data.length < HEADER_BYTES) {
            throw frame.damaged("RLE header cut off");
        }
        long segments = word(data, 0);
        if (segments != expected) {
            throw frame.damaged(segments + " RLE segments, expected " + expected);
        }
        byte[][] planes = new byte[expected][];
        for (int i = 0; i < expected; i++) {
            long from = word(data, 4 + 4 * i);
            long to = i + 1 < expected ? word(data, 8 + 4 * i) : data.length;
            if (from < HEADER_BYTES || from > to || to > data.length) {
                throw frame.damaged("RLE segment " + i + " lies outside of the frame");
            }
            // a byte of PackBits yields at most 128 bytes for two: refuse before allocating the plane
            if ((to - from) * 64 < planeBytes) {
                throw frame.damaged("RLE segment " + i + " is too short");
            }
            planes[i] = new byte[planeBytes];
            if (!unpack(data, (int) from, (int) to, planes[i])) {
                throw frame.damaged("RLE segment " + i + " ends early");
            }
        }
        return planes;
    }

    private static long word(byte[] data, int at) {
        return data[at] & 0xff | (data[at + 1] & 0xff) << 8 | (data[at + 2] & 0xff) << 16
                | (data[at + 3] & 0xffL) << 24;
    }

    /** Expands one segment (G.3.2). @return whether the target was filled */
    private static boolean unpack(byte[] source, int from, int to, byte[] target) {
        int in = from;
        int out = 0;
        int end = target.length;
        // Most runs are short: up to 16 bytes are moved as two words, which may write more than asked as long as
        // there is room; the surplus is overwritten by what follows.
        int wideIn = to - 17;
        int wideOut = end - 16;
        while (out < end && in < to) {
            int control = source[in++];
            if (control >= 0) {
                int count = control + 1;
                if (count <= 16 && in <= wideIn && out <= wideOut) {
                    LONGS.set(target, out, (long) LONGS.get(source, in));
                    LONGS.set(target, out + 8, (long) LONGS.get(source, in + 8));
                } else {
                    if (count > to - in) {
                        return false;
                    }
                    System.arraycopy(source, in, target, out, Math.min(count, end - out));
                }
                in += count;
                out += count;
            } else if (control != -128) {
                if (in == to) {
                    return false;
                }
                int count = 1 - control;
                byte value = source[in++];
                if (count <= 16 && out <= wideOut) {
                    long word = (value & 0xffL) * 0x0101010101010101L;
                    LONGS.set(target, out, word);
                    LONGS.set(target, out + 8, word);
                } else {
                    Arrays.fill(target, out, Math.min(out + count, end), value);
                }
                out += count;
            }
        }
        return out >= end;
    }

    private static byte[] interleave(byte[][] planes, int pixels) {
        if (planes.length == 1) {
            return planes[0];
        }
        byte[] out = new byte[pixels * planes.length];
        if (planes.length == 3) {
            byte[] first = planes[0];
            byte[] second = planes[1];
            byte[] third = planes[2];
            for (int i = 0, o = 0; i < pixels; i++, o += 3) {
                out[o] = first[i];
                out[o + 1] = second[i];
                out[o + 2] = third[i];
            }
            return out;
        }
        for (int s = 0; s < planes.length; s++) {
            for (int i = 0, o = s; i < pixels; i++, o += planes.length) {
                out[o] = planes[s][i];
            }
        }
        return out;
    }

    private static short[] shorts(byte[][] planes, int spp, int pixels) {
        short[] out = new short[pixels * spp];
        for (int s = 0; s < spp; s++) {
            byte[] high = planes[2 * s];
            byte[] low = planes[2 * s + 1];
            if (spp == 1) {
                if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
                    zip(high, low, out);
                } else {
                    for (int i = 0; i < pixels; i++) {
                        out[i] = (short) (high[i] << 8 | low[i] & 0xff);
                    }
                }
            } else {
                for (int i = 0, o = s; i < pixels; i++, o += spp) {
                    out[o] = (short) (high[i] << 8 | low[i] & 0xff);
                }
            }
        }
        return out;
    }

    /**
     * Joins two planes of bytes to words, eight at a time, by an instruction that spreads bytes. For machines that store
     * the low byte first.
     */
    private static void zip(byte[] high, byte[] low, short[] out) {
        MemorySegment target = MemorySegment.ofArray(out);
        int whole = out.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            long upper = (long) LONGS.get(high, i);
            long lower = (long) LONGS.get(low, i);
            target.set(LONG, 2L * i, Long.expand(upper, 0xff00ff00ff00ff00L) | Long.expand(lower, 0x00ff00ff00ff00ffL));
            target.set(LONG, 2L * i + 8,
                    Long.expand(upper >>> 32, 0xff00ff00ff00ff00L) | Long.expand(lower >>> 32, 0x00ff00ff00ff00ffL));
        }
        for (int i = whole; i < out.length; i++) {
            out[i] = (short) (high[i] << 8 | low[i] & 0xff);
        }
    }

    private static int[] ints(byte[][] planes, int spp, int pixels) {
        int[] out = new int[pixels * spp];
        for (int s = 0; s < spp; s++) {
            byte[] b3 = planes[4 * s];
            byte[] b2 = planes[4 * s + 1];
            byte[] b1 = planes[4 * s + 2];
            byte[] b0 = planes[4 * s + 3];
            for (int i = 0, o = s; i < pixels; i++, o += spp) {
                out[o] = b3[i] << 24 | (b2[i] & 0xff) << 16 | (b1[i] & 0xff) << 8 | b0[i] & 0xff;
            }
        }
        return out;
    }
}
