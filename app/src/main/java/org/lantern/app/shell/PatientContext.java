package org.lantern.app.shell;

import java.time.LocalDate;
import java.util.Optional;
import org.lantern.storage.archive.PatientKey;

/**
 * Whom and what the page is about.
 *
 * @param patient in the open vault
 * @param studyInstanceUid the study being read, if one is
 * @param studyDate its date, if the study has one
 */
public record PatientContext(PatientKey patient, Optional<String> studyInstanceUid, Optional<LocalDate> studyDate) {}
