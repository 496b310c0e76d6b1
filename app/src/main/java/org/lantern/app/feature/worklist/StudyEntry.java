package org.lantern.app.feature.worklist;

import java.time.LocalDate;
import java.util.Optional;
import org.lantern.storage.archive.StudyRow;

/**
 * A line of the worklist, in words.
 *
 * @param ageYears the patient's completed years on the day of the study
 */
public record StudyEntry(StudyRow study, String name, String patientId, String sex, Optional<Integer> ageYears,
        Optional<LocalDate> birthDate, Optional<LocalDate> studyDate, String modality, String description,
        int seriesCount, int imageCount) {}
