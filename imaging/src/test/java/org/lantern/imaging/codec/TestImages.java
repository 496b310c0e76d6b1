package org.lantern.imaging.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/**
 * A picture of ramps, texture and a flat patch, 37 columns by 23 rows, and streams that other programs made of it: dcmtk
 * 3.6.7 (jpg, jls), GDCM 3.0.21 and OpenJPEG 2.5.0 (j2k, jp2).
 */
public final class TestImages {
    public static final int ROWS = 23;
    public static final int COLUMNS = 37;

    public static final List<String> STREAMS = List.of("lossless-8.jpg", "lossless-12.jpg", "lossless-12-pt2.jpg",
            "lossless-16-sv1.jpg", "lossless-16-sv2.jpg", "lossless-16-sv3.jpg", "lossless-16-sv4.jpg",
            "lossless-16-sv5.jpg", "lossless-16-sv6.jpg", "lossless-16-sv7.jpg", "lossless-8-rgb.jpg",
            "baseline-8.jpg", "baseline-8-rgb.jpg", "baseline-8-420.jpg", "extended-12.jpg", "progressive-8.jpg",
            "progressive-8-422.jpg", "spectral-12.jpg", "lossless-8.jls", "lossless-12.jls", "lossless-16.jls",
            "near3-8.jls", "near3-12.jls", "near3-16.jls", "lossless-8-rgb-line.jls", "lossless-8-rgb-sample.jls",
            "lossless-8-rgb-none.jls", "near3-8-rgb-line.jls", "near3-8-rgb-sample.jls", "near3-8-rgb-none.jls",
            "lossless-8.j2k", "lossless-12.j2k", "lossless-16.j2k", "lossless-8-rgb.j2k", "lossless-8-rgb.jp2",
            "lossless-8-rgb-lrcp-tiles.j2k", "lossless-8-rgb-rlcp-tiles.j2k", "lossless-8-rgb-rpcl-tiles.j2k",
            "lossless-8-rgb-pcrl-tiles.j2k", "lossless-8-rgb-cprl-tiles.j2k", "lossless-16-layers.j2k", "lossy-8.j2k",
            "lossy-16.j2k", "lossy-8-rgb.jp2", "rle.rle");

    private TestImages() {}

    public static int bits(String stream) {
        return stream.contains("-12") ? 12 : stream.contains("-16") || stream.startsWith("rle") ? 16 : 8;
    }

    public static boolean isColour(String stream) {
        return stream.contains("rgb") || stream.contains("420") || stream.contains("422");
    }

    static PixelFormat format(String stream) {
        return format(ROWS, COLUMNS, isColour(stream) ? 3 : 1, bits(stream));
    }

    static PixelFormat format(int rows, int columns, int samples, int bits) {
        return new PixelFormat(rows, columns, samples, bits <= 8 ? 8 : bits <= 16 ? 16 : 32, bits, bits - 1, false,
                false, samples == 3 ? Photometric.RGB : Photometric.MONOCHROME2);
    }

    /** The picture that was encoded, colour by pixel. */
    static int[] picture(int bits, int samples) {
        int max = (1 << bits) - 1;
        int[] values = new int[ROWS * COLUMNS * samples];
        for (int y = 0, i = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                for (int s = 0; s < samples; s++, i++) {
                    int texture = (x * x * 3 + y * y * 5 + x * y * 7 + s * 11) % (1 + (max >> 4));
                    int value = x > 20 && y > 12 ? max / 3 + s : max * (x + 2 * y) / (COLUMNS + 2 * ROWS) + texture;
                    values[i] = Math.min(value, max);
                }
            }
        }
        return values;
    }

    public static byte[] stream(String name) {
        try (InputStream in = TestImages.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static int[] decode(String name, PixelFormat format, byte[] data) throws ImagingException {
        EncodedFrame frame = new EncodedFrame(0, format, data);
        String kind = name.substring(name.lastIndexOf('.') + 1);
        return values(switch (kind) {
            case "jpg" -> JpegDecoder.decode(frame);
            case "jls" -> JpegLsDecoder.decode(frame);
            case "rle" -> RleDecoder.decode(frame);
            default -> J2kDecoder.decode(frame);
        });
    }

    static int[] values(Samples samples) {
        int[] values = new int[samples.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (samples) {
                case Samples.Bytes bytes -> bytes.values()[i] & 0xff;
                case Samples.Shorts shorts -> shorts.values()[i] & 0xffff;
                case Samples.Ints ints -> ints.values()[i];
                case Samples.Floats _,Samples.Doubles _ -> throw new IllegalArgumentException();
            };
        }
        return values;
    }

    /** A frame of the given values, in words of the format. */
    static Frame frame(PixelFormat format, int[] values) {
        return new Frame(format, switch (format.bitsAllocated()) {
            case 1, 8 -> {
                byte[] out = new byte[values.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = (byte) values[i];
                }
                yield new Samples.Bytes(out);
            }
            case 16 -> {
                short[] out = new short[values.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = (short) values[i];
                }
                yield new Samples.Shorts(out);
            }
            default -> new Samples.Ints(Arrays.copyOf(values, values.length));
        });
    }
}
