package org.lantern.app.feature.chart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The newest observation of one kind, as a row of the table, with what was observed before.
 *
 * @param key kind's key, or the code where the chart knows no kind
 * @param name in the user's language
 * @param value the digits as recorded, or an answer's name
 * @param unit printed; may be empty
 * @param day when it was true
 * @param standing how it lies to the usual band of adults
 * @param origin where the newest came from, in the user's language
 * @param image the image that the newest was measured on
 * @param course all of them in the kind's usual unit, oldest first; empty where they are no numbers
 * @param courseUnit that unit, UCUM
 * @param band the usual band in that unit
 */
public record Latest(String key, String name, String value, String unit, String day, Standing standing, String origin,
        Optional<ImageLink> image, List<Sample> course, String courseUnit, Band band) {
    /** How a value lies to the usual band. */
    public enum Standing {
        LOW, USUAL, HIGH, UNKNOWN
    }

    /**
     * One point of the course.
     *
     * @param words what its tooltip says
     */
    public record Sample(Instant time, double value, String words, Optional<ImageLink> image) {}

    /** Either edge may be missing. */
    public record Band(Optional<Double> low, Optional<Double> high) {}

    public Latest {
        course = List.copyOf(course);
    }
}
