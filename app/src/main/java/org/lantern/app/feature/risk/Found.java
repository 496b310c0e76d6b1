package org.lantern.app.feature.risk;

import java.time.LocalDate;
import java.util.Optional;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.chart.RiskRecord;

/**
 * A value for an input, with where it came from.
 *
 * @param text as it would be typed: a number, {@code true} or {@code false}, a choice
 * @param unit of a number, as the chart has it; empty text otherwise
 * @param origin what sort of place it came from
 * @param day when it was true, where it has a day
 * @param source the observation, if it is one
 * @param image where it was measured, if it was
 */
record Found(String text, String unit, Kind origin, Optional<LocalDate> day, Optional<RiskRecord.Source> source,
        Optional<Origin.Measured> image) {
    /** Sorts of places that a value comes from. */
    enum Kind {
        /** The patient's birth date or sex. */
        PATIENT("patient"),
        /** An observation, a problem or a medicine of the chart. */
        CHART("chart"),
        /** A measurement on an image. */
        MEASURED("measured"),
        /** The chart does not list such a problem or medicine. */
        NOT_LISTED("not listed in the chart"),
        /** Somebody typed it into the panel. */
        ASKED("asked");

        private final String token;

        Kind(String token) {
            this.token = token;
        }

        /** The word for it in a stored result; never shown as it is. */
        String token() {
            return token;
        }
    }

    static Found of(String text, Kind origin, Optional<LocalDate> day) {
        return new Found(text, "", origin, day, Optional.empty(), Optional.empty());
    }

    /** Origin and day as they are stored with a result, the same in every language. */
    String token() {
        return origin.token() + day.map(date -> " " + date).orElse("")
                + image.map(measured -> " " + measured.sopInstanceUid() + " frame " + (measured.frame() + 1))
                        .orElse("");
    }
}
