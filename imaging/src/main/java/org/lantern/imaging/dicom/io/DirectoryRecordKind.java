package org.lantern.imaging.dicom.io;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.lantern.imaging.dicom.Dictionary;
import org.lantern.imaging.dicom.Tag;

/**
 * The records below a series, PS3.3 section F.5, with the keys that each must have (types 1 and 2) and those that it has
 * where the instance has them.
 */
enum DirectoryRecordKind {
    RT_DOSE("RT DOSE", "481\\.2", "DoseSummationType", ""), RT_STRUCTURE_SET("RT STRUCTURE SET", "481\\.3",
            "StructureSetLabel StructureSetDate StructureSetTime", ""),
    RT_PLAN("RT PLAN", "481\\.[58]", "RTPlanLabel RTPlanDate RTPlanTime", ""), RT_TREAT_RECORD("RT TREAT RECORD",
            "481\\.[4679]", "TreatmentDate TreatmentTime", ""),
    RADIOTHERAPY("RADIOTHERAPY", "481\\.(1[0-9]|2[0-5])", "ContentDate ContentTime UserContentLabel",
            "UserContentLongLabel ContentDescription ContentCreatorName"),
    PRESENTATION("PRESENTATION", "11\\.[0-9]+",
            "PresentationCreationDate PresentationCreationTime ContentLabel ContentDescription ContentCreatorName",
            "ReferencedSeriesSequence BlendingSequence"),
    WAVEFORM("WAVEFORM", "9\\..*", "ContentDate ContentTime", ""), KEY_OBJECT("KEY OBJECT DOC", "88\\.59",
            "ContentDate ContentTime ConceptNameCodeSequence", ""),
    SR_DOCUMENT("SR DOCUMENT", "88\\..*|79\\.1|78\\.6",
            "CompletionFlag VerificationFlag ContentDate ContentTime ConceptNameCodeSequence", "VerificationDateTime"),
    SPECTROSCOPY("SPECTROSCOPY", "4\\.2",
            "ImageType ContentDate ContentTime NumberOfFrames Rows Columns DataPointRows DataPointColumns",
            "ReferencedImageEvidenceSequence"),
    RAW_DATA("RAW DATA", "66", "ContentDate ContentTime", ""), REGISTRATION("REGISTRATION", "66\\.[13]",
            "ContentDate ContentTime ContentLabel ContentDescription ContentCreatorName", ""),
    FIDUCIAL("FIDUCIAL", "66\\.2", "ContentDate ContentTime ContentLabel ContentDescription ContentCreatorName", ""),
    SURFACE("SURFACE", "66\\.5", "ContentDate ContentTime", "ContentLabel ContentDescription ContentCreatorName"),
    TRACT("TRACT", "66\\.6", "ContentDate ContentTime ContentLabel ContentDescription ContentCreatorName", ""),
    VALUE_MAP("VALUE MAP", "67", "ContentDate ContentTime ContentLabel ContentDescription ContentCreatorName", ""),
    SURFACE_SCAN("SURFACE SCAN", "68\\.[12]", "ContentDate ContentTime", ""),
    STEREOMETRIC("STEREOMETRIC", "77\\.1\\.5\\.3", "", ""), MEASUREMENT("MEASUREMENT", "78\\.[123457-9]|80\\.1",
            "ContentDate ContentTime", ""),
    ASSESSMENT("ASSESSMENT", "90\\.1", "InstanceCreationDate", "InstanceCreationTime"), ANNOTATION("ANNOTATION",
            "91\\.1", "ContentDate ContentTime ContentLabel ContentDescription ContentCreatorName", ""),
    ENCAPSULATED("ENCAP DOC", "104\\.[0-9]+",
            "ContentDate ContentTime DocumentTitle ConceptNameCodeSequence MIMETypeOfEncapsulatedDocument",
            "HL7InstanceIdentifier"),
    PLAN("PLAN", "200\\..*", "", ""), IMAGE("IMAGE", "(?!).", "",
            "ImageType NumberOfFrames Rows Columns ImagePositionPatient ImageOrientationPatient FrameOfReferenceUID"
                    + " PixelSpacing ContentDate ContentTime");

    private static final String STORAGE = "1\\.2\\.840\\.10008\\.5\\.1\\.4\\.1\\.1\\.";

    private final String type;
    private final Pattern classes;
    private final List<Tag> required;
    private final List<Tag> optional;

    /** @param classes what follows the root of the storage SOP classes in those that the record stands for */
    DirectoryRecordKind(String type, String classes, String required, String optional) {
        this.type = type;
        this.classes = Pattern.compile(STORAGE + "(" + classes + ")");
        this.required = tags("InstanceNumber " + required);
        this.optional = tags(optional);
    }

    private static List<Tag> tags(String keywords) {
        return Stream.of(keywords.strip().split(" ")).filter(k -> !k.isEmpty())
                .map(k -> Dictionary.byKeyword(k).orElseThrow().tag()).toList();
    }

    /** @return nothing for an object without pixel data of a class that no record stands for */
    static Optional<DirectoryRecordKind> of(String sopClassUid, boolean hasPixels) {
        for (DirectoryRecordKind kind : values()) {
            if (kind.classes.matcher(sopClassUid).matches()) {
                return Optional.of(kind);
            }
        }
        return hasPixels ? Optional.of(IMAGE) : Optional.empty();
    }

    String type() {
        return type;
    }

    List<Tag> required() {
        return required;
    }

    List<Tag> optional() {
        return optional;
    }
}
