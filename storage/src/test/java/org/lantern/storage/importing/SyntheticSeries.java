package org.lantern.storage.importing;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.DicomWriter;

/** Small series of a made-up patient: oblique, not square, with pixels from a seed. */
public record SyntheticSeries(String patientId, String patientName, String birthDate, String studyUid,
        String seriesUid, int slices, int rows, int columns, long seed) {
    public static SyntheticSeries of(int number, int slices) {
        return new SyntheticSeries("ID-" + number, "Muster^Person" + number + "=李^四" + number, "19700102",
                "1.2.826.0.1.3680043.10.999." + number, "1.2.826.0.1.3680043.10.999." + number + ".1", slices, 24, 40,
                number);
    }

    public SyntheticSeries named(String name) {
        return new SyntheticSeries(patientId, name, birthDate, studyUid, seriesUid, slices, rows, columns, seed);
    }

    public List<DataSet> dataSets() {
        List<DataSet> all = new ArrayList<>();
        for (int slice = 0; slice < slices; slice++) {
            all.add(dataSet(slice));
        }
        return all;
    }

    /** @param slice from 0; instance numbers run against the position */
    public DataSet dataSet(int slice) {
        byte[] pixels = new byte[rows * columns * 2];
        new Random(seed * 1000 + slice).nextBytes(pixels);
        return new DataSetBuilder().put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.4")
                .put(Tag.SOPInstanceUID, seriesUid + "." + (slice + 1)).put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.PatientName, patientName).put(Tag.PatientID, patientId)
                .put(Tag.PatientBirthDate, birthDate).put(Tag.PatientSex, "F").put(Tag.StudyInstanceUID, studyUid)
                .put(Tag.SeriesInstanceUID, seriesUid).put(Tag.StudyDate, "20260301").put(Tag.StudyTime, "101500")
                .put(Tag.Modality, "MR").put(Tag.StudyDescription, "Head").put(Tag.SeriesNumber, "3")
                .put(Tag.SeriesDescription, "T1").put(Tag.InstanceNumber, String.valueOf(slices - slice))
                .put(Tag.ImageOrientationPatient, "0.8", "0.6", "0", "0", "0", "-1")
                .put(Tag.ImagePositionPatient, String.valueOf(-0.6 * slice * 1.5), String.valueOf(0.8 * slice * 1.5),
                        "12.5")
                .put(Tag.Rows, rows).put(Tag.Columns, columns).put(Tag.BitsAllocated, 16).put(Tag.BitsStored, 16)
                .put(Tag.HighBit, 15).put(Tag.PixelRepresentation, 0).put(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2").putBytes(Tag.PixelData, Vr.OW, pixels).build();
    }

    public static byte[] file(DataSet dataSet) throws ImagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
        return out.toByteArray();
    }
}
