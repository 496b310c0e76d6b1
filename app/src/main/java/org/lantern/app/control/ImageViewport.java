package org.lantern.app.control;

import java.nio.IntBuffer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Affine;

/**
 * A black surface with one image on it, turned, magnified and shifted by the graphics card. Whoever draws writes ARGB
 * values straight into {@link #pixels} and says {@link #pixelsWritten()}: nothing is copied in between. Above the image
 * lies a layer for drawings, in screen pixels.
 */
public final class ImageViewport extends Region {
    private static final int[] NOTHING = {};

    private final ImageView image = new ImageView();
    private final Affine transform = new Affine();
    private final Pane drawings = new Pane();
    private final Rectangle clip = new Rectangle();
    private final ReadOnlyObjectWrapper<ImageToScreen> mapping = new ReadOnlyObjectWrapper<>(this, "mapping",
            new ImageToScreen(1, 0, 0, 0, 1, 0));
    private ViewState view = ViewState.FIT;
    private PixelBuffer<IntBuffer> buffer;
    private int[] pixels = NOTHING;
    private int columns;
    private int rows;
    private int bufferColumns;
    private int bufferRows;
    private int reduction = 1;
    private double rowAspect = 1;

    public ImageViewport() {
        getStyleClass().add("image-viewport");
        image.setManaged(false);
        image.setSmooth(true);
        image.getTransforms().add(transform);
        image.setMouseTransparent(true);
        drawings.setPickOnBounds(false);
        getChildren().addAll(image, drawings);
        setClip(clip);
        setMinSize(64, 64);
    }

    /** The size of the image, in its own pixels. */
    public void setImageSize(int columnCount, int rowCount) {
        if (columnCount != columns || rowCount != rows) {
            columns = columnCount;
            rows = rowCount;
            remap();
        }
    }

    /**
     * The array to write the image into: row by row, 0xAARRGGBB, opaque. A new one only if its size is another.
     *
     * @param everyNth 1, or how many columns and rows of the image each of these pixels stands for
     */
    public int[] pixels(int columnCount, int rowCount, int everyNth) {
        if (columnCount != bufferColumns || rowCount != bufferRows || everyNth != reduction) {
            bufferColumns = columnCount;
            bufferRows = rowCount;
            reduction = everyNth;
            pixels = new int[columnCount * rowCount];
            buffer = new PixelBuffer<>(columnCount, rowCount, IntBuffer.wrap(pixels),
                    PixelFormat.getIntArgbPreInstance());
            image.setImage(new WritableImage(buffer));
            remap();
        }
        return pixels;
    }

    /** The image in {@link #pixels} is complete. */
    public void pixelsWritten() {
        buffer.updateBuffer(_ -> null);
    }

    /** Takes the image away. */
    public void clear() {
        columns = 0;
        rows = 0;
        bufferColumns = 0;
        bufferRows = 0;
        pixels = NOTHING;
        buffer = null;
        image.setImage(null);
    }

    /** Height of a pixel divided by its width, greater than 0. */
    public void setRowAspect(double aspect) {
        if (rowAspect != aspect) {
            rowAspect = aspect;
            remap();
        }
    }

    public void setView(ViewState view) {
        this.view = view;
        remap();
    }

    /** Where the image's pixels lie; follows the view and the size of the viewport. */
    public ReadOnlyObjectProperty<ImageToScreen> mappingProperty() {
        return mapping.getReadOnlyProperty();
    }

    /** The layer above the image, in screen pixels. */
    public Pane drawings() {
        return drawings;
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        drawings.resizeRelocate(0, 0, getWidth(), getHeight());
        remap();
    }

    private void remap() {
        if (columns == 0 || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        var map = ImageToScreen.of(view, columns, rows, rowAspect, getWidth(), getHeight());
        transform.setToTransform(map.xx() * reduction, map.xy() * reduction, map.x0(), map.yx() * reduction,
                map.yy() * reduction, map.y0());
        if (!map.equals(mapping.get())) {
            mapping.set(map);
        }
    }
}
