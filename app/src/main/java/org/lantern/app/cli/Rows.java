package org.lantern.app.cli;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lantern.storage.archive.InstanceRow;
import org.lantern.storage.archive.PatientRow;
import org.lantern.storage.archive.SeriesRow;
import org.lantern.storage.archive.StudyRow;

/** What the vault lists, as JSON. Dates and times are ISO 8601; what is not known is null, never a stand-in. */
final class Rows {
    private Rows() {}

    static Json.Members json(PatientRow patient) {
        return Json.object().with("patientId", patient.patientId()).with("issuer", known(patient.issuer()))
                .with("name", patient.name()).with("ideographicName", known(patient.ideographicName()))
                .with("birthDate", text(patient.birthDate())).with("sex", known(patient.sex()))
                .with("studies", patient.studyCount()).with("lastStudyDate", text(patient.lastStudyDate()));
    }

    static Json.Members json(StudyRow study) {
        var patient = study.patient();
        return Json.object().with("uid", study.uid())
                .with("patient",
                        Json.object().with("patientId", patient.patientId()).with("name", patient.name())
                                .with("ideographicName", known(patient.ideographicName()))
                                .with("birthDate", text(patient.birthDate())).with("sex", known(patient.sex())))
                .with("date", text(study.date())).with("time", study.time().map(LocalTime::toString))
                .with("description", study.description()).with("accession", known(study.accession()))
                .with("modalities", study.modalities()).with("series", study.seriesCount())
                .with("instances", study.instanceCount());
    }

    static Json.Members json(SeriesRow series, List<InstanceRow> instances) {
        return Json.object().with("uid", series.uid()).with("number", number(series.number()))
                .with("modality", series.modality()).with("description", series.description())
                .with("bodyPart", known(series.bodyPart()))
                .with("instances", instances.stream().map(Rows::json).toList());
    }

    private static Json.Members json(InstanceRow instance) {
        return Json.object().with("uid", instance.sopInstanceUid()).with("sopClass", instance.sopClassUid())
                .with("number", number(instance.instanceNumber())).with("frames", instance.frameCount())
                .with("rows", number(instance.rows())).with("columns", number(instance.columns()))
                .with("transferSyntax", instance.transferSyntaxUid()).with("bytes", instance.bytes());
    }

    private static Optional<String> known(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static Optional<String> text(Optional<LocalDate> date) {
        return date.map(LocalDate::toString);
    }

    private static Object number(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
