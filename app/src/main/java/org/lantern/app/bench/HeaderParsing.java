package org.lantern.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.storage.StorageException;

/** Opens each file, parses it up to the pixel data, and takes the texts by which it would be filed. */
record HeaderParsing() implements QuickBenchmark {
    private static final List<Tag> TAGS = List.of(Tag.SOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID,
            Tag.PatientID, Tag.PatientName, Tag.Modality, Tag.StudyDate, Tag.SeriesNumber, Tag.InstanceNumber);

    @Override
    public String name() {
        return "header";
    }

    @Override
    public void run(Specimens specimens, Timing timing, Consumer<Figure> measured)
            throws ImagingException, StorageException {
        if (specimens.files().isEmpty()) {
            return;
        }
        measured.accept(timing.measure(name(), "parse", specimens.files().size(), "files", () -> {
            for (Path path : specimens.files()) {
                read(path);
            }
        }));
    }

    private static void read(Path path) throws ImagingException {
        try (var file = DicomFile.readHeader(path, ParseLimits.CLINICAL)) {
            for (Tag tag : TAGS) {
                file.dataSet().text(tag);
            }
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }
}
