package org.lantern.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Presentation;

/** The first grey image among the specimens, decoded, and how it is shown. */
record Shown(Frame frame, Presentation presentation) {
    private static final double MILLION = 1e6;

    static Optional<Shown> firstOf(Specimens specimens) throws ImagingException, IOException {
        for (Path path : specimens.files()) {
            try {
                var image = DicomFile.read(new ArrayByteSource(Files.readAllBytes(path)), ParseLimits.CLINICAL);
                var reader = FrameReader.open(image);
                if (reader.format().photometric().isMonochrome()) {
                    return Optional.of(new Shown(reader.read(0), Presentation.of(image.dataSet())));
                }
            } catch (ImagingException _) {
                // no image, or one that cannot be decoded or shown: the next
            }
        }
        return Optional.empty();
    }

    int pixels() {
        return frame.format().rows() * frame.format().columns();
    }

    double megapixels() {
        return pixels() / MILLION;
    }
}
