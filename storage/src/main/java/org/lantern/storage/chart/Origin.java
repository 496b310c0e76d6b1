package org.lantern.storage.chart;

import java.util.List;
import java.util.Objects;

/** Where an observation came from. */
public sealed interface Origin {
    /** Somebody typed it; the entry's author says who. */
    record Entered() implements Origin {}

    /**
     * Measured on an image.
     *
     * @param sopInstanceUid the image
     * @param frame zero-based
     * @param kind what was drawn: {@code length}, {@code angle}, …
     * @param calibration what the unit rests on, such as {@code PixelSpacing}
     * @param points where, in the image's pixel coordinates, in the order of drawing
     */
    record Measured(String sopInstanceUid, int frame, String kind, String calibration, List<Point> points)
            implements
                Origin {
        public Measured {
            Objects.requireNonNull(sopInstanceUid);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(calibration);
            points = List.copyOf(points);
            if (frame < 0) {
                throw new IllegalArgumentException("frame " + frame);
            }
        }
    }

    /** A place in an image in pixels from the outer edge of its first pixel, whose centre is (0.5, 0.5). */
    record Point(double column, double row) {}

    /** @param by name and version of what computed it */
    record Computed(String by) implements Origin {
        public Computed {
            Objects.requireNonNull(by);
        }
    }

    /** @param source where it was read from: a device, a file, another system */
    record Imported(String source) implements Origin {
        public Imported {
            Objects.requireNonNull(source);
        }
    }
}
