package org.lantern.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/**
 * Makes JPEG baseline frames, ITU-T T.81 Annex F, with the tables of Annex K. Colour is coded as YCbCr (PS3.3
 * C.7.6.3.1.2), with chroma halved horizontally below {@link #FULL_CHROMA_QUALITY}.
 */
public final class JpegBaselineEncoder {
    /** From this quality on chroma has the resolution of luminance: YBR_FULL instead of YBR_FULL_422. */
    public static final int FULL_CHROMA_QUALITY = 90;

    private static final int[] LUMINANCE = {16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16,
            24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81,
            104,
            113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99};
    private static final int[] CHROMINANCE = {17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26,
            56,
            99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
            99,
            99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99};
    private static final float[] COSINES = cosines();

    private final PixelFormat format;
    private final int[][] quantizers;
    /** Planes of the components, levels from 0 to 255; chroma at its own width. */
    private final float[][] planes;
    private final int[] widths;
    private final boolean halved;
    private final float[] block = new float[64];
    private final float[] half = new float[64];
    private final ByteArrayOutputStream out;
    private long held;
    private int count;

    private JpegBaselineEncoder(Frame frame, int quality) {
        format = frame.format();
        boolean colour = format.samplesPerPixel() == 3;
        halved = colour && quality < FULL_CHROMA_QUALITY;
        quantizers = new int[][]{scaled(LUMINANCE, quality), scaled(CHROMINANCE, quality)};
        byte[] samples = ((Samples.Bytes) frame.samples()).values();
        int pixels = format.rows() * format.columns();
        planes = new float[colour ? 3 : 1][pixels];
        widths = new int[planes.length];
        Arrays.fill(widths, format.columns());
        for (int i = 0; i < pixels; i++) {
            if (!colour) {
                planes[0][i] = samples[i] & 0xff;
            } else if (format.photometric() == Photometric.RGB) {
                float r = samples[3 * i] & 0xff;
                float g = samples[3 * i + 1] & 0xff;
                float b = samples[3 * i + 2] & 0xff;
                planes[0][i] = 0.299f * r + 0.587f * g + 0.114f * b;
                planes[1][i] = -0.168736f * r - 0.331264f * g + 0.5f * b + 128;
                planes[2][i] = 0.5f * r - 0.418688f * g - 0.081312f * b + 128;
            } else {
                for (int c = 0; c < 3; c++) {
                    planes[c][i] = samples[3 * i + c] & 0xff;
                }
            }
        }
        if (halved) {
            halve(1);
            halve(2);
        }
        out = new ByteArrayOutputStream(pixels / 2 + 1024);
    }

