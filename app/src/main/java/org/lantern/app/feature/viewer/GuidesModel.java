package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.geometry.PatientPoint;
import org.lantern.imaging.geometry.PixelPoint;

/** What helps to find a place of one viewport in the others: reference lines and the 3D cursor. */
final class GuidesModel {
    private final Supplier<List<ViewportViewModel>> shown;
    private final BooleanProperty lines = new SimpleBooleanProperty(this, "lines", true);
    private final ObjectProperty<Optional<Place>> cursor = new SimpleObjectProperty<>(this, "cursor",
            Optional.empty());

    /**
     * A point of the patient.
     *
     * @param frameOfReference the UID of the coordinate system that it is given in
     */
    record Place(PatientPoint point, String frameOfReference) {}

    /** @param shown the viewports on the screen now */
    GuidesModel(Supplier<List<ViewportViewModel>> shown) {
        this.shown = shown;
    }

    /** Whether the plane of the selected viewport is drawn in the others. */
    BooleanProperty linesProperty() {
        return lines;
    }

    /** Where the reader points. */
    ObjectProperty<Optional<Place>> cursorProperty() {
        return cursor;
    }

    /** Points at a pixel: every other viewport of the same frame of reference goes to the image nearest to it. */
    void point(ViewportViewModel viewport, PixelPoint at) {
        viewport.pictureProperty().get().map(Picture::source).ifPresent(frame -> frame.plane()
                .flatMap(plane -> frame.header().text(Tag.FrameOfReferenceUID)
                        .map(uid -> new Place(plane.pixelToPatient(at), uid)))
                .ifPresent(place -> {
                    cursor.set(Optional.of(place));
                    shown.get().stream().filter(other -> other != viewport).forEach(other -> follow(other, place));
                }));
    }

    private static void follow(ViewportViewModel other, Place place) {
        other.pictureProperty().get().map(Picture::source).filter(frame -> frame.header()
                .text(Tag.FrameOfReferenceUID).equals(Optional.of(place.frameOfReference())))
                .flatMap(LoadedFrame::plane).ifPresent(plane -> other.stackProperty().get().ifPresent(
                        stack -> stack.place(other.placeProperty().get()).ifPresent(now -> {
                            double offMm = plane.patientToPixel(place.point()).distanceMm();
                            stack.nearest(new SeriesStack.Place(now.orientation(), now.mm() + offMm))
                                    .ifPresent(other::scrollTo);
                        })));
    }
}
