package org.lantern.storage.chart;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing observed about the patient at one time.
 *
 * @param code what was observed, a LOINC code where there is one
 * @param effective when it was true of the patient, not when it was typed
 * @param encounter id of the encounter it was taken in, if any
 */
public record Observation(Code code, Value value, Instant effective, Origin origin, Optional<Long> encounter)
        implements
            Fact {
    /** What was found. */
    public sealed interface Value {
        /**
         * A number with its unit.
         *
         * @param amount exactly the digits that were given
         * @param unit UCUM, such as {@code mm[Hg]}; {@code 1} for a bare number
         */
        record Quantity(BigDecimal amount, String unit) implements Value {
            public Quantity {
                Objects.requireNonNull(amount);
                Objects.requireNonNull(unit);
            }
        }

        /** One of several named answers. */
        record Coded(Code answer) implements Value {
            public Coded {
                Objects.requireNonNull(answer);
            }
        }
    }

    public Observation {
        Objects.requireNonNull(code);
        Objects.requireNonNull(value);
        Objects.requireNonNull(effective);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(encounter);
    }

    /** The number, where the value is one. */
    public Optional<Value.Quantity> quantity() {
        return value instanceof Value.Quantity quantity ? Optional.of(quantity) : Optional.empty();
    }
}
