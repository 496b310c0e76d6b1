package org.lantern.app.feature.viewer;

import java.util.OptionalDouble;
import org.lantern.imaging.measure.Length;

/**
 * A length drawn on an image.
 *
 * @param number counts the marks of this reading session from 1
 * @param ref the image it lies on
 * @param index zero-based place of that image in its series, to find it again
 * @param accepted whether it has been taken over into the chart as it stands
 */
record LengthMark(int number, FrameRef ref, int index, Length length, boolean accepted) {
    OptionalDouble mm() {
        return length.mm();
    }

    LengthMark moved(Length to) {
        return new LengthMark(number, ref, index, to, false);
    }

    LengthMark asAccepted() {
        return new LengthMark(number, ref, index, length, true);
    }
}
