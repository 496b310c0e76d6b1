package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Shape;
import org.lantern.app.control.Point;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.figure.Figure;
import org.lantern.imaging.measure.figure.Figure.Question;
import org.lantern.resources.Texts;

/** Draws the marks of the picture in a viewport, and turns places on the screen into places in the image. */
final class MarkLayer {
    private static final double GRIP_PIXELS = 6;
    private static final double LINE_PIXELS = 5;
    private static final double TEXT_OFFSET_PIXELS = 10;
    private static final double ARROW_PIXELS = 14;

    private final ViewportView viewport;
    private final MarksModel model;
    private final DrawingModel drawing;
    private final Texts texts;
    private final Pane layer = new Pane();
    private final TextField question = new TextField();
    private Optional<Hold> held = Optional.empty();

    /** What follows the mouse: one point of a mark, or all of it. */
    private record Hold(LoadedFrame frame, Mark before, OptionalInt point, PixelPoint from) {
        List<PixelPoint> movedTo(PixelPoint to) {
            if (point.isPresent()) {
                return IntStream.range(0, before.points().size())
                        .mapToObj(i -> i == point.getAsInt() ? to : before.points().get(i)).toList();
            }
            return before.points().stream().map(old -> new PixelPoint(old.column() + to.column() - from.column(),
                    old.row() + to.row() - from.row())).toList();
        }
    }

