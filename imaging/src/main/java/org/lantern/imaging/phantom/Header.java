package org.lantern.imaging.phantom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;

/** The modules that all synthetic objects share: patient, study, series, equipment and pixel description. */
final class Header {
    private final Phantom phantom;

    Header(Phantom phantom) {
        this.phantom = phantom;
    }

    /**
     * @param instance zero-based
     * @param description of the study and of the series
     */
    DataSetBuilder begin(String sopClass, String modality, String study, String series, int instance) {
        String date = phantom.acquired().format(DateTimeFormatter.BASIC_ISO_DATE);
        String time = phantom.acquired().format(DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT));
        PhantomPatient patient = phantom.patient();
        return new DataSetBuilder().put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY").put(Tag.InstanceCreationDate, date)
                .put(Tag.InstanceCreationTime, time).put(Tag.SOPClassUID, sopClass)
                .put(Tag.SOPInstanceUID, uid("instance " + instance)).put(Tag.StudyDate, date)
                .put(Tag.SeriesDate, date).put(Tag.AcquisitionDate, date).put(Tag.ContentDate, date)
                .put(Tag.StudyTime, time).put(Tag.SeriesTime, time).put(Tag.AcquisitionTime, time)
                .put(Tag.ContentTime, time).put(Tag.AccessionNumber, accession()).put(Tag.Modality, modality)
                .put(Tag.Manufacturer, "Lantern").put(Tag.InstitutionName, "Synthetic data")
                .put(Tag.ReferringPhysicianName, new String[0]).put(Tag.StationName, "PHANTOM")
                .put(Tag.StudyDescription, study).put(Tag.SeriesDescription, series)
                .put(Tag.ManufacturerModelName, "Phantom generator").put(Tag.PatientName, patient.name())
                .put(Tag.PatientID, patient.id())
                .put(Tag.PatientBirthDate, patient.birthDate().format(DateTimeFormatter.BASIC_ISO_DATE))
                .put(Tag.PatientSex, patient.sex()).put(Tag.PatientAge, age()).put(Tag.DeviceSerialNumber, "0")
                .put(Tag.SoftwareVersions, "1").put(Tag.ProtocolName, series).put(Tag.StudyInstanceUID, uid("study"))
                .put(Tag.SeriesInstanceUID, uid("series")).put(Tag.StudyID, "1").put(Tag.SeriesNumber, 1)
                .put(Tag.AcquisitionNumber, 1).put(Tag.InstanceNumber, instance + 1)
                .put(Tag.BurnedInAnnotation, "NO").put(Tag.LossyImageCompression, "00");
    }

    /** Adds the description of one sample per pixel. */
    static DataSetBuilder grey(DataSetBuilder builder, int rows, int columns, int allocated, int stored,
            boolean signed) {
        return builder.put(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2").put(Tag.Rows, rows)
                .put(Tag.Columns, columns).put(Tag.BitsAllocated, allocated).put(Tag.BitsStored, stored)
                .put(Tag.HighBit, stored - 1).put(Tag.PixelRepresentation, signed ? 1 : 0);
    }

    static DataSet code(String value, String scheme, String meaning) {
        return new DataSetBuilder().put(Tag.CodeValue, value).put(Tag.CodingSchemeDesignator, scheme)
                .put(Tag.CodeMeaning, meaning).build();
    }

    /** A UID of the UUID form (PS3.5 B.2), the same for the same phantom and purpose. */
    String uid(String purpose) {
        String identity = phantom.kind() + "|" + phantom.slices() + "|" + phantom.rows() + "|" + phantom.columns() + "|"
                + phantom.seed() + "|" + phantom.patient() + "|" + phantom.acquired() + "|" + purpose;
        UUID uuid = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
        BigInteger high = new BigInteger(Long.toUnsignedString(uuid.getMostSignificantBits()));
        BigInteger low = new BigInteger(Long.toUnsignedString(uuid.getLeastSignificantBits()));
        return "2.25." + high.shiftLeft(64).or(low);
    }

    private String accession() {
        return String.format(Locale.ROOT, "PH%08d", Math.floorMod(uid("accession").hashCode(), 100_000_000));
    }

    private String age() {
        int years = Period.between(phantom.patient().birthDate(), phantom.acquired().toLocalDate()).getYears();
        return String.format(Locale.ROOT, "%03dY", Math.clamp(years, 0, 999));
    }
}
