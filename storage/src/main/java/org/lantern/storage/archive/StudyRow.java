package org.lantern.storage.archive;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * A study in a list.
 *
 * @param modalities of its series, each once, sorted
 */
public record StudyRow(String uid, PatientRow patient, Optional<LocalDate> date, Optional<LocalTime> time,
        String description, String accession, List<String> modalities, int seriesCount, int instanceCount) {
    public StudyRow {
        modalities = List.copyOf(modalities);
    }
}
