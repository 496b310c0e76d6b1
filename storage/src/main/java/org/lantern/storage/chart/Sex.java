package org.lantern.storage.chart;

/** Administrative sex, as DICOM (0010,0040) and FHIR know it. */
public enum Sex {
    FEMALE, MALE, OTHER, UNKNOWN;

    /** From DICOM's F, M, O; anything else, and nothing, is UNKNOWN. */
    public static Sex ofDicom(String value) {
        return switch (value) {
            case "F" -> FEMALE;
            case "M" -> MALE;
            case "O" -> OTHER;
            default -> UNKNOWN;
        };
    }
}
