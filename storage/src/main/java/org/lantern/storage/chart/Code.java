package org.lantern.storage.chart;

import java.util.Objects;

/**
 * A concept of a coding system.
 *
 * @param system the system's URI as FHIR names it, such as {@link #LOINC}
 * @param code the concept's code in that system
 * @param display a human name, in whatever language it was chosen; never used to compare
 */
public record Code(String system, String code, String display) {
    public static final String LOINC = "http://loinc.org";
    /** ICD-10 as the World Health Organization publishes it. */
    public static final String ICD10 = "http://hl7.org/fhir/sid/icd-10";
    public static final String RADLEX = "http://radlex.org";
    /** Concepts that no public system names and that this product needs. */
    public static final String LANTERN = "urn:lantern:concept";

    public Code {
        Objects.requireNonNull(system);
        Objects.requireNonNull(code);
        Objects.requireNonNull(display);
    }

    public static Code loinc(String code, String display) {
        return new Code(LOINC, code, display);
    }

    /** Whether both mean the same concept, whatever they call it. */
    public boolean same(Code other) {
        return system.equals(other.system) && code.equals(other.code);
    }
}
