package org.lantern.app.feature.viewer;

import java.util.Optional;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import org.lantern.app.control.Point;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.geometry.PlaneIntersection;

/** Draws in one viewport where the image of the selected one cuts it, and the 3D cursor. */
final class GuideLayer {
    private static final double CROSS_PIXELS = 14;
    private static final double GAP_PIXELS = 4;

    private final ViewportView viewport;
    private final StudyViewModel study;
    private final Pane layer = new Pane();

    GuideLayer(ViewportView viewport, StudyViewModel study) {
        this.viewport = viewport;
        this.study = study;
        layer.setMouseTransparent(true);
        viewport.image().drawings().getChildren().add(layer);
        viewport.image().mappingProperty().addListener(_ -> redraw());
    }

    void redraw() {
        layer.getChildren().clear();
        var own = viewport.model().pictureProperty().get().map(Picture::source);
        var selected = study.selectedViewport();
        if (own.isEmpty()) {
            return;
        }
        if (study.guides().linesProperty().get() && selected != viewport.model()) {
            selected.pictureProperty().get().map(Picture::source).flatMap(other -> line(own.get(), other))
                    .ifPresent(line -> add(screen(line.from()), screen(line.to()), "reference-line"));
        }
        study.guides().cursorProperty().get().ifPresent(place -> cross(own.get(), place));
    }

    private static Optional<PlaneIntersection> line(LoadedFrame here, LoadedFrame other) {
        boolean comparable = here.plane().isPresent() && other.plane().isPresent() && frame(here).isPresent()
                && frame(here).equals(frame(other));
        var size = here.frame().format();
        var otherSize = other.frame().format();
        return comparable ? PlaneIntersection.of(here.plane().get(), size.columns(), size.rows(),
                other.plane().get(), otherSize.columns(), otherSize.rows()) : Optional.empty();
    }

    private static Optional<String> frame(LoadedFrame image) {
        return image.header().text(Tag.FrameOfReferenceUID);
    }

    // The cross is drawn where the point is, or where it would be seen from this image.
    private void cross(LoadedFrame own, GuidesModel.Place place) {
        if (own.plane().isEmpty() || !frame(own).equals(Optional.of(place.frameOfReference()))) {
            return;
        }
        var at = screen(own.plane().get().patientToPixel(place.point()).point());
        for (double side : new double[]{-1, 1}) {
            add(new Point(at.x() + side * GAP_PIXELS, at.y()), new Point(at.x() + side * CROSS_PIXELS, at.y()),
                    "space-cursor");
            add(new Point(at.x(), at.y() + side * GAP_PIXELS), new Point(at.x(), at.y() + side * CROSS_PIXELS),
                    "space-cursor");
        }
    }

    private Point screen(PixelPoint image) {
        return viewport.mapping().toScreen(new Point(image.column() + 0.5, image.row() + 0.5));
    }

    private void add(Point from, Point to, String style) {
        var line = new Line(from.x(), from.y(), to.x(), to.y());
        line.getStyleClass().add(style);
        layer.getChildren().add(line);
    }
}
