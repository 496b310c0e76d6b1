package org.lantern.app.feature.viewer;

import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import org.lantern.app.control.Point;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Length;
import org.lantern.resources.Texts;

/** Draws the lengths of the picture in a viewport and lets their ends be dragged. */
final class MeasurementLayer {
    private static final double GRIP_PIXELS = 6;
    private static final double LINE_PIXELS = 5;
    private static final double TEXT_OFFSET_PIXELS = 10;

    private final ViewportView viewport;
    private final MeasurementsModel model;
    private final Texts texts;
    private final Pane layer;
    private Optional<Hold> held = Optional.empty();

    /** The end of a length that follows the mouse. */
    private record Hold(int number, boolean isStart) {}

    MeasurementLayer(ViewportView viewport, MeasurementsModel model, Texts texts) {
        this.viewport = viewport;
        this.model = model;
        this.texts = texts;
        this.layer = viewport.image().drawings();
        layer.setMouseTransparent(true);
        InvalidationListener redraw = _ -> redraw();
        model.marks().addListener(redraw);
        model.selectedProperty().addListener(redraw);
        viewport.image().mappingProperty().addListener(redraw);
        viewport.model().pictureProperty().addListener((_, before, after) -> {
            if (!before.map(shown -> shown.source().ref()).equals(after.map(shown -> shown.source().ref()))) {
                redraw();
            }
        });
    }

    /** Whether a length's end lies under a point, so that it could be grabbed. */
    boolean isGrip(Point at) {
        return grip(at).isPresent();
    }

    /** Takes hold of the end under a point, if there is one, or selects the length under it. */
    boolean grab(Point at) {
        held = grip(at);
        held.ifPresentOrElse(hold -> model.selectedProperty().set(Optional.of(hold.number())),
                () -> visible().filter(
                        mark -> distance(at, screen(mark.length().from()), screen(mark.length().to())) < LINE_PIXELS)
                        .findFirst().ifPresent(
                                mark -> model.selectedProperty().set(Optional.of(mark.number()))));
        return held.isPresent();
    }

    /** Starts a new length and holds its far end. @param at in the viewport's pixels */
    void begin(Point at) {
        viewport.model().pictureProperty().get()
                .ifPresent(picture -> held = Optional.of(new Hold(model.begin(picture, image(at, picture)).number(),
                        false)));
    }

    /** Moves the end that is held. */
    void drag(Point at) {
        viewport.model().pictureProperty().get().ifPresent(picture -> held.ifPresent(hold -> mark(hold.number())
                .ifPresent(mark -> {
                    var end = image(at, picture);
                    model.move(picture, mark.number(), hold.isStart() ? end : mark.length().from(),
                            hold.isStart() ? mark.length().to() : end);
                })));
    }

    /** Lets go; a click that was no drag leaves nothing. */
    void release() {
        held.flatMap(hold -> mark(hold.number())).filter(mark -> mark.length().pixels() < 0.5)
                .ifPresent(mark -> model.remove(mark.number()));
        held = Optional.empty();
    }

    private Optional<Hold> grip(Point at) {
        for (var mark : visible().toList()) {
            if (screen(mark.length().from()).distanceTo(at) <= GRIP_PIXELS + 2) {
                return Optional.of(new Hold(mark.number(), true));
            }
            if (screen(mark.length().to()).distanceTo(at) <= GRIP_PIXELS + 2) {
                return Optional.of(new Hold(mark.number(), false));
            }
        }
        return Optional.empty();
    }

    private Stream<LengthMark> visible() {
        return viewport.model().pictureProperty().get().stream()
                .flatMap(picture -> model.on(picture.source().ref()).stream());
    }

    private static double distance(Point at, Point from, Point to) {
        double length = from.distanceTo(to);
        double along = length == 0 ? 0 : ((at.x() - from.x()) * (to.x() - from.x())
                + (at.y() - from.y()) * (to.y() - from.y())) / (length * length);
        double share = Math.clamp(along, 0, 1);
        return at.distanceTo(new Point(from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y())));
    }

    private Optional<LengthMark> mark(int number) {
        return model.marks().stream().filter(mark -> mark.number() == number).findFirst();
    }

    // A point outside of the image has no meaning: it is drawn back to the edge.
    private PixelPoint image(Point screen, Picture picture) {
        var point = viewport.mapping().toImage(screen);
        var format = picture.shown().format();
        return new PixelPoint(Math.clamp(point.x() - 0.5, -0.5, format.columns() - 0.5),
                Math.clamp(point.y() - 0.5, -0.5, format.rows() - 0.5));
    }

    private Point screen(PixelPoint image) {
        return viewport.mapping().toScreen(new Point(image.column() + 0.5, image.row() + 0.5));
    }

    private void redraw() {
        layer.getChildren().clear();
        visible().forEach(mark -> layer.getChildren().add(drawn(mark)));
    }

    private Group drawn(LengthMark mark) {
        var from = screen(mark.length().from());
        var to = screen(mark.length().to());
        var outline = line(from, to, "measurement-outline");
        var line = line(from, to, "measurement-line");
        var label = new Label(text(mark.length(), texts));
        label.getStyleClass().add("measurement-text");
        var right = from.x() > to.x() ? from : to;
        label.relocate(right.x() + TEXT_OFFSET_PIXELS, right.y() - TEXT_OFFSET_PIXELS);
        var group = new Group(outline, line, circle(from, "measurement-grip-outline"),
                circle(to, "measurement-grip-outline"), circle(from, "measurement-grip"),
                circle(to, "measurement-grip"), label);
        if (model.selectedProperty().get().filter(number -> number == mark.number()).isPresent()) {
            group.getStyleClass().add("measurement-selected");
        }
        return group;
    }

    private static Line line(Point from, Point to, String style) {
        var line = new Line(from.x(), from.y(), to.x(), to.y());
        line.getStyleClass().add(style);
        return line;
    }

    private static Circle circle(Point at, String style) {
        var circle = new Circle(at.x(), at.y(), GRIP_PIXELS);
        circle.getStyleClass().add(style);
        return circle;
    }

    /** A length in words: millimetres, with their source unless that is the patient, or pixels and why. */
    static String text(Length length, Texts texts) {
        if (length.mm().isEmpty()) {
            return texts.get("viewer.length.pixels", length.pixels());
        }
        var source = "viewer.calibration.short." + length.calibration().source().name();
        var mm = texts.get("viewer.length.value", length.mm().getAsDouble());
        return texts.has(source) ? mm + " " + texts.get(source) : mm;
    }
}
