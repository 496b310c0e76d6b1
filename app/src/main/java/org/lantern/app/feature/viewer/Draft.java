package org.lantern.app.feature.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.figure.Drawing;
import org.lantern.imaging.measure.figure.Figure;

/**
 * A figure while it is being drawn.
 *
 * @param set the points that are set
 * @param follower the point under the pointer, not yet set
 * @param asking whether it is whole and waits for what the reader is to type
 */
record Draft(LoadedFrame frame, Figure figure, List<PixelPoint> set, Optional<PixelPoint> follower, boolean asking) {
    // A line shorter than that was a click that meant nothing.
    private static final double LEAST_PIXELS = 0.5;
    private static final double FREEHAND_STEP_PIXELS = 1;
    private static final int MOST_POINTS = 1000;

    Draft {
        set = List.copyOf(set);
    }

    static Draft begin(LoadedFrame frame, Figure figure, PixelPoint at) {
        return new Draft(frame, figure, List.of(at),
                figure.drawing().isWholeAt(1) ? Optional.empty() : Optional.of(at), false);
    }

    private Drawing drawing() {
        return figure.drawing();
    }

    /** Sets a point; the next one follows the pointer unless a stroke ends here. */
    Draft with(PixelPoint point) {
        var longer = new ArrayList<>(set);
        longer.add(point);
        boolean lifted = drawing().endsStrokeAt(longer.size());
        return new Draft(frame, figure, longer, lifted ? Optional.empty() : Optional.of(point), false);
    }

    /** The pointer has moved. */
    Draft following(PixelPoint point) {
        if (drawing().freehand()) {
            var last = set.getLast();
            boolean far = Math.hypot(point.column() - last.column(), point.row() - last.row()) >= FREEHAND_STEP_PIXELS;
            return far && set.size() < MOST_POINTS ? with(point) : this;
        }
        return follower.isPresent() ? new Draft(frame, figure, set, Optional.of(point), false) : this;
    }

    Draft askingNow() {
        return new Draft(frame, figure, set, Optional.empty(), true);
    }

    /** The points as they are to be seen now. */
    List<PixelPoint> seen() {
        var all = new ArrayList<>(set);
        if (!drawing().freehand()) {
            follower.ifPresent(all::add);
        }
        return all;
    }

    boolean isWhole() {
        return drawing().isWholeAt(set.size());
    }

    /** Whether the points set so far can stand as they are. */
    boolean canEnd() {
        return set.size() >= drawing().leastPoints();
    }

    /** Whether it covers nothing, although its kind has more than one point. */
    boolean isNothing() {
        var columns = set.stream().mapToDouble(PixelPoint::column).summaryStatistics();
        var rows = set.stream().mapToDouble(PixelPoint::row).summaryStatistics();
        return drawing().leastPoints() > 1
                && Math.hypot(columns.getMax() - columns.getMin(), rows.getMax() - rows.getMin()) < LEAST_PIXELS;
    }
}
