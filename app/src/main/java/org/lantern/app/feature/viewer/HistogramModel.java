package org.lantern.app.feature.viewer;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.lantern.app.task.TaskRunner;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Histogram;

/** The distribution of the values in the selected viewport's picture, counted in the background. */
final class HistogramModel {
    private static final int BINS = 256;

    private final TaskRunner tasks;
    private final ReadOnlyObjectWrapper<Optional<Histogram>> histogram = new ReadOnlyObjectWrapper<>(this, "histogram",
            Optional.empty());
    private Optional<Frame> wanted = Optional.empty();
    private boolean counting;

    HistogramModel(TaskRunner tasks) {
        this.tasks = tasks;
    }

    /** Empty for a colour image, and while there is no picture. */
    ReadOnlyObjectProperty<Optional<Histogram>> histogramProperty() {
        return histogram.getReadOnlyProperty();
    }

    /** Counts another picture; the same frame under another window is not counted again. */
    void show(Optional<Picture> picture) {
        var monochrome = picture.filter(shown -> shown.source().isMonochrome());
        var frame = monochrome.map(Picture::shown);
        boolean same = frame.isPresent() && wanted.isPresent() && frame.get() == wanted.get();
        wanted = frame;
        if (monochrome.isEmpty()) {
            histogram.set(Optional.empty());
        } else if (!same && !counting) {
            count(monochrome.get());
        }
    }

    // While one picture is being counted the reader may have scrolled on: then the newest is counted next.
    private void count(Picture picture) {
        counting = true;
        var presentation = picture.presentation();
        tasks.compute(() -> Histogram.of(picture.shown(), presentation.modality(), presentation.padding(), BINS),
                counted -> done(picture, counted), _ -> done(picture, Optional.empty()));
    }

    private void done(Picture picture, Optional<Histogram> counted) {
        counting = false;
        if (wanted.isEmpty()) {
            return;
        }
        histogram.set(counted);
        if (wanted.get() != picture.shown()) {
            count(new Picture(picture.source(), picture.index(), wanted.get(), picture.presentation(),
                    picture.recipe()));
        }
    }
}
