package org.lantern.app.feature.viewer;

import java.util.List;
import org.lantern.storage.archive.SeriesRow;

/**
 * A series as it is scrolled through.
 *
 * @param frames in reading order, at least one
 */
record SeriesStack(SeriesRow series, List<FrameRef> frames) {
    SeriesStack {
        frames = List.copyOf(frames);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a stack has at least one image");
        }
    }

    /** Stacks of slices open in the middle, where there is something to see; others at their first image. */
    int firstShown() {
        boolean slices = List.of("CT", "MR", "PT", "NM").contains(series.modality());
        return slices && frames.size() > 8 ? frames.size() / 2 : 0;
    }
}
