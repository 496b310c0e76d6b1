package org.lantern.app.feature.worklist;

import java.time.LocalDate;
import java.util.Optional;
import org.lantern.storage.archive.PatientRow;
import org.lantern.storage.archive.StudyRow;

/**
 * A line of the worklist, in words: a study, or a patient who has none yet.
 *
 * @param study empty for a patient without studies, as are then its date, modality, description and counts
 * @param unfinished whether the user began something in this patient's chart and did not save it
 * @param ageYears completed years on the day of the study; without a study, today
 */
public record WorklistEntry(PatientRow patient, Optional<StudyRow> study, String name, boolean unfinished,
        String patientId, String sex, Optional<Integer> ageYears, Optional<LocalDate> birthDate,
        Optional<LocalDate> studyDate, String modality,
        String description, Optional<Integer> seriesCount, Optional<Integer> imageCount) {}
