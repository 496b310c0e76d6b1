package org.lantern.storage.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * One thing that can be observed as a number: its units, and what values can be true of a living patient.
 *
 * @param key short name, for texts: {@code systolic}
 * @param units at least one; the first is the usual one
 */
public record ObservationKind(String key, List<Unit> units) {
    /**
     * A unit that the kind may be given in.
     *
     * @param code what an observation in this unit is called: LOINC tells mass from molar concentration
     * @param ucum the unit
     * @param lowest least possible value, inclusive
     * @param highest greatest possible value, inclusive
     * @param referenceLow lower edge of the usual band in adults, if there is one
     * @param referenceHigh upper edge of the usual band in adults, if there is one
     * @param decimals how many decimals are customary to show
     * @param toFirst how many of the kind's first unit one of this unit is
     */
    public record Unit(Code code, String ucum, BigDecimal lowest, BigDecimal highest,
            Optional<BigDecimal> referenceLow, Optional<BigDecimal> referenceHigh, int decimals, Factor toFirst) {}

    /** A conversion as a fraction, so that both directions are exact until the last division. */
    public record Factor(BigDecimal numerator, BigDecimal denominator) {}

    public ObservationKind {
        units = List.copyOf(units);
        if (units.isEmpty()) {
            throw new IllegalArgumentException("a kind has at least one unit");
        }
    }

    /** The unit that is used unless somebody chooses another. */
    public Unit usual() {
        return units.getFirst();
    }

    /** The unit of this kind with a UCUM name. */
    public Optional<Unit> unit(String ucum) {
        return units.stream().filter(unit -> unit.ucum().equals(ucum)).findFirst();
    }

    /**
     * A value in another unit of the same kind, to 16 digits; the same digits if it is the same unit.
     *
     * @return absent if the kind does not know one of the units: nothing is guessed
     */
    public Optional<BigDecimal> convert(BigDecimal amount, String fromUcum, String toUcum) {
        if (fromUcum.equals(toUcum)) {
            return unit(fromUcum).map(_ -> amount);
        }
        return unit(fromUcum).flatMap(from -> unit(toUcum).map(to -> {
            var numerator = from.toFirst().numerator().multiply(to.toFirst().denominator());
            var denominator = from.toFirst().denominator().multiply(to.toFirst().numerator());
            return amount.multiply(numerator).divide(denominator, MathContext.DECIMAL64);
        }));
    }
}
