package org.lantern.app.control;

/**
 * Where an image's pixels lie in a viewport: {@code screenX = xx·column + xy·row + x0}, and so on. Columns and rows
 * count from 0 at the outer edge of the first pixel, so that a pixel's centre is at +0.5.
 */
public record ImageToScreen(double xx, double xy, double x0, double yx, double yy, double y0) {

    /**
     * The mapping of a view state.
     *
     * @param columns width of the image in pixels
     * @param rows height of the image in pixels
     * @param rowAspect height of a pixel divided by its width, greater than 0
     * @param width of the viewport in screen pixels
     * @param height of the viewport in screen pixels
     */
    public static ImageToScreen of(ViewState view, int columns, int rows, double rowAspect, double width,
            double height) {
        double imageWidth = columns;
        double imageHeight = rows * rowAspect;
        boolean lying = view.quarterTurns() % 2 == 1;
        double fit = Math.min(width / (lying ? imageHeight : imageWidth), height / (lying ? imageWidth : imageHeight));
        double scale = fit * view.zoom();
        double mirror = view.mirrored() ? -1 : 1;
        double cos = new double[]{1, 0, -1, 0}[view.quarterTurns()];
        double sin = new double[]{0, 1, 0, -1}[view.quarterTurns()];
        double xx = cos * mirror * scale;
        double xy = -sin * rowAspect * scale;
        double yx = sin * mirror * scale;
        double yy = cos * rowAspect * scale;
        double x0 = width / 2 + view.panX() - xx * columns / 2 - xy * rows / 2;
        double y0 = height / 2 + view.panY() - yx * columns / 2 - yy * rows / 2;
        return new ImageToScreen(xx, xy, x0, yx, yy, y0);
    }

    /** From image (column, row) to screen pixels. */
    public Point toScreen(Point image) {
        return new Point(xx * image.x() + xy * image.y() + x0, yx * image.x() + yy * image.y() + y0);
    }

    /** From screen pixels to image (column, row). */
    public Point toImage(Point screen) {
        double determinant = xx * yy - xy * yx;
        double dx = screen.x() - x0;
        double dy = screen.y() - y0;
        return new Point((yy * dx - xy * dy) / determinant, (xx * dy - yx * dx) / determinant);
    }

    /** Screen pixels for one image pixel along a row. */
    public double scale() {
        return Math.hypot(xx, yx);
    }
}
