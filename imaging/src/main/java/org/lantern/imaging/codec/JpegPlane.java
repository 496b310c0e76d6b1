package org.lantern.imaging.codec;

/**
 * The samples of one component of a DCT-coded JPEG image, with the blocks that pad it to whole MCUs. Components with fewer
 * samples than the image are stretched to its size: halved ones are interpolated between the centres of their samples, as
 * JFIF places them, with weights 3:1; other factors repeat samples.
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
    private final int maxHorizontal;
    private final int maxVertical;
    private final boolean halfHeight;
    /** Halved in width and wide enough to be interpolated. */
    private final boolean smooth;

    JpegPlane(JpegStream.Component component, int imageColumns, int imageRows, int maxHorizontal, int maxVertical) {
        horizontal = component.horizontal();
        vertical = component.vertical();
        this.maxHorizontal = maxHorizontal;
        this.maxVertical = maxVertical;
        columns = ceil(imageColumns * horizontal, maxHorizontal);
        rows = ceil(imageRows * vertical, maxVertical);
        blockColumns = ceil(columns, 8);
        blockRows = ceil(rows, 8);
        stride = ceil(imageColumns, 8 * maxHorizontal) * horizontal * 8;
        samples = new short[Math.multiplyExact(stride, ceil(imageRows, 8 * maxVertical) * vertical * 8)];
        halfHeight = maxVertical == 2 * vertical;
        smooth = maxHorizontal == 2 * horizontal && columns > 2;
    }

    static int ceil(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }

    /** The component's sample at a place of the image. */
    int sample(int row, int column) {
        int near = rowStart(row);
        int bias = (row & 1) == 0 ? 1 : 2;
        if (smooth) {
            int at = column >> 1;
            int next = Math.clamp((column & 1) == 0 ? at - 1 : at + 1, 0, columns - 1);
            int other = otherRowStart(row);
            return 3 * (3 * samples[near + at] + samples[other + at]) + 3 * samples[near + next] + samples[other + next]
                    + ((column & 1) == 0 ? evenBias() : oddBias()) >> 4;
        }
        int at = column * horizontal / maxHorizontal;
        return halfHeight && maxHorizontal == horizontal
                ? 3 * samples[near + at] + samples[otherRowStart(row) + at] + bias >> 2
                : samples[near + at];
    }

    /** Start of the component's row that lies at, or nearest to, a row of the image. */
    int rowStart(int row) {
        return stride * (row * vertical / maxVertical);
    }

    /** Start of the row that has a quarter of the weight; the nearest row where there is no stretching in height. */
    int otherRowStart(int row) {
        int near = row * vertical / maxVertical;
        return stride * (halfHeight ? Math.clamp((row & 1) == 0 ? near - 1 : near + 1, 0, rows - 1) : near);
    }

    /** What libjpeg adds to 16 times the sample before it is divided, in even columns of the image. */
    int evenBias() {
        return halfHeight ? 8 : 4;
    }

    int oddBias() {
        return halfHeight ? 7 : 8;
    }

    boolean isSmooth() {
        return smooth;
    }

    boolean isWhole() {
        return horizontal == maxHorizontal && vertical == maxVertical;
    }
}
