package org.lantern.app.feature.viewer;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.lantern.app.control.Point;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.pixel.VoiLut;

/**
 * What the mouse does in a viewport: left drag is the chosen tool (window if none), right drag zooms, middle drag or
 * Shift with left pans, the wheel scrolls, with Ctrl it zooms; Ctrl with a drag is four times as fast.
 */
final class ViewportInput {
    private static final double FASTER = 4;
    // A drag across a thousand pixels changes the window by about four times its width.
    private static final double WINDOW_PER_PIXEL = 1 / 256.0;
    private static final double ZOOM_PER_PIXEL = 1.008;
    private static final double ZOOM_PER_NOTCH = 1.15;
    private static final double SCROLL_PIXELS_PER_IMAGE = 6;
    private static final double CLICK_PIXELS = 4;

    private final ViewportView viewport;
    private final ViewportViewModel model;
    private final MarkLayer marks;
    private final ObjectProperty<Tool> tool;
    private final Actions actions;
    private Drag drag = Drag.NONE;
    private Point pressed = new Point(0, 0);
    private Point last = new Point(0, 0);
    private Optional<VoiLut.Window> windowAtPress = Optional.empty();
    private double scrolled;
    private double wheel;

    private enum Drag {
        NONE, WINDOW, PAN, ZOOM, SCROLL, MARK, POINT
    }

    /** What a viewport asks of the page around it. */
    interface Actions {
        void select();

        void toggleMaximised();

        void point(PixelPoint at);

        void showMenu(double screenX, double screenY);
    }

    ViewportInput(ViewportView viewport, MarkLayer marks, ObjectProperty<Tool> tool, Actions actions) {
        this.viewport = viewport;
        this.model = viewport.model();
        this.marks = marks;
        this.tool = tool;
        this.actions = actions;
        viewport.image().setOnMousePressed(this::press);
        viewport.image().setOnMouseDragged(this::drag);
        viewport.image().setOnMouseReleased(this::release);
        viewport.image().setOnMouseMoved(event -> {
            viewport.image().setCursor(marks.isGrip(at(event)) ? Cursor.OPEN_HAND : cursor());
            marks.follow(at(event));
        });
        viewport.image().setOnScroll(this::wheel);
    }

    private Cursor cursor() {
        return tool.get().figure().isPresent() ? Cursor.CROSSHAIR : Cursor.DEFAULT;
    }

    private void press(MouseEvent event) {
        actions.select();
        pressed = at(event);
        last = pressed;
        scrolled = 0;
        windowAtPress = model.shownWindow();
        // During a drag the Headless platform does not tell the button: it is remembered from here.
        drag = switch (event.getButton()) {
            case SECONDARY -> event.isPrimaryButtonDown() ? Drag.PAN : Drag.ZOOM;
            case MIDDLE -> Drag.PAN;
            case PRIMARY -> event.isShiftDown() || event.isSecondaryButtonDown() ? Drag.PAN : primary(event);
            default -> Drag.NONE;
        };
        event.consume();
    }

    private Drag primary(MouseEvent event) {
        var figure = tool.get().figure();
        boolean twice = event.getClickCount() == 2;
        if (twice && figure.isEmpty()) {
            actions.toggleMaximised();
            return Drag.NONE;
        }
        if (!marks.isDrawing() && marks.grab(pressed, figure.isEmpty())) {
            return Drag.MARK;
        }
        if (figure.isPresent()) {
            marks.press(pressed, figure.get(), twice);
            return Drag.MARK;
        }
        if (tool.get().equals(Tool.CURSOR)) {
            actions.point(marks.image(pressed));
            return Drag.POINT;
        }
        return tool.get().equals(Tool.PAN) ? Drag.PAN
                : tool.get().equals(Tool.ZOOM) ? Drag.ZOOM
                        : tool.get().equals(Tool.SCROLL) ? Drag.SCROLL : Drag.WINDOW;
    }

    private void drag(MouseEvent event) {
        var now = at(event);
        double speed = event.isControlDown() ? FASTER : 1;
        double dx = (now.x() - last.x()) * speed;
        double dy = (now.y() - last.y()) * speed;
        switch (drag) {
            case NONE -> {
            }
            case WINDOW -> window((now.x() - pressed.x()) * speed, (now.y() - pressed.y()) * speed);
            case PAN -> model.viewProperty().set(model.viewProperty().get().panned(dx, dy));
            case ZOOM -> zoom(Math.pow(ZOOM_PER_PIXEL, -dy), pressed);
            case SCROLL -> scroll(dy / SCROLL_PIXELS_PER_IMAGE);
            case MARK -> marks.drag(now);
            case POINT -> actions.point(marks.image(now));
        }
        last = now;
        event.consume();
    }

    private void release(MouseEvent event) {
        if (drag == Drag.MARK) {
            marks.release(at(event), pressed.distanceTo(at(event)) >= CLICK_PIXELS);
        } else if (event.getButton() == MouseButton.SECONDARY && pressed.distanceTo(at(event)) < CLICK_PIXELS) {
            actions.showMenu(event.getScreenX(), event.getScreenY());
        }
        drag = Drag.NONE;
        event.consume();
    }

    // Right is wider; up is brighter, which is a lower centre.
    private void window(double dx, double dy) {
        windowAtPress.ifPresent(start -> {
            double step = start.width() * WINDOW_PER_PIXEL;
            double narrowest = Math.min(start.width(), model.windowStep());
            model.setWindow(start.center() + dy * step, Math.max(start.width() + dx * step, narrowest));
        });
    }

    private void scroll(double images) {
        scrolled += images;
        int whole = (int) scrolled;
        scrolled -= whole;
        model.scrollBy(whole);
    }

    private void wheel(ScrollEvent event) {
        if (event.getDeltaY() == 0) {
            return;
        }
        if (event.isControlDown()) {
            zoom(event.getDeltaY() > 0 ? ZOOM_PER_NOTCH : 1 / ZOOM_PER_NOTCH, new Point(event.getX(), event.getY()));
        } else {
            // A notch of a wheel is one image, however many pixels the system makes of it; touchpads send less.
            double notch = event.getMultiplierY() > 0 ? event.getMultiplierY() : 40;
            wheel += -event.getDeltaY() / notch;
            int whole = (int) wheel;
            if (Math.abs(event.getDeltaY()) >= notch) {
                whole = event.getDeltaY() > 0 ? Math.min(-1, whole) : Math.max(1, whole);
                wheel = 0;
            } else {
                wheel -= whole;
            }
            model.scrollBy(whole);
        }
        event.consume();
    }

    private void zoom(double factor, Point about) {
        double x = about.x() - viewport.image().getWidth() / 2;
        double y = about.y() - viewport.image().getHeight() / 2;
        model.viewProperty().set(model.viewProperty().get().zoomedAbout(factor, x, y));
    }

    private static Point at(MouseEvent event) {
        return new Point(event.getX(), event.getY());
    }
}
