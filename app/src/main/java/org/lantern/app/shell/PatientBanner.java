package org.lantern.app.shell;

import java.util.List;
import java.util.Optional;

/**
 * What the identity bar says about the patient whose data are on the screen.
 *
 * @param name in Latin letters, or the only one there is
 * @param ideographicName in Chinese characters, empty if there is none or it is the same
 * @param sex the DICOM code M, F, O, or empty
 * @param ageYears completed years on the day of the study, or today on the chart's page, empty without a birth date
 * @param patientId as the institution gave it
 * @param allergies names of the substances; an empty list means none is recorded, not that there is none; absent
 *            while the chart is being read
 * @param studyDescription empty if no study is open
 * @param studyDate in the user's format, empty if no study is open or it has no date
 */
public record PatientBanner(String name, String ideographicName, String sex, Optional<Integer> ageYears,
        String patientId, Optional<List<String>> allergies, String studyDescription, String studyDate) {
    public PatientBanner {
        allergies = allergies.map(List::copyOf);
    }
}