    MarkLayer(ViewportView viewport, MarksModel model, DrawingModel drawing, Texts texts) {
        this.viewport = viewport;
        this.model = model;
        this.drawing = drawing;
        this.texts = texts;
        layer.setPickOnBounds(false);
        viewport.image().drawings().getChildren().add(layer);
        InvalidationListener redraw = _ -> redraw();
        model.marks().addListener(redraw);
        model.selectedProperty().addListener(redraw);
        drawing.draftProperty().addListener((_, before, after) -> {
            redraw();
            if (after.filter(Draft::asking).isPresent() && before.filter(Draft::asking).isEmpty()) {
                ask();
            }
        });
        viewport.image().mappingProperty().addListener(redraw);
        viewport.model().pictureProperty().addListener((_, before, after) -> {
            var left = before.map(shown -> shown.source().ref());
            if (!left.equals(after.map(shown -> shown.source().ref()))) {
                if (drawing.draftProperty().get().filter(now -> left.equals(Optional.of(now.frame().ref())))
                        .isPresent()) {
                    drawing.cancel();
                }
                redraw();
            }
        });
        question.getStyleClass().add("mark-question");
        question.setId("mark-question");
        question.setOnAction(_ -> answer());
        question.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                drawing.cancel();
                viewport.requestFocus();
                event.consume();
            }
        });
        question.focusedProperty().subscribe(focused -> {
            if (!focused) {
                answer();
            }
        });
    }

    /** Whether a point of a mark lies there, so that it could be grabbed. */
    boolean isGrip(Point at) {
        return grip(at).isPresent();
    }

    /**
     * Takes hold of the point of a mark that lies there, or of a whole mark by its line.
     *
     * @param bodies whether lines can be grabbed; not while something is to be drawn upon them
     */
    boolean grab(Point at, boolean bodies) {
        held = grip(at);
        if (held.isEmpty() && bodies) {
            held = picture().flatMap(frame -> visible().filter(mark -> isOnLine(mark, at)).findFirst()
                    .map(mark -> new Hold(frame, mark, OptionalInt.empty(), image(at))));
        }
        held.ifPresent(hold -> model.selectedProperty().set(Optional.of(hold.before().number())));
        return held.isPresent();
    }

    /** Whether a figure is being drawn here, so that presses belong to it. */
    boolean isDrawing() {
        return drawing.draftProperty().get().filter(draft -> !draft.asking()).filter(this::isHere).isPresent();
    }

    /** The pointer is pressed with a tool that draws. */
    void press(Point at, Figure figure, boolean again) {
        picture().ifPresent(frame -> drawing.press(frame, figure, image(at), again));
    }

    /** The pointer moves with something held or being drawn. */
    void drag(Point at) {
        held.ifPresentOrElse(
                hold -> model.find(hold.before().number())
                        .ifPresent(_ -> model.drag(hold.frame(), hold.before(), hold.movedTo(image(at)))),
                () -> follow(at));
    }

    /** The pointer moves without being pressed. */
    void follow(Point at) {
        if (drawing.draftProperty().get().filter(this::isHere).isPresent()) {
            drawing.move(image(at));
        }
    }

    /** @param dragged whether the pointer has moved since it was pressed */
    void release(Point at, boolean dragged) {
        held.ifPresentOrElse(hold -> model.place(hold.frame(), hold.before()),
                () -> drawing.release(image(at), dragged));
        held = Optional.empty();
    }

    private Optional<LoadedFrame> picture() {
        return viewport.model().pictureProperty().get().map(Picture::source);
    }

    private boolean isHere(Draft draft) {
        return picture().filter(frame -> frame.ref().equals(draft.frame().ref())).isPresent();
    }

    private Optional<Hold> grip(Point at) {
        return picture().flatMap(frame -> visible().filter(mark -> !mark.figure().drawing().freehand())
                .flatMap(mark -> IntStream.range(0, mark.points().size())
                        .filter(i -> screen(mark.points().get(i)).distanceTo(at) <= GRIP_PIXELS + 2)
                        .mapToObj(i -> new Hold(frame, mark, OptionalInt.of(i), image(at))))
                .findFirst());
    }

    private boolean isOnLine(Mark mark, Point at) {
        return mark.figure().lines(mark.points()).stream().anyMatch(line -> {
            var points = line.points().stream().map(this::screen).toList();
            int pieces = line.closed() ? points.size() : points.size() - 1;
            return IntStream.range(0, pieces).anyMatch(
                    i -> distance(at, points.get(i), points.get((i + 1) % points.size())) < LINE_PIXELS);
        });
    }

    private Stream<Mark> visible() {
        return picture().stream().flatMap(frame -> model.on(frame.ref()).stream());
    }

    private static double distance(Point at, Point from, Point to) {
        double length = from.distanceTo(to);
        double along = length == 0 ? 0 : ((at.x() - from.x()) * (to.x() - from.x())
                + (at.y() - from.y()) * (to.y() - from.y())) / (length * length);
        double share = Math.clamp(along, 0, 1);
        return at.distanceTo(new Point(from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y())));
    }

    // A point outside of the image has no meaning: it is drawn back to the edge.
    PixelPoint image(Point screen) {
        var point = viewport.mapping().toImage(screen);
        return picture().map(frame -> new PixelPoint(
                Math.clamp(point.x() - 0.5, -0.5, frame.frame().format().columns() - 0.5),
                Math.clamp(point.y() - 0.5, -0.5, frame.frame().format().rows() - 0.5)))
                .orElse(new PixelPoint(point.x(), point.y()));
    }

    private Point screen(PixelPoint image) {
        return viewport.mapping().toScreen(new Point(image.column() + 0.5, image.row() + 0.5));
    }

    private void redraw() {
        layer.getChildren().removeIf(node -> node != question);
        visible().forEach(mark -> {
            var group = drawn(mark.figure(), mark.points(),
                    MarkText.of(mark.figure(), mark.words(), mark.findings(), texts));
            if (model.selectedProperty().get().filter(number -> number == mark.number()).isPresent()) {
                group.getStyleClass().add("measurement-selected");
            }
            layer.getChildren().add(group);
        });
        var draft = drawing.draftProperty().get().filter(this::isHere);
        draft.ifPresent(now -> {
            var points = now.seen();
            boolean measurable = points.size() >= now.figure().drawing().leastPoints();
            var findings = measurable ? model.preview(now.frame(), now.figure(), points) : Mark.Findings.NONE;
            layer.getChildren().add(drawn(now.figure(), points,
                    measurable ? MarkText.of(now.figure(), "", findings, texts) : ""));
        });
        if (draft.filter(Draft::asking).isEmpty()) {
            layer.getChildren().remove(question);
        }
    }

    private Group drawn(Figure figure, List<PixelPoint> points, String text) {
        var group = new Group();
        for (var line : figure.lines(points)) {
            var corners = line.points().stream().map(this::screen).toList();
            group.getChildren().add(styled(shape(corners, line.closed()), "measurement-outline"));
            group.getChildren().add(styled(shape(corners, line.closed()), "measurement-line"));
            if (line.arrow() && corners.size() > 1) {
                group.getChildren().add(styled(head(corners.get(0), corners.get(1)), "measurement-head"));
            }
        }
        if (!figure.drawing().freehand()) {
            points.stream().map(this::screen)
                    .forEach(at -> group.getChildren().addAll(circle(at, "measurement-grip-outline"),
                            circle(at, "measurement-grip")));
        }
        if (!text.isEmpty()) {
            var label = new Label(text);
            label.getStyleClass().add("measurement-text");
            var right = textPlace(points);
            // A text that would reach beyond the viewport stands further left.
            label.layoutBoundsProperty().subscribe(size -> label.relocate(
                    Math.max(0,
                            Math.min(right.x() + TEXT_OFFSET_PIXELS, viewport.image().getWidth() - size.getWidth())),
                    Math.max(0, Math.min(right.y() - TEXT_OFFSET_PIXELS,
                            viewport.image().getHeight() - size.getHeight()))));
            group.getChildren().add(label);
        }
        group.setMouseTransparent(true);
        return group;
    }

    private Point textPlace(List<PixelPoint> points) {
        return points.stream().map(this::screen).reduce((a, b) -> a.x() > b.x() ? a : b).orElseThrow();
    }

    private static Shape shape(List<Point> points, boolean closed) {
        var flat = points.stream().flatMap(point -> Stream.of(point.x(), point.y())).toList();
        if (closed) {
            var polygon = new Polygon();
            polygon.getPoints().setAll(flat);
            return polygon;
        }
        var polyline = new Polyline();
        polyline.getPoints().setAll(flat);
        return polyline;
    }

    private static Polygon head(Point tip, Point tail) {
        double angle = Math.atan2(tail.y() - tip.y(), tail.x() - tip.x());
        var polygon = new Polygon(tip.x(), tip.y());
        for (double side : new double[]{-0.4, 0.4}) {
            polygon.getPoints().addAll(tip.x() + ARROW_PIXELS * Math.cos(angle + side),
                    tip.y() + ARROW_PIXELS * Math.sin(angle + side));
        }
        return polygon;
    }

    private static Node circle(Point at, String style) {
        return styled(new Circle(at.x(), at.y(), GRIP_PIXELS), style);
    }

    private static <T extends Node> T styled(T node, String style) {
        node.getStyleClass().add(style);
        return node;
    }

    private void ask() {
        drawing.draftProperty().get().filter(this::isHere).ifPresent(draft -> {
            var place = textPlace(draft.set());
            question.clear();
            question.setPromptText(texts.get(draft.figure().question() == Question.KNOWN_MM
                    ? "viewer.question.mm"
                    : "viewer.question.words"));
            layer.getChildren().add(question);
            question.resizeRelocate(place.x() + TEXT_OFFSET_PIXELS, place.y() - TEXT_OFFSET_PIXELS, 180, 28);
            question.requestFocus();
        });
    }

    private void answer() {
        drawing.draftProperty().get().filter(Draft::asking).filter(this::isHere).ifPresent(draft -> {
            if (draft.figure().question() == Question.KNOWN_MM) {
                var typed = TypedNumber.parse(question.getText(), texts.language()).filter(mm -> mm > 0);
                drawing.answer("", typed.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
            } else {
                drawing.answer(question.getText(), OptionalDouble.empty());
            }
            viewport.requestFocus();
        });
    }
}
