package org.lantern.app.cli;

/**
 * A drawn image.
 *
 * @param argb opaque pixels, row by row from the top left
 */
record Picture(int[] argb, int columns, int rows) {
    /**
     * This picture, or a smaller one of the same shape, of which no side is longer than {@code size} pixels. Each pixel
     * is the mean of the area that it stands for, so that nothing is left out between sampled points.
     */
    Picture atMost(int size) {
        int longer = Math.max(columns, rows);
        if (longer <= size) {
            return this;
        }
        int newColumns = Math.max(1, Math.round((float) columns * size / longer));
        int newRows = Math.max(1, Math.round((float) rows * size / longer));
        var smaller = new int[newColumns * newRows];
        for (int row = 0; row < newRows; row++) {
            for (int column = 0; column < newColumns; column++) {
                smaller[row * newColumns + column] = mean(column, row, newColumns, newRows);
            }
        }
        return new Picture(smaller, newColumns, newRows);
    }

    private int mean(int column, int row, int newColumns, int newRows) {
        double left = (double) column * columns / newColumns;
        double right = (double) (column + 1) * columns / newColumns;
        double top = (double) row * rows / newRows;
        double bottom = (double) (row + 1) * rows / newRows;
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int y = (int) top; y < Math.min(rows, Math.ceil(bottom)); y++) {
            double height = Math.min(bottom, y + 1) - Math.max(top, y);
            for (int x = (int) left; x < Math.min(columns, Math.ceil(right)); x++) {
                double weight = height * (Math.min(right, x + 1) - Math.max(left, x));
                int color = argb[y * columns + x];
                red += weight * (color >> 16 & 0xff);
                green += weight * (color >> 8 & 0xff);
                blue += weight * (color & 0xff);
            }
        }
        double area = (right - left) * (bottom - top);
        return 0xff00_0000 | level(red / area) << 16 | level(green / area) << 8 | level(blue / area);
    }

    private static int level(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
