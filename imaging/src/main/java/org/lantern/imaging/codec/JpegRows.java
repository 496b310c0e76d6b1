package org.lantern.imaging.codec;

import org.lantern.imaging.pixel.Samples;

/**
 * Joins the planes of a decoded JPEG image to pixels. Images of 8 bits with one or three components, which nearly all are,
 * have loops of their own whose steps the compiler knows: it then proves once that all indices of a row are good.
 */
final class JpegRows {
    private final JpegPlane[] planes;
    private final int rows;
    private final int columns;

    JpegRows(JpegPlane[] planes, int rows, int columns) {
        this.planes = planes;
        this.rows = rows;
        this.columns = columns;
    }

    Samples join(int bitsAllocated) {
        return bitsAllocated <= 8 ? new Samples.Bytes(bytes()) : Words.of(shorts(), bitsAllocated);
    }

    private byte[] bytes() {
        int count = planes.length;
        byte[] out = new byte[rows * columns * count];
        boolean whole = true;
        boolean halved = count == 3 && planes[0].isWhole() && columns > 4;
        for (int c = 0; c < count; c++) {
            whole &= planes[c].isWhole();
            halved &= c == 0 || planes[c].isSmooth() && planes[c].stride == planes[1].stride
                    && planes[c].vertical == planes[1].vertical;
        }
        for (int row = 0; row < rows; row++) {
            int at = row * columns * count;
            if (whole && count == 1) {
                grey(planes[0].samples, planes[0].rowStart(row), columns, out, at);
            } else if (whole && count == 3) {
                colour(planes[0].samples, planes[1].samples, planes[2].samples, planes[0].rowStart(row), columns, out,
                        at);
            } else if (halved) {
                halvedChroma(row, out, at);
            } else {
                for (int i = 0; i < columns; i++) {
                    for (int c = 0; c < count; c++) {
                        out[at++] = (byte) planes[c].sample(row, i);
                    }
                }
            }
        }
        return out;
    }

    private static void grey(short[] plane, int from, int columns, byte[] out, int at) {
        for (int i = 0; i < columns; i++) {
            out[at + i] = (byte) plane[from + i];
        }
    }

    private static void colour(short[] first, short[] second, short[] third, int from, int columns, byte[] out,
            int at) {
        for (int i = 0; i < columns; i++) {
            out[at + 3 * i] = (byte) first[from + i];
            out[at + 3 * i + 1] = (byte) second[from + i];
            out[at + 3 * i + 2] = (byte) third[from + i];
        }
    }

    /** Two components of half the width, and perhaps half the height; what {@link JpegPlane#sample} says, in one loop. */
    private void halvedChroma(int row, byte[] out, int at) {
        int near = planes[1].rowStart(row);
        int other = planes[1].otherRowStart(row);
        int last = (columns + 1) / 2 - 1;
        pairs(planes[0].samples, planes[0].rowStart(row), planes[1].samples, planes[2].samples, near, other, last,
                planes[1].evenBias(), planes[1].oddBias(), out, at);
        int end = at + 3 * columns;
        for (int i = 2 * last, o = at + 6 * last; o < end; i++, o += 3) {
            pixel(row, i, out, o);
        }
        pixel(row, 0, out, at);
        pixel(row, 1, out, at + 3);
    }

    private void pixel(int row, int column, byte[] out, int at) {
        out[at] = (byte) planes[0].sample(row, column);
        out[at + 1] = (byte) planes[1].sample(row, column);
        out[at + 2] = (byte) planes[2].sample(row, column);
    }

    /** Two pixels for each chroma sample but the first and the last. */
    private static void pairs(short[] luma, int from, short[] blue, short[] red, int near, int other, int last,
            int evenBias, int oddBias, byte[] out, int at) {
        int b = 3 * blue[near] + blue[other];
        int r = 3 * red[near] + red[other];
        int nextB = 3 * blue[near + 1] + blue[other + 1];
        int nextR = 3 * red[near + 1] + red[other + 1];
        for (int i = 1; i < last; i++) {
            int evenB = b + evenBias;
            int evenR = r + evenBias;
            b = nextB;
            r = nextR;
            nextB = 3 * blue[near + i + 1] + blue[other + i + 1];
            nextR = 3 * red[near + i + 1] + red[other + i + 1];
            out[at + 6 * i] = (byte) luma[from + 2 * i];
            out[at + 6 * i + 1] = (byte) (3 * b + evenB >> 4);
            out[at + 6 * i + 2] = (byte) (3 * r + evenR >> 4);
            out[at + 6 * i + 3] = (byte) luma[from + 2 * i + 1];
            out[at + 6 * i + 4] = (byte) (3 * b + nextB + oddBias >> 4);
            out[at + 6 * i + 5] = (byte) (3 * r + nextR + oddBias >> 4);
        }
    }

    private short[] shorts() {
        int count = planes.length;
        short[] out = new short[rows * columns * count];
        for (int row = 0; row < rows; row++) {
            int at = row * columns * count;
            if (count == 1) {
                System.arraycopy(planes[0].samples, planes[0].rowStart(row), out, at, columns);
                continue;
            }
            for (int i = 0; i < columns; i++) {
                for (JpegPlane plane : planes) {
                    out[at++] = (short) plane.sample(row, i);
                }
            }
        }
        return out;
    }
}
