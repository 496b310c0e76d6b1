package org.lantern.app.screen;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lantern.app.compose.LaunchOptions;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** A small vault whose images are known by formula: not square, not isotropic, tilted. */
public final class TestVault {
    public static final String PASSWORD = "lanternlight";
    public static final int COLUMNS = 120;
    public static final int ROWS = 90;
    public static final int SLICES = 24;
    public static final double COLUMN_MM = 0.5;
    public static final double ROW_MM = 0.8;

    private TestVault() {}

    /** Makes the vault: one CT study of one patient, and a radiograph that has no millimetres. */
    public static void make(Path folder) throws Exception {
        try (var secret = Secret.ofPassword(PASSWORD.toCharArray());
                var made = Vault.create(folder, "admin", secret, KdfCost.FLOOR, Clock.systemUTC()).vault()) {
            var objects = new ArrayList<DataSet>();
            for (int slice = 0; slice < SLICES; slice++) {
                objects.add(slice(slice));
            }
            objects.add(radiograph());
            made.importer().store(objects.iterator(), objects.size(), _ -> {}, () -> false);
        }
    }

    public static LaunchOptions options(Path vault, Path settings, Locale language) {
        return new LaunchOptions(vault, "admin", language, Optional.empty(), settings);
    }

    /** The stored value of a pixel: a ramp along the row, brighter from slice to slice. */
    public static int value(int column, int row, int slice) {
        return 1024 + column * 4 + row + slice * 10;
    }

    private static DataSet slice(int slice) {
        double cos = Math.cos(Math.toRadians(12));
        double sin = Math.sin(Math.toRadians(12));
        var words = ByteBuffer.allocate(COLUMNS * ROWS * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                words.putShort((short) value(column, row, slice));
            }
        }
        return common("1.2.826.0.1.3680043.10.99.1", "1.2.826.0.1.3680043.10.99.1.1", "CT", "CT THORAX", "Axial 3 mm")
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, "1.2.826.0.1.3680043.10.99.1.1." + (slice + 1))
                .put(Tag.InstanceNumber, slice + 1).put(Tag.ImagePositionPatient, -30.0, -36 * cos, 3.0 * slice)
                .put(Tag.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, cos, sin)
                .put(Tag.PixelSpacing, ROW_MM, COLUMN_MM).put(Tag.SliceThickness, 3.0)
                .put(Tag.RescaleSlope, 1.0).put(Tag.RescaleIntercept, -1024.0).put(Tag.RescaleType, "HU")
                .put(Tag.WindowCenter, 300.0).put(Tag.WindowWidth, 600.0)
                .putBytes(Tag.PixelData, Vr.OW, words.array()).build();
    }

    private static DataSet radiograph() {
        var words = ByteBuffer.allocate(COLUMNS * ROWS * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            words.putShort((short) (i % COLUMNS * 8));
        }
        return common("1.2.826.0.1.3680043.10.99.2", "1.2.826.0.1.3680043.10.99.2.1", "OT", "Photograph", "")
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, "1.2.826.0.1.3680043.10.99.2.1.1").put(Tag.InstanceNumber, 1)
                .putBytes(Tag.PixelData, Vr.OW, words.array()).build();
    }

    private static DataSetBuilder common(String study, String series, String modality, String studyText,
            String seriesText) {
        return new DataSetBuilder().put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.PatientName, "Zhang^Wei=张^伟").put(Tag.PatientID, "00042").put(Tag.PatientSex, "M")
                .put(Tag.PatientBirthDate, "19680214").put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, series).put(Tag.StudyDate, "20260302").put(Tag.StudyTime, "101500")
                .put(Tag.Modality, modality).put(Tag.StudyDescription, studyText)
                .put(Tag.SeriesDescription, seriesText).put(Tag.SeriesNumber, 1).put(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2").put(Tag.Rows, ROWS).put(Tag.Columns, COLUMNS)
                .put(Tag.BitsAllocated, 16).put(Tag.BitsStored, 16).put(Tag.HighBit, 15)
                .put(Tag.PixelRepresentation, 0);
    }

    /** Makes a vault of real or synthetic files, for pictures and measurements of speed. */
    public static void importInto(Path folder, List<Path> files) throws Exception {
        try (var secret = Secret.ofPassword(PASSWORD.toCharArray());
                var made = Vault.create(folder, "admin", secret, KdfCost.FLOOR, Clock.systemUTC()).vault()) {
            made.importer().run(files, _ -> {}, () -> false);
        }
    }
}
