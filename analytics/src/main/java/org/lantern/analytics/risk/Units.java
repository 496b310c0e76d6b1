package org.lantern.analytics.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Conversion between units of one quantity. A molar unit means nothing without the substance, so factors belong to a
 * quantity ({@code cholesterol}, {@code creatinine}); a unit is never guessed from the size of a number.
 */
public final class Units {
    /** One unit in terms of the quantity's base unit: base = value * factor + offset. */
    private record Unit(String symbol, double factor, double offset) {}

    private static final Map<String, List<Unit>> QUANTITIES = Map.ofEntries(
            quantity("cholesterol", "mg/dL", 1, "mmol/L", 38.67), quantity("glucose", "mg/dL", 1, "mmol/L", 18.0182),
            quantity("creatinine", "mg/dL", 1, "umol/L", 1 / 88.4),
            quantity("bilirubin", "mg/dL", 1, "umol/L", 1 / 17.1),
            quantity("urea", "mmol/L", 1, "mg/dL", 0.357), quantity("albumin", "g/dL", 1, "g/L", 0.1),
            quantity("acr", "mg/g", 1, "mg/mmol", 8.84), quantity("cells", "10*9/L", 1, "10*3/uL", 1),
            quantity("length", "mm", 1, "cm", 10, "m", 1000, "in", 25.4),
            quantity("mass", "kg", 1, "g", 0.001, "lb", 0.45359237),
            quantity("pressure", "mmHg", 1, "kPa", 7.500616827), quantity("area", "mm2", 1, "cm2", 100),
            Map.entry("temperature",
                    List.of(new Unit("Cel", 1, 0), new Unit("degF", 5.0 / 9.0, -160.0 / 9.0),
                            new Unit("K", 1, -273.15))));

    /** Other spellings, UCUM and common ones, of the symbols used here. */
    private static final Map<String, String> SPELLINGS = Map.ofEntries(Map.entry("mm[Hg]", "mmHg"),
            Map.entry("degC", "Cel"), Map.entry("°C", "Cel"), Map.entry("[degF]", "degF"), Map.entry("°F", "degF"),
            Map.entry("[in_i]", "in"), Map.entry("[lb_av]", "lb"), Map.entry("10^9/L", "10*9/L"),
            Map.entry("G/L", "10*9/L"), Map.entry("10^3/uL", "10*3/uL"), Map.entry("K/uL", "10*3/uL"),
            Map.entry("a", "years"), Map.entry("year", "years"), Map.entry("yr", "years"), Map.entry("d", "days"),
            Map.entry("day", "days"), Map.entry("1/min", "/min"), Map.entry("{beats}/min", "/min"),
            Map.entry("{breaths}/min", "/min"), Map.entry("bpm", "/min"), Map.entry("deg", "degrees"),
            Map.entry("°", "degrees"), Map.entry("mL/min/{1.73_m2}", "mL/min/1.73m2"),
            Map.entry("mL/min/1.73 m2", "mL/min/1.73m2"),
            Map.entry("kg/m^2", "kg/m2"), Map.entry("mm^2", "mm2"), Map.entry("mL/d", "mL/day"),
            Map.entry("mL/(24.h)", "mL/day"), Map.entry("[iU]/L", "U/L"), Map.entry("IU/L", "U/L"),
            Map.entry("ug/L", "ng/mL"), Map.entry("[hnsf'U]", "HU"));

    private Units() {}

    private static Map.Entry<String, List<Unit>> quantity(String name, Object... symbolsAndFactors) {
        var units = new ArrayList<Unit>();
        for (int i = 0; i < symbolsAndFactors.length; i += 2) {
            units.add(new Unit((String) symbolsAndFactors[i], ((Number) symbolsAndFactors[i + 1]).doubleValue(), 0));
        }
        return Map.entry(name, List.copyOf(units));
    }

    /** The symbol used here for a spelling of it; any micro sign becomes {@code u}. */
    public static String symbol(String spelling) {
        String plain = spelling.strip().replace('\u00b5', 'u').replace('\u03bc', 'u').replace('\u00b2', '2');
        return SPELLINGS.getOrDefault(plain, plain);
    }

    /** Units that can be given for a quantity, {@code own} first. */
    public static List<String> accepted(String own, String quantity) {
        var symbols = new ArrayList<String>();
        symbols.add(own);
        for (var unit : QUANTITIES.getOrDefault(quantity, List.of())) {
            if (!unit.symbol().equals(symbol(own))) {
                symbols.add(unit.symbol());
            }
        }
        return List.copyOf(symbols);
    }

    /**
     * A value in another unit of the same quantity.
     *
     * @return empty if one of the units does not belong to the quantity
     */
    public static OptionalDouble convert(double value, String from, String to, String quantity) {
        String source = symbol(from);
        String target = symbol(to);
        if (source.equals(target)) {
            return OptionalDouble.of(value);
        }
        Unit sourceUnit = null;
        Unit targetUnit = null;
        for (var unit : QUANTITIES.getOrDefault(quantity, List.of())) {
            sourceUnit = unit.symbol().equals(source) ? unit : sourceUnit;
            targetUnit = unit.symbol().equals(target) ? unit : targetUnit;
        }
        if (sourceUnit == null || targetUnit == null) {
            return OptionalDouble.empty();
        }
        double base = value * sourceUnit.factor() + sourceUnit.offset();
        return OptionalDouble.of((base - targetUnit.offset()) / targetUnit.factor());
    }
}
