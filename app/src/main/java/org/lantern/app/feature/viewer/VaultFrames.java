package org.lantern.app.feature.viewer;

import java.util.Optional;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.geometry.ImagePlane;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.VoiLut;
import org.lantern.storage.archive.Archive;

/** Frames out of a vault: only the bytes of the frame asked for are decrypted and decoded. */
final class VaultFrames implements FrameSource {
    private final Archive archive;

    VaultFrames(Archive archive) {
        this.archive = archive;
    }

    @Override
    public LoadedFrame load(FrameRef ref) throws Exception {
        var bytes = archive.open(ref.sopInstanceUid());
        try (var file = DicomFile.read(bytes, ParseLimits.CLINICAL); var reader = FrameReader.open(file)) {
            var header = file.dataSet();
            return new LoadedFrame(ref, header, reader.read(ref.frame()), Presentation.of(header, ref.frame()),
                    VoiLut.allOf(header, ref.frame()), plane(header, ref.frame()),
                    ImageCalibration.of(header, ref.frame()), reader.lossy());
        } finally {
            bytes.close();
        }
    }

    // An image whose place in the patient is stated wrongly can still be read; it only has no letters at its sides.
    private static Optional<ImagePlane> plane(DataSet header, int frame) {
        try {
            return ImagePlane.of(header, frame);
        } catch (ImagingException _) {
            return Optional.empty();
        }
    }
}
