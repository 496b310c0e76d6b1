package org.lantern.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.DicomWriter;

/** Small DICOM files for tests: 5 rows of 7 columns, unequal spacing, an oblique plane. */
final class Fixture {
    static final int ROWS = 5;
    static final int COLUMNS = 7;
    static final String PATIENT_NAME = "Wang^XiaoDong=王^小东";

    private Fixture() {}

    /** A slice of a series; the stored value of pixel i is 100 * number + i - 20, signed. */
    static DataSet slice(String root, int number) {
        var pixels = ByteBuffer.allocate(ROWS * COLUMNS * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            pixels.putShort((short) (100 * number + i - 20));
        }
        return new DataSetBuilder().put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2").put(Tag.SOPInstanceUID, root + ".1.1." + number)
                .put(Tag.StudyDate, "20260302").put(Tag.StudyTime, "093000").put(Tag.Modality, "CT")
                .put(Tag.StudyDescription, "Thorax 胸部").put(Tag.PatientName, PATIENT_NAME)
                .put(Tag.PatientID, "P-" + root)
                .put(Tag.PatientBirthDate, "19680229").put(Tag.PatientSex, "F").put(Tag.StudyInstanceUID, root)
                .put(Tag.SeriesInstanceUID, root + ".1").put(Tag.SeriesNumber, "3")
                .put(Tag.InstanceNumber, String.valueOf(number)).put(Tag.ImagePositionPatient, "-10", "4.5",
                        String.valueOf(number * 2.5))
                .put(Tag.ImageOrientationPatient, "1", "0", "0", "0", "0.8", "0.6").put(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2").put(Tag.Rows, ROWS).put(Tag.Columns, COLUMNS)
                .put(Tag.PixelSpacing, "0.7", "0.5").put(Tag.BitsAllocated, 16).put(Tag.BitsStored, 16)
                .put(Tag.HighBit, 15).put(Tag.PixelRepresentation, 1).put(Tag.WindowCenter, "300", "110")
                .put(Tag.WindowWidth, "400", "36").put(Tag.RescaleIntercept, "0").put(Tag.RescaleSlope, "1")
                .putBytes(Tag.PixelData, Vr.OW, pixels.array()).build();
    }

    static Path write(DataSet dataSet, TransferSyntax syntax, Path file) {
        try (var out = Files.newOutputStream(Files.createDirectories(file.getParent()).resolve(file.getFileName()))) {
            DicomWriter.write(dataSet, syntax, out);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ImagingException e) {
            throw new AssertionError(e);
        }
    }

    /** A folder with a series of three slices in two transfer syntaxes. */
    static Path series(String root, Path folder) {
        write(slice(root, 1), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, folder.resolve("a"));
        write(slice(root, 3), TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, folder.resolve("b.dcm"));
        write(slice(root, 2), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, folder.resolve("deeper/c 三.dcm"));
        return folder;
    }

    /** Every file of the public corpus, none if it is not there. */
    static List<Path> corpus() {
        var root = Path.of(System.getProperty("lantern.shared", "nowhere"), "corpus");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