    /**
     * Encodes one frame as a whole JPEG stream, from SOI to EOI.
     *
     * @param quality 1 to 100, as the scale that libjpeg uses
     * @throws ImagingException.Unsupported for anything but unsigned 8-bit samples of MONOCHROME1, MONOCHROME2, RGB and
     *     YBR_FULL
     */
    public static byte[] encode(Frame frame, int quality) throws ImagingException {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality " + quality);
        }
        requireEncodable(frame.format());
        return new JpegBaselineEncoder(frame, quality).encode();
    }

    static void requireEncodable(PixelFormat format) throws ImagingException {
        Photometric photometric = format.photometric();
        boolean known = photometric.isMonochrome() && format.samplesPerPixel() == 1
                || (photometric == Photometric.RGB || photometric == Photometric.YBR_FULL)
                        && format.samplesPerPixel() == 3;
        if (format.bitsAllocated() != 8 || format.bitsStored() != 8 || format.signed() || !known) {
            throw new ImagingException.Unsupported("JPEG Baseline of " + format.bitsStored() + "-bit"
                    + (format.signed() ? " signed " : " ") + photometric.term());
        }
    }

    /** What the coded frames say of themselves. */
    static Photometric coded(PixelFormat format, int quality) {
        return format.samplesPerPixel() == 1
                ? format.photometric()
                : quality < FULL_CHROMA_QUALITY ? Photometric.YBR_FULL_422 : Photometric.YBR_FULL;
    }

    private static int[] scaled(int[] table, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] scaled = new int[64];
        for (int i = 0; i < 64; i++) {
            scaled[i] = Math.clamp((table[i] * percent + 50) / 100, 1, 255);
        }
        return scaled;
    }

    /** A.3.3, by frequency and place, with its factors. */
    private static float[] cosines() {
        float[] table = new float[64];
        for (int u = 0; u < 8; u++) {
            for (int x = 0; x < 8; x++) {
                table[8 * u + x] = (float) (Math.cos((2 * x + 1) * u * Math.PI / 16)
                        * (u == 0 ? Math.sqrt(0.125) : 0.5));
            }
        }
        return table;
    }

    private void halve(int component) {
        int columns = format.columns();
        int width = columns + 1 >> 1;
        float[] full = planes[component];
        float[] plane = new float[width * format.rows()];
        for (int y = 0; y < format.rows(); y++) {
            for (int x = 0; x < width; x++) {
                float left = full[y * columns + 2 * x];
                float right = full[y * columns + Math.min(2 * x + 1, columns - 1)];
                plane[y * width + x] = (left + right) / 2;
            }
        }
        planes[component] = plane;
        widths[component] = width;
    }

    private byte[] encode() {
        header();
        int across = (format.columns() + (halved ? 15 : 7)) / (halved ? 16 : 8);
        int down = (format.rows() + 7) / 8;
        int[] last = new int[planes.length];
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                for (int c = 0; c < planes.length; c++) {
                    int blocks = halved && c == 0 ? 2 : 1;
                    for (int b = 0; b < blocks; b++) {
                        last[c] = block(c, 8 * (blocks * column + b), 8 * row, last[c]);
                    }
                }
            }
        }
        if (count > 0) {
            put(0x7f, 7);
        }
        out.write(0xff);
        out.write(0xd9);
        return out.toByteArray();
    }

    private void header() {
        int components = planes.length;
        marker(0xd8);
        for (int t = 0; t < Math.min(2, components); t++) {
            marker(0xdb, 67);
            out.write(t);
            for (int position : JpegDctDecoder.ZIGZAG) {
                out.write(quantizers[t][position]);
            }
        }
        marker(0xc0, 8 + 3 * components);
        out.writeBytes(new byte[]{8, (byte) (format.rows() >> 8), (byte) format.rows(),
                (byte) (format.columns() >> 8), (byte) format.columns(), (byte) components});
        for (int c = 0; c < components; c++) {
            out.writeBytes(new byte[]{(byte) (c + 1), (byte) (halved && c == 0 ? 0x21 : 0x11), (byte) Math.min(c, 1)});
        }
        for (int t = 0; t < Math.min(2, components); t++) {
            JpegCodes.of(0, t).write(out, t);
            JpegCodes.of(1, t).write(out, 0x10 | t);
        }
        marker(0xda, 6 + 2 * components);
        out.write(components);
        for (int c = 0; c < components; c++) {
            out.write(c + 1);
            out.write(c == 0 ? 0 : 0x11);
        }
        out.writeBytes(new byte[]{0, 63, 0});
    }

    private void marker(int code) {
        out.write(0xff);
        out.write(code);
    }

    private void marker(int code, int length) {
        marker(code);
        out.write(length >> 8);
        out.write(length);
    }

    /** Transforms, quantizes and codes a block; beyond the image its last samples go on. @return the DC coefficient */
    private int block(int component, int left, int top, int lastDc) {
        float[] plane = planes[component];
        int width = widths[component];
        for (int y = 0, i = 0; y < 8; y++) {
            int row = Math.min(top + y, format.rows() - 1) * width;
            for (int x = 0; x < 8; x++, i++) {
                block[i] = plane[row + Math.min(left + x, width - 1)] - 128;
            }
        }
        transform(block, half);
        transform(half, block);
        int[] quantizer = quantizers[Math.min(component, 1)];
        JpegCodes dc = JpegCodes.of(0, Math.min(component, 1));
        JpegCodes ac = JpegCodes.of(1, Math.min(component, 1));
        int zeros = 0;
        int first = Math.round(block[0] / quantizer[0]);
        value(dc, 0, first - lastDc);
        for (int k = 1; k < 64; k++) {
            int position = JpegDctDecoder.ZIGZAG[k];
            int level = Math.round(block[position] / quantizer[position]);
            if (level == 0) {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16) {
                put(ac.code(0xf0), ac.length(0xf0));
            }
            value(ac, zeros << 4, level);
            zeros = 0;
        }
        if (zeros > 0) {
            put(ac.code(0), ac.length(0));
        }
        return first;
    }

    /** One dimension; the result is transposed, so that a second call does the other one and puts it right. */
    private static void transform(float[] in, float[] transposed) {
        for (int y = 0; y < 8; y++) {
            for (int u = 0; u < 8; u++) {
                float sum = 0;
                for (int x = 0; x < 8; x++) {
                    sum += COSINES[8 * u + x] * in[8 * y + x];
                }
                transposed[8 * u + y] = sum;
            }
        }
    }

    /** F.1.2: the size category's code with what goes before it, then the bits that tell the value. */
    private void value(JpegCodes codes, int run, int value) {
        int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
        put(codes.code(run | size), codes.length(run | size));
        put((value < 0 ? value - 1 : value) & (1 << size) - 1, size);
    }

    private void put(int bits, int length) {
        held = held << length | bits;
        count += length;
        while (count >= 8) {
            count -= 8;
            int value = (int) (held >> count) & 0xff;
            out.write(value);
            if (value == 0xff) {
                out.write(0);
            }
        }
    }
}
