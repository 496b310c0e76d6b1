package org.lantern.app.compose;

import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import org.lantern.app.shell.PatientBanner;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.chart.Chart;

/** What the identity bar says, from the catalogue and the chart. */
final class Banner {
    private Banner() {}

    /** The age is that on the day of the study, as the radiologist needs it. */
    static PatientBanner of(StudyRow study, List<String> allergies, Texts texts) {
        var patient = study.patient();
        var age = patient.birthDate().flatMap(birth -> study.date().filter(day -> !day.isBefore(birth))
                .map(day -> Period.between(birth, day).getYears()));
        var dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(texts.language());
        return new PatientBanner(patient.name(), patient.ideographicName(), patient.sex(), age, patient.patientId(),
                allergies, study.description(), study.date().map(dates::format).orElse(""));
    }

    static List<String> allergies(Chart chart, PatientKey patient) throws StorageException {
        return chart.allergies(patient).stream().filter(entry -> !entry.retracted())
                .map(entry -> entry.fact().substance()).toList();
    }
}
