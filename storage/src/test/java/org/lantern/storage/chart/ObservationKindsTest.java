package org.lantern.storage.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ObservationKindsTest {
    private final ObservationKinds kinds = ObservationKinds.bundled();

    private String convert(String key, String amount, String from, String to) {
        return kinds.get(key).convert(new BigDecimal(amount), from, to)
                .map(converted -> converted.stripTrailingZeros().toPlainString()).orElse("not known");
    }

    @Test
    void converts_by_the_published_molar_masses() {
        assertEquals("201.084", convert("cholesterol_total", "5.20", "mmol/L", "mg/dL"));
        assertEquals("1", convert("creatinine", "88.4", "umol/L", "mg/dL"));
        assertEquals("10.71", convert("urea", "30", "mg/dL", "mmol/L"));
        assertEquals("3.85", convert("albumin", "38.5", "g/L", "g/dL"));
        assertEquals("68.0388555", convert("weight", "150", "[lb_av]", "kg"));
        assertEquals("63.5", convert("height", "25", "[in_i]", "cm"));
    }

    @Test
    void does_not_guess_a_unit() {
        assertEquals("not known", convert("cholesterol_total", "200", "mg/L", "mg/dL"));
        assertEquals("not known", convert("systolic", "16", "kPa", "mm[Hg]"));
    }

    @Test
    void the_same_unit_keeps_the_same_digits() {
        assertEquals("7.10", kinds.get("cholesterol_total").convert(new BigDecimal("7.10"), "mmol/L", "mmol/L")
                .orElseThrow().toPlainString());
    }

    @Test
    void the_table_is_sound() {
        var codes = new HashSet<String>();
        for (var kind : kinds.all()) {
            for (var unit : kind.units()) {
                assertTrue(codes.add(unit.code().code() + " " + unit.ucum()), kind.key());
                assertTrue(unit.lowest().compareTo(unit.highest()) < 0, kind.key());
                unit.referenceLow().ifPresent(low -> assertTrue(low.compareTo(unit.lowest()) >= 0, kind.key()));
                unit.referenceHigh().ifPresent(high -> assertTrue(high.compareTo(unit.highest()) <= 0, kind.key()));
                assertEquals(Optional.of(kind), kinds.of(unit.code()));
            }
        }
    }

    @Test
    void limits_of_two_units_of_one_kind_agree_within_a_tenth() {
        for (var kind : kinds.all()) {
            var usual = kind.usual();
            for (var unit : kind.units()) {
                double highest = kind.convert(unit.highest(), unit.ucum(), usual.ucum()).orElseThrow().doubleValue();
                assertEquals(1, highest / usual.highest().doubleValue(), 0.1, kind.key() + " " + unit.ucum());
            }
        }
    }

    @Property(tries = 200)
    void there_and_back_is_the_same_to_twelve_digits(
            @ForAll @BigRange(min = "0.01", max = "100000") @Scale(4) BigDecimal amount) {
        var kind = kinds.get("cholesterol_total");
        var back = kind.convert(kind.convert(amount, "mmol/L", "mg/dL").orElseThrow(), "mg/dL", "mmol/L")
                .orElseThrow();
        assertEquals(1, back.doubleValue() / amount.doubleValue(), 1e-12);
    }
}
