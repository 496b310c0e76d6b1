package org.lantern.app.compose;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import org.lantern.app.shell.PatientBanner;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.archive.PatientRow;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.chart.Chart;

/** What the identity bar says, from the catalogue and the chart. */
final class Banner {
    private Banner() {}

    /**
     * With a study, the age is that on its day, as the radiologist needs it; else that of today.
     *
     * @param allergies absent while they are being read
     */
    static PatientBanner of(PatientRow patient, Optional<StudyRow> study, LocalDate today,
            Optional<List<String>> allergies, Texts texts) {
        var date = study.flatMap(StudyRow::date);
        var age = patient.birthDate().flatMap(birth -> (study.isPresent() ? date : Optional.of(today))
                .filter(day -> !day.isBefore(birth)).map(day -> Period.between(birth, day).getYears()));
        var dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(texts.language());
        return new PatientBanner(patient.name(), patient.ideographicName(), patient.sex(), age, patient.patientId(),
                allergies, study.map(StudyRow::description).orElse(""), date.map(dates::format).orElse(""));
    }

    static List<String> allergies(Chart chart, PatientKey patient) throws StorageException {
        return chart.allergies(patient).stream().filter(entry -> !entry.retracted())
                .map(entry -> entry.fact().substance()).toList();
    }
}
