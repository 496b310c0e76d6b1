package org.lantern.storage.archive;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.PersonName;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.DicomFile;

/**
 * What the catalogue keeps of one object's header. A value that is malformed counts as not known, except the UIDs, which
 * an object cannot be filed without.
 *
 * @param orientation direction cosines of rows and columns, rounded; empty if there is no plane
 * @param positionMm distance of the image's first pixel from the origin along the plane's normal
 */
public record InstanceHeader(Patient patient, String studyUid, Optional<LocalDate> studyDate,
        Optional<LocalTime> studyTime, String studyDescription, String accession, String seriesUid,
        OptionalInt seriesNumber, String modality, String seriesDescription, String bodyPart, String sopInstanceUid,
        String sopClassUid, String transferSyntaxUid, OptionalInt instanceNumber, int frameCount, OptionalInt rows,
        OptionalInt columns, Optional<String> orientation, OptionalDouble positionMm) {
    private static final int MOST_UID_CHARS = 64;

    /** @throws ImagingException.MissingElement if study, series or instance cannot be told */
    public static InstanceHeader of(DicomFile file) throws ImagingException {
        DataSet data = file.dataSet();
        PersonName name = data.personName(Tag.PatientName).orElse(PersonName.parse(""));
        Patient patient = new Patient(new PatientIdentity(text(data, Tag.PatientID, 256),
                text(data, Tag.IssuerOfPatientID, 256), cut(name.alphabetic().toString(), 512),
                cut(name.ideographic().toString(), 512), cut(name.phonetic().toString(), 512),
                date(data, Tag.PatientBirthDate), cut(text(data, Tag.PatientSex, 16).toUpperCase(Locale.ROOT), 16)));
        Optional<String> sopClass = data.text(Tag.SOPClassUID).or(() -> file.meta().text(Tag.MediaStorageSOPClassUID));
        Plane plane = Plane.of(data);
        return new InstanceHeader(patient, uid(data, Tag.StudyInstanceUID), date(data, Tag.StudyDate),
                time(data, Tag.StudyTime), text(data, Tag.StudyDescription, 1024),
                text(data, Tag.AccessionNumber, 256), uid(data, Tag.SeriesInstanceUID),
                integer(data, Tag.SeriesNumber), text(data, Tag.Modality, 64), text(data, Tag.SeriesDescription, 1024),
                text(data, Tag.BodyPartExamined, 256), uid(data, Tag.SOPInstanceUID), cut(sopClass.orElse(""), 128),
                cut(file.transferSyntax().uid(), 128), integer(data, Tag.InstanceNumber),
                Math.max(1, integer(data, Tag.NumberOfFrames).orElse(1)), integer(data, Tag.Rows),
                integer(data, Tag.Columns), plane.orientation(), plane.positionMm());
    }

    /** Who the object says its patient is; opaque, so that nobody matches patients by rules of his own. */
    public record Patient(PatientIdentity identity) {
        @Override
        public String toString() {
            return "Patient";
        }
    }

    private static String uid(DataSet data, Tag tag) throws ImagingException {
        String uid = data.text(tag).orElse("");
        if (uid.isEmpty()) {
            throw new ImagingException.MissingElement(tag.code());
        }
        if (uid.length() > MOST_UID_CHARS) {
            throw new ImagingException.Malformed(tag.code(), 0, "UID of " + uid.length() + " characters");
        }
        return uid;
    }

    private static String text(DataSet data, Tag tag, int most) {
        return cut(data.text(tag).orElse(""), most);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static OptionalInt integer(DataSet data, Tag tag) {
        try {
            return data.integer(tag);
        } catch (ImagingException _) {
            return OptionalInt.empty();
        }
    }

    private static Optional<LocalDate> date(DataSet data, Tag tag) {
        try {
            return data.date(tag);
        } catch (ImagingException _) {
            return Optional.empty();
        }
    }

    private static Optional<LocalTime> time(DataSet data, Tag tag) {
        try {
            return data.time(tag);
        } catch (ImagingException _) {
            return Optional.empty();
        }
    }

    private record Plane(Optional<String> orientation, OptionalDouble positionMm) {
        static Plane of(DataSet data) {
            try {
                double[] cosines = data.decimals(Tag.ImageOrientationPatient);
                double[] position = data.decimals(Tag.ImagePositionPatient);
                if (cosines.length == 6 && position.length == 3 && Arrays.stream(cosines).allMatch(Double::isFinite)
                        && Arrays.stream(position).allMatch(Double::isFinite)) {
                    double distance = position[0] * (cosines[1] * cosines[5] - cosines[2] * cosines[4])
                            + position[1] * (cosines[2] * cosines[3] - cosines[0] * cosines[5])
                            + position[2] * (cosines[0] * cosines[4] - cosines[1] * cosines[3]);
                    String rounded = Arrays.stream(cosines).mapToObj(c -> String.valueOf(Math.round(c * 100)))
                            .collect(Collectors.joining(" "));
                    return new Plane(Optional.of(cut(rounded, 64)), OptionalDouble.of(distance));
                }
            } catch (ImagingException _) {
                return new Plane(Optional.empty(), OptionalDouble.empty());
            }
            return new Plane(Optional.empty(), OptionalDouble.empty());
        }
    }
}
