package org.lantern.app.feature.viewer;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lantern.storage.archive.SeriesRow;

/**
 * A series as it is scrolled through.
 *
 * @param frames in reading order, at least one
 * @param places where each lies in the patient, if that is known without opening it
 */
record SeriesStack(SeriesRow series, List<FrameRef> frames, List<Optional<Place>> places) {
    /** A place along the normal of images of one orientation, in mm. */
    record Place(String orientation, double mm) {}

    SeriesStack {
        frames = List.copyOf(frames);
        places = List.copyOf(places);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a stack has at least one image");
        }
    }

    /** A stack of which nobody knows where its images lie. */
    SeriesStack(SeriesRow series, List<FrameRef> frames) {
        this(series, frames, Collections.nCopies(frames.size(), Optional.empty()));
    }

    Optional<Place> place(int index) {
        return index < places.size() ? places.get(index) : Optional.empty();
    }

    /** The image of the same orientation nearest to a place; empty if there is none of it. */
    Optional<Integer> nearest(Place wanted) {
        return IntStream.range(0, places.size()).boxed()
                .filter(i -> places.get(i).filter(place -> place.orientation().equals(wanted.orientation()))
                        .isPresent())
                .min(Comparator.comparingDouble(i -> Math.abs(places.get(i).orElseThrow().mm() - wanted.mm())));
    }

    /** Stacks of slices open in the middle, where there is something to see; others at their first image. */
    int firstShown() {
        boolean slices = List.of("CT", "MR", "PT", "NM").contains(series.modality());
        return slices && frames.size() > 8 ? frames.size() / 2 : 0;
    }
}
