package org.lantern.app.control;

import java.util.function.BiConsumer;
import javafx.scene.Cursor;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;

/**
 * The distribution of an image's values with the window drawn upon it. Heights are logarithmic, so that a few bright
 * pixels can be seen beside a sea of air. The window's edges and its middle can be dragged.
 */
public final class HistogramPanel extends Region {
    private static final double GRIP_PIXELS = 6;
    // Room beside the outermost values, so that a window a little wider can still be grabbed.
    private static final double MARGIN_SHARE = 0.06;

    private final Polygon fill = new Polygon();
    private final Polyline ramp = new Polyline();
    private final Rectangle window = new Rectangle();
    private final Line lowEdge = new Line();
    private final Line highEdge = new Line();
    private final Rectangle clip = new Rectangle();
    private BiConsumer<Double, Double> onWindow = (_, _) -> {};
    private long[] counts = {};
    private double lowest;
    private double highest = 1;
    private double center;
    private double width;
    private boolean hasWindow;
    private double drawnWidth;
    private double drawnHeight;
    private Grip grip = Grip.NONE;
    private double pressValue;
    private double pressCenter;
    private double pressWidth;

    private enum Grip {
        NONE, LOW, HIGH, MIDDLE
    }

    public HistogramPanel() {
        getStyleClass().add("histogram-panel");
        fill.getStyleClass().add("histogram-fill");
        ramp.getStyleClass().add("histogram-ramp");
        window.getStyleClass().add("histogram-window");
        lowEdge.getStyleClass().add("histogram-edge");
        highEdge.getStyleClass().add("histogram-edge");
        for (var node : new javafx.scene.Node[]{window, fill, ramp, lowEdge, highEdge}) {
            node.setManaged(false);
            node.setMouseTransparent(true);
            getChildren().add(node);
        }
        setClip(clip);
        setPrefHeight(112);
        setMinHeight(64);
        setOnMouseMoved(event -> setCursor(cursor(gripAt(event.getX()))));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(_ -> grip = Grip.NONE);
    }

    /**
     * Shows another distribution.
     *
     * @param binCounts pixels in each bin; bins divide the range into equal parts
     * @param lowestValue lower edge of the first bin, in the image's unit
     * @param highestValue upper edge of the last bin, greater than the lowest
     */
    public void show(long[] binCounts, double lowestValue, double highestValue) {
        counts = binCounts.clone();
        drawnWidth = 0;
        lowest = lowestValue;
        highest = highestValue;
        requestLayout();
    }

    /** Shows nothing, as for a colour image. */
    public void clear() {
        counts = new long[0];
        drawnWidth = 0;
        hasWindow = false;
        requestLayout();
    }

    /** Draws the window; it is not reported to {@link #setOnWindow}. */
    public void setWindow(double windowCenter, double windowWidth) {
        center = windowCenter;
        width = windowWidth;
        hasWindow = true;
        requestLayout();
    }

    /** Takes the window away, as for a lookup table that is none. */
    public void clearWindow() {
        hasWindow = false;
        requestLayout();
    }

    /** @param handler takes centre and width whenever the user drags the window */
    public void setOnWindow(BiConsumer<Double, Double> handler) {
        onWindow = handler;
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        clip.setWidth(w);
        clip.setHeight(h);
        // A window that is being dragged leaves the counts as they are.
        if (w != drawnWidth || h != drawnHeight) {
            drawnWidth = w;
            drawnHeight = h;
            layoutCounts(h);
        }
        boolean shown = hasWindow && counts.length > 0;
        for (var node : new javafx.scene.Node[]{window, ramp, lowEdge, highEdge}) {
            node.setVisible(shown);
        }
        if (shown) {
            double low = edgeX(center - width / 2);
            double high = edgeX(center + width / 2);
            window.setX(low);
            window.setWidth(Math.max(0, high - low));
            window.setHeight(h);
            place(lowEdge, low, h);
            place(highEdge, high, h);
            ramp.getPoints().setAll(0.0, h - 1, toX(center - width / 2), h - 1, toX(center + width / 2), 1.0, w, 1.0);
        }
    }

    private void layoutCounts(double h) {
        fill.getPoints().clear();
        if (counts.length == 0) {
            return;
        }
        double most = 1;
        for (long count : counts) {
            most = Math.max(most, Math.log1p(count));
        }
        var points = new Double[counts.length * 4 + 4];
        int n = 0;
        double left = toX(lowest);
        double right = toX(highest);
        points[n++] = left;
        points[n++] = h;
        for (int i = 0; i < counts.length; i++) {
            double y = h - Math.log1p(counts[i]) / most * (h - 4);
            points[n++] = left + (right - left) * i / counts.length;
            points[n++] = y;
            points[n++] = left + (right - left) * (i + 1) / counts.length;
            points[n++] = y;
        }
        points[n++] = right;
        points[n] = h;
        fill.getPoints().setAll(points);
    }

    private static void place(Line line, double x, double h) {
        line.setStartX(x);
        line.setEndX(x);
        line.setEndY(h);
    }

    private double toX(double value) {
        double margin = getWidth() * MARGIN_SHARE;
        return margin + (value - lowest) / (highest - lowest) * (getWidth() - 2 * margin);
    }

    // An edge of the window that lies outside of the panel waits at its border.
    private double edgeX(double value) {
        return Math.clamp(toX(value), 1, Math.max(1, getWidth() - 1));
    }

    private double toValue(double x) {
        double margin = getWidth() * MARGIN_SHARE;
        return lowest + (x - margin) / (getWidth() - 2 * margin) * (highest - lowest);
    }

    private Grip gripAt(double x) {
        if (!hasWindow || counts.length == 0) {
            return Grip.NONE;
        }
        double low = edgeX(center - width / 2);
        double high = edgeX(center + width / 2);
        if (Math.abs(x - low) <= GRIP_PIXELS && Math.abs(x - low) <= Math.abs(x - high)) {
            return Grip.LOW;
        }
        if (Math.abs(x - high) <= GRIP_PIXELS) {
            return Grip.HIGH;
        }
        return x > low && x < high ? Grip.MIDDLE : Grip.NONE;
    }

    private static Cursor cursor(Grip grip) {
        return switch (grip) {
            case NONE -> Cursor.DEFAULT;
            case LOW, HIGH -> Cursor.H_RESIZE;
            case MIDDLE -> Cursor.MOVE;
        };
    }

    private void press(MouseEvent event) {
        grip = gripAt(event.getX());
        pressValue = toValue(event.getX());
        pressCenter = center;
        pressWidth = width;
    }

    private void drag(MouseEvent event) {
        double moved = toValue(event.getX()) - pressValue;
        double narrowest = (highest - lowest) / 1000;
        double low = pressCenter - pressWidth / 2;
        double high = pressCenter + pressWidth / 2;
        switch (grip) {
            case NONE -> {
                return;
            }
            case LOW -> low = Math.min(low + moved, high - narrowest);
            case HIGH -> high = Math.max(high + moved, low + narrowest);
            case MIDDLE -> {
                low += moved;
                high += moved;
            }
        }
        setWindow((low + high) / 2, high - low);
        onWindow.accept(center, width);
    }
}
