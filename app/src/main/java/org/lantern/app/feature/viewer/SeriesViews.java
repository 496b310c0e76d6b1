package org.lantern.app.feature.viewer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.lantern.storage.annotation.SeriesView;

/** How each series was left: kept in the vault as soon as the reader's hand rests. */
final class SeriesViews {
    // Longer than the time between two steps of a drag, shorter than any reader takes to close a study.
    private static final Duration REST = Duration.millis(300);

    private final AnnotationWriter writer;
    private final Map<String, SeriesView> known = new HashMap<>();
    private final Map<String, SeriesView> unwritten = new LinkedHashMap<>();
    private final PauseTransition rest = new PauseTransition(REST);

    SeriesViews(AnnotationWriter writer) {
        this.writer = writer;
        rest.setOnFinished(_ -> write());
    }

    /** Takes over what the vault holds. */
    void load(List<SeriesView> kept) {
        kept.forEach(view -> known.putIfAbsent(view.seriesUid(), view));
    }

    /** How a series was left, if anybody changed it. */
    Optional<SeriesView> of(String seriesUid) {
        return Optional.ofNullable(known.get(seriesUid));
    }

    /** The reader has changed how a series is shown. */
    void changed(SeriesView view) {
        if (!view.equals(known.put(view.seriesUid(), view))) {
            unwritten.put(view.seriesUid(), view);
            rest.playFromStart();
        }
    }

    /** Hands over what is not written yet. */
    void write() {
        rest.stop();
        unwritten.values().forEach(writer::keep);
        unwritten.clear();
    }
}
