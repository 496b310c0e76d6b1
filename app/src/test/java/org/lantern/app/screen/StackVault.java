package org.lantern.app.screen;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/**
 * One patient with two CT studies. The newer has axial images every 3 mm, others every 5 mm, and coronal ones, all in one
 * frame of reference; the older has axial images every 3 mm in another, where everything lies 100 mm higher.
 */
final class StackVault {
    static final int COLUMNS = 60;
    static final int ROWS = 40;
    static final int THIN = 20;
    static final int THICK = 12;
    private static final String ROOT = "1.2.826.0.1.3680043.10.98.";

    private StackVault() {}

    static void make(Path folder) throws Exception {
        var all = new ArrayList<DataSet>();
        for (int i = 0; i < THIN; i++) {
            all.add(image(1, 1, "Axial thin", i, new double[]{-30, -30, 3.0 * i}, false));
            all.add(image(2, 1, "Axial thin", i, new double[]{-30, -30, 100 + 3.0 * i}, false));
        }
        for (int i = 0; i < THICK; i++) {
            all.add(image(1, 2, "Axial thick", i, new double[]{-30, -30, 5.0 * i}, false));
            all.add(image(1, 3, "Coronal", i, new double[]{-30, -20 + 4.0 * i, 60}, true));
        }
        try (var secret = Secret.ofPassword(TestVault.PASSWORD.toCharArray());
                var made = Vault.create(folder, "admin", secret, KdfCost.FLOOR, Clock.systemUTC()).vault()) {
            made.importer().store(all.iterator(), all.size(), _ -> {}, () -> false);
        }
    }

    private static DataSet image(int study, int series, String words, int number, double[] position,
            boolean coronal) {
        var pixels = ByteBuffer.allocate(COLUMNS * ROWS * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            pixels.putShort((short) (1000 + i % COLUMNS * 4 + i / COLUMNS + 10 * number));
        }
        var cosines = coronal ? List.of(1.0, 0.0, 0.0, 0.0, 0.0, -1.0) : List.of(1.0, 0.0, 0.0, 0.0, 1.0, 0.0);
        return new DataSetBuilder().put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, ROOT + study + "." + series + "." + (number + 1))
                .put(Tag.PatientName, "Li^Ming").put(Tag.PatientID, "00098").put(Tag.PatientSex, "F")
                .put(Tag.StudyInstanceUID, ROOT + study).put(Tag.SeriesInstanceUID, ROOT + study + "." + series)
                .put(Tag.StudyDate, study == 1 ? "20260302" : "20250904").put(Tag.StudyTime, "101500")
                .put(Tag.StudyDescription, study == 1 ? "CT now" : "CT before").put(Tag.Modality, "CT")
                .put(Tag.SeriesDescription, words).put(Tag.SeriesNumber, series)
                .put(Tag.FrameOfReferenceUID, ROOT + study + ".9").put(Tag.InstanceNumber, number + 1)
                .put(Tag.ImagePositionPatient, position)
                .put(Tag.ImageOrientationPatient, cosines.stream().mapToDouble(Double::doubleValue).toArray())
                .put(Tag.PixelSpacing, 1.5, 1.0).put(Tag.SliceThickness, 3.0).put(Tag.RescaleSlope, 1.0)
                .put(Tag.RescaleIntercept, -1024.0).put(Tag.WindowCenter, 150.0).put(Tag.WindowWidth, 400.0)
                .put(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2").put(Tag.Rows, ROWS)
                .put(Tag.Columns, COLUMNS).put(Tag.BitsAllocated, 16).put(Tag.BitsStored, 16).put(Tag.HighBit, 15)
                .put(Tag.PixelRepresentation, 0).putBytes(Tag.PixelData, Vr.OW, pixels.array()).build();
    }
}
