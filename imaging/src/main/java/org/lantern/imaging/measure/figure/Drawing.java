package org.lantern.imaging.measure.figure;

import java.util.List;

/**
 * How the points of a figure are set: in strokes, between which the hand may be lifted. Within a stroke the next point
 * follows the pointer.
 *
 * @param strokes number of points of each; empty for a figure of any number of points
 * @param leastPoints the fewest that make it whole
 * @param freehand whether points are set all along the way while the pointer is pressed
 */
public record Drawing(List<Integer> strokes, int leastPoints, boolean freehand) {
    public Drawing {
        strokes = List.copyOf(strokes);
    }

    /** A fixed number of points in each stroke. */
    public static Drawing strokes(Integer... points) {
        return new Drawing(List.of(points), List.of(points).stream().mapToInt(Integer::intValue).sum(), false);
    }

    /** Point by point, until the reader says that it is whole. */
    public static Drawing path(int leastPoints) {
        return new Drawing(List.of(), leastPoints, false);
    }

    /** In one movement. */
    public static Drawing freehand(int leastPoints) {
        return new Drawing(List.of(), leastPoints, true);
    }

    /** Whether the reader must say that it is whole. */
    public boolean isOpenEnded() {
        return strokes.isEmpty();
    }

    /** Whether this many points make it whole and no more can be added. */
    public boolean isWholeAt(int points) {
        return !isOpenEnded() && points >= leastPoints;
    }

    /** Whether a stroke ends with this many points, so that the hand may be lifted. */
    public boolean endsStrokeAt(int points) {
        int sum = 0;
        for (int stroke : strokes) {
            sum += stroke;
            if (sum == points) {
                return true;
            }
        }
        return false;
    }
}
