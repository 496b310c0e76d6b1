package org.lantern.app.control;

import java.util.Map;

/** How a UCUM unit is printed for people. */
public final class UnitSymbol {
    private static final Map<String, String> PRINTED = Map.ofEntries(Map.entry("mm[Hg]", "mmHg"),
            Map.entry("Cel", "°C"), Map.entry("degC", "°C"), Map.entry("[degF]", "°F"), Map.entry("[lb_av]", "lb"),
            Map.entry("[in_i]", "in"), Map.entry("umol/L", "µmol/L"), Map.entry("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
            Map.entry("mL/min/1.73m2", "mL/min/1.73 m²"), Map.entry("kg/m2", "kg/m²"), Map.entry("mm2", "mm²"),
            Map.entry("cm2", "cm²"), Map.entry("cm3", "cm³"), Map.entry("mm3", "mm³"), Map.entry("m2", "m²"),
            Map.entry("10*9/L", "10⁹/L"), Map.entry("10*3/uL", "10³/µL"), Map.entry("deg", "°"),
            Map.entry("degrees", "°"), Map.entry("[hnsf'U]", "HU"), Map.entry("1", ""));

    private UnitSymbol() {}

    /** The unit in print; empty for pure numbers, whose unit is an annotation in braces, and otherwise as it is. */
    public static String of(String ucum) {
        if (ucum.startsWith("{") && ucum.endsWith("}")) {
            return "";
        }
        return PRINTED.getOrDefault(ucum, ucum);
    }
}
