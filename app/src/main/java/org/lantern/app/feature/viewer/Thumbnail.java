package org.lantern.app.feature.viewer;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.ImageRenderer;

/**
 * A small picture of a series.
 *
 * @param argb columns × rows pixels, row by row, opaque
 */
record Thumbnail(int columns, int rows, int[] argb) {
    /** Draws a frame no larger than a number of pixels; each pixel is the mean of those it stands for. */
    static Thumbnail of(LoadedFrame source, int mostPixels) throws ImagingException {
        var format = source.frame().format();
        var full = new int[format.rows() * format.columns()];
        var window = ViewportViewModel.openingWindow(source);
        new ImageRenderer().render(source.frame(), window, full);
        double height = format.rows() * source.rowAspect();
        double scale = Math.min(1, mostPixels / Math.max(format.columns(), height));
        int columns = Math.max(1, (int) Math.round(format.columns() * scale));
        int rows = Math.max(1, (int) Math.round(height * scale));
        var small = new int[columns * rows];
        for (int row = 0; row < rows; row++) {
            int top = row * format.rows() / rows;
            int bottom = Math.max(top + 1, (row + 1) * format.rows() / rows);
            for (int column = 0; column < columns; column++) {
                int left = column * format.columns() / columns;
                int right = Math.max(left + 1, (column + 1) * format.columns() / columns);
                small[row * columns + column] = mean(full, format.columns(), top, bottom, left, right);
            }
        }
        return new Thumbnail(columns, rows, small);
    }

    private static int mean(int[] argb, int width, int top, int bottom, int left, int right) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                int pixel = argb[row * width + column];
                red += pixel >> 16 & 0xff;
                green += pixel >> 8 & 0xff;
                blue += pixel & 0xff;
            }
        }
        long count = (long) (bottom - top) * (right - left);
        return 0xff000000 | (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
    }
}
