package org.lantern.app.shell;

import java.util.List;
import java.util.Optional;

/**
 * What the identity bar says about the patient whose data are on the screen.
 *
 * @param name in Latin letters, or the only one there is
 * @param ideographicName in Chinese characters, empty if there is none or it is the same
 * @param sex the DICOM code M, F, O, or empty
 * @param ageYears completed years at the day of the study or today, empty without a birth date
 * @param patientId as the institution gave it
 * @param allergies names of the substances; empty list means none is recorded, not that there is none
 * @param studyDescription empty if no study is open
 * @param studyDate in the user's format, empty if no study is open or it has no date
 */
public record PatientBanner(String name, String ideographicName, String sex, Optional<Integer> ageYears,
        String patientId, List<String> allergies, String studyDescription, String studyDate) {
    public PatientBanner {
        allergies = List.copyOf(allergies);
    }
}
