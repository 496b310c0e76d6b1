package org.lantern.imaging.pixel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes rendered images as PNG (ISO/IEC 15948), 8 bits a sample: grey if every pixel is, RGB otherwise. */
public final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int FILTER_UP = 2;

    private PngWriter() {}

    /**
     * Writes one image; the stream stays open.
     *
     * @param argb pixels row by row from the top left; alpha is ignored
     */
    public static void write(int[] argb, int columns, int rows, OutputStream out) throws IOException {
        if (columns < 1 || rows < 1 || argb.length < (long) columns * rows) {
            throw new IllegalArgumentException("not an image of " + columns + " x " + rows);
        }
        boolean grey = isGrey(argb, columns * rows);
        DataOutputStream data = new DataOutputStream(out);
        data.write(SIGNATURE);
        chunk(data, "IHDR", header(columns, rows, grey ? GREY : RGB));
        chunk(data, "IDAT", compressed(argb, columns, rows, grey ? 1 : 3));
        chunk(data, "IEND", new byte[0]);
        data.flush();
    }

    private static boolean isGrey(int[] argb, int pixels) {
        for (int i = 0; i < pixels; i++) {
            int rgb = argb[i] & 0xff_ffff;
            if (rgb != (rgb & 0xff) * 0x01_0101) {
                return false;
            }
        }
        return true;
    }

    private static byte[] header(int columns, int rows, int colorType) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(columns);
        data.writeInt(rows);
        data.write(new byte[]{8, (byte) colorType, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static byte[] compressed(int[] argb, int columns, int rows, int samples) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(columns * rows * samples / 2 + 64);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
            byte[] line = new byte[1 + columns * samples];
            byte[] above = new byte[line.length];
            byte[] filtered = new byte[line.length];
            filtered[0] = FILTER_UP;
            for (int row = 0; row < rows; row++) {
                fill(line, argb, row * columns, columns, samples);
                for (int i = 1; i < line.length; i++) {
                    filtered[i] = (byte) (line[i] - above[i]);
                }
                out.write(filtered);
                byte[] swap = above;
                above = line;
                line = swap;
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void fill(byte[] line, int[] argb, int first, int columns, int samples) {
        for (int column = 0, at = 1; column < columns; column++) {
            int pixel = argb[first + column];
            if (samples == 3) {
                line[at++] = (byte) (pixel >> 16);
                line[at++] = (byte) (pixel >> 8);
            }
            line[at++] = (byte) pixel;
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] body) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(body);
        out.writeInt(body.length);
        out.write(name);
        out.write(body);
        out.writeInt((int) crc.getValue());
    }
}
