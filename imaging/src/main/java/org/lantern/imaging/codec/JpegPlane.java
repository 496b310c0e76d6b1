package org.lantern.imaging.codec;

/**
 * The samples of one component of a DCT-coded JPEG image, with the blocks that pad it to whole MCUs.
 */
final class JpegPlane {
    final int horizontal;
    final int vertical;
    /** Size of the component itself, in samples (T.81 A.1.1). */
    final int columns;
    final int rows;
    /** Blocks that the component itself covers: what a scan of it alone holds (A.2.2). */
    final int blockColumns;
    final int blockRows;
    final int stride;
    final short[] samples;

    JpegPlane(JpegStream.Component component, int imageColumns, int imageRows, int maxHorizontal, int maxVertical) {
        horizontal = component.horizontal();
        vertical = component.vertical();
        columns = ceil(imageColumns * horizontal, maxHorizontal);
        rows = ceil(imageRows * vertical, maxVertical);
        blockColumns = ceil(columns, 8);
        blockRows = ceil(rows, 8);
        stride = ceil(imageColumns, 8 * maxHorizontal) * horizontal * 8;
        samples = new short[Math.multiplyExact(stride, ceil(imageRows, 8 * maxVertical) * vertical * 8)];
    }

    static int ceil(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }

    /**
     * One row of the component stretched to the size of the image. Halved components are interpolated between the
     * centres of their samples, as JFIF places them, with weights 3:1; other factors repeat samples.
     *
     * @param line at least as long as the image's row and the component's row
     * @param scratch as long as {@code line}
     */
    void line(int row, int imageColumns, int maxHorizontal, int maxVertical, int[] line, int[] scratch) {
        boolean halfHeight = maxVertical == 2 * vertical;
        int near = halfHeight ? row >> 1 : row * vertical / maxVertical;
        int from = near * stride;
        int across = maxHorizontal / horizontal;
        if (across * horizontal != maxHorizontal) {
            for (int i = 0; i < imageColumns; i++) {
                line[i] = samples[from + i * horizontal / maxHorizontal];
            }
            return;
        }
        boolean smooth = across == 2 && columns > 2;
        int[] narrow = across == 1 ? line : scratch;
        if (halfHeight && (across == 1 || smooth)) {
            int other = Math.clamp((row & 1) == 0 ? near - 1 : near + 1, 0, rows - 1) * stride;
            for (int i = 0; i < columns; i++) {
                narrow[i] = 3 * samples[from + i] + samples[other + i];
            }
            if (across == 1) {
                int bias = (row & 1) == 0 ? 1 : 2;
                for (int i = 0; i < columns; i++) {
                    line[i] = line[i] + bias >> 2;
                }
            } else {
                stretch(narrow, line, imageColumns, 8, 7, 4);
            }
            return;
        }
        for (int i = 0; i < columns; i++) {
            narrow[i] = samples[from + i];
        }
        if (smooth) {
            stretch(narrow, line, imageColumns, 1, 2, 2);
        } else if (across > 1) {
            for (int i = 0; i < imageColumns; i++) {
                line[i] = narrow[i / across];
            }
        }
    }

    private void stretch(int[] narrow, int[] line, int imageColumns, int biasLeft, int biasRight, int shift) {
        for (int i = 0; 2 * i < imageColumns; i++) {
            int left = narrow[Math.max(i - 1, 0)];
            int right = narrow[Math.min(i + 1, columns - 1)];
            line[2 * i] = 3 * narrow[i] + left + biasLeft >> shift;
            if (2 * i + 1 < imageColumns) {
                line[2 * i + 1] = 3 * narrow[i] + right + biasRight >> shift;
            }
        }
    }
}
