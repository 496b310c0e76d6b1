package org.lantern.storage.chart;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A risk result as it was shown, with everything needed to compute it again: the model and its version, each input as
 * it was given, each output to the last digit.
 *
 * @param model the model's id
 * @param modelVersion the model's version
 * @param computedAt when
 * @param primary name of the output that the result is about
 * @param unit the primary output's unit, or empty text
 * @param shown the primary output as the user saw it, rounded, with its unit
 * @param band the band's label in the model, or absent where the model has none
 * @param inputs in the model's order
 * @param outputs in the model's order
 * @param warnings what the model warned of, in its own words
 */
public record RiskRecord(String model, String modelVersion, Instant computedAt, String primary, String unit,
        String shown, Optional<String> band, List<Input> inputs, List<Output> outputs,
        List<String> warnings) implements Fact {
    /**
     * @param name the model's name of the input
     * @param value JSON
     * @param unit as given to the model, or empty text
     * @param origin where it came from, as it was shown then
     * @param observation the chart's observation that it was read from, if it was
     */
    public record Input(String name, String value, String unit, String origin, Optional<Source> observation) {
        public Input {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
            Objects.requireNonNull(unit);
            Objects.requireNonNull(origin);
            Objects.requireNonNull(observation);
        }
    }

    /** A version of an observation: its entry's id and version. */
    public record Source(long id, int version) {}

    /**
     * @param name the model's name of the output
     * @param value JSON
     */
    public record Output(String name, String value) {
        public Output {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
        }
    }

    public RiskRecord {
        Objects.requireNonNull(model);
        Objects.requireNonNull(modelVersion);
        Objects.requireNonNull(computedAt);
        Objects.requireNonNull(primary);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(shown);
        Objects.requireNonNull(band);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        warnings = List.copyOf(warnings);
    }
}
