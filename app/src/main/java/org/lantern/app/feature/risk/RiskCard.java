package org.lantern.app.feature.risk;

import java.util.List;
import java.util.Optional;

/** What the panel says about a model's answer, in the user's language. */
public sealed interface RiskCard {
    /**
     * More has to be known.
     *
     * @param words which inputs are missing
     * @param between between which values the result will lie, where that can be said
     */
    record Waiting(String words, Optional<String> between) implements RiskCard {}

    /** The model does not hold for what was given. */
    record Refused(String words) implements RiskCard {}

    /**
     * A result.
     *
     * @param title what the number is
     * @param value rounded as the source prints it
     * @param unit may be empty
     * @param band the class it lies in, if the model has classes
     * @param severity 0 harmless … 4, of the class; absent without one
     * @param others further outputs
     * @param parts what the result is made of, largest first
     * @param partsUnit points, log odds or log hazard; empty without parts
     * @param notices what to know about this result
     */
    record Result(String title, String value, String unit, Optional<String> band, Optional<Integer> severity,
            List<Line> others, List<Part> parts, String partsUnit, List<String> notices) implements RiskCard {
        public Result {
            others = List.copyOf(others);
            parts = List.copyOf(parts);
            notices = List.copyOf(notices);
        }
    }

    /** A name with a value and its unit. */
    record Line(String name, String value) {}

    /**
     * One part of the sum behind a result.
     *
     * @param value with sign
     * @param share of the largest part, -1..1
     */
    record Part(String name, String value, double share) {}

    /**
     * About the model itself.
     *
     * @param population for whom it was made
     * @param source authors, journal, year, doi
     * @param version of its file
     * @param caveats what to bear in mind
     */
    record About(String name, String group, String population, String source, String version, List<String> caveats) {
        public About {
            caveats = List.copyOf(caveats);
        }
    }
}
