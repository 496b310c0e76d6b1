package org.lantern.storage.archive;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A patient in a list.
 *
 * @param issuer of the patient ID; empty if not known
 * @param name alphabetic, family name first, components separated by a space
 * @param ideographicName as written, such as 张伟; empty if there is none
 * @param sex as in DICOM: M, F, O or empty
 */
public record PatientRow(PatientKey key, String patientId, String issuer, String name, String ideographicName,
        Optional<LocalDate> birthDate, String sex, int studyCount, Optional<LocalDate> lastStudyDate) {}
