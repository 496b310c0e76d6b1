package org.lantern.app.feature.viewer;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.geometry.ImagePlane;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.VoiLut;
import org.lantern.storage.archive.Archive;

/**
 * Frames out of a vault: only the bytes of the frame asked for are decrypted and decoded. Objects of many frames stay
 * open, so that their headers are read once; a few at most, those not asked for longest are closed first.
 */
final class VaultFrames implements FrameSource, AutoCloseable {
    private static final int MOST_OPEN = 4;

    private final Archive archive;
    private final LinkedHashMap<String, OpenObject> kept = new LinkedHashMap<>(8, 0.75f, true);
    private boolean closed;

    VaultFrames(Archive archive) {
        this.archive = archive;
    }

    @Override
    public LoadedFrame load(FrameRef ref) throws Exception {
        var object = borrow(ref.sopInstanceUid());
        try {
            var header = object.file.dataSet();
            return new LoadedFrame(ref, header, object.reader.read(ref.frame()), Presentation.of(header, ref.frame()),
                    VoiLut.allOf(header, ref.frame()), plane(header, ref.frame()),
                    ImageCalibration.of(header, ref.frame()), object.reader.lossy());
        } finally {
            giveBack(ref.sopInstanceUid(), object);
        }
    }

    /** How many objects are open though nobody reads them. */
    synchronized int openCount() {
        return kept.size();
    }

    private OpenObject borrow(String sopInstanceUid) throws Exception {
        synchronized (this) {
            var there = kept.get(sopInstanceUid);
            if (there != null) {
                there.readers++;
                return there;
            }
        }
        // Opened without holding up the others; two that come at once open it twice, and one of both is kept.
        var opened = OpenObject.of(archive.open(sopInstanceUid));
        opened.readers = 1;
        return opened;
    }

    private void giveBack(String sopInstanceUid, OpenObject object) {
        synchronized (this) {
            object.readers--;
            boolean worthIt = !closed && object.reader.frameCount() > 1;
            if (worthIt) {
                kept.putIfAbsent(sopInstanceUid, object);
            }
            if (kept.get(sopInstanceUid) == object) {
                closeOldest();
                return;
            }
            if (object.readers > 0) {
                return;
            }
        }
        object.close();
    }

    private void closeOldest() {
        var each = kept.entrySet().iterator();
        while (kept.size() > MOST_OPEN && each.hasNext()) {
            var oldest = each.next().getValue();
            if (oldest.readers == 0) {
                each.remove();
                oldest.close();
            }
        }
    }

    /** Closes what nobody reads; the rest is closed by its last reader. */
    @Override
    public synchronized void close() {
        closed = true;
        for (var object : kept.values()) {
            if (object.readers == 0) {
                object.close();
            }
        }
        kept.clear();
    }

    // An image whose place in the patient is stated wrongly can still be read; it only has no letters at its sides.
    private static Optional<ImagePlane> plane(DataSet header, int frame) {
        try {
            return ImagePlane.of(header, frame);
        } catch (ImagingException _) {
            return Optional.empty();
        }
    }

    /** An object whose header has been read. */
    private static final class OpenObject {
        private final DicomFile file;
        private final FrameReader reader;
        private int readers;

        private OpenObject(DicomFile file, FrameReader reader) {
            this.file = file;
            this.reader = reader;
        }

        static OpenObject of(ByteSource bytes) throws Exception {
            try {
                var file = DicomFile.read(bytes, ParseLimits.CLINICAL);
                return new OpenObject(file, FrameReader.open(file));
            } catch (Exception | Error failure) {
                bytes.close();
                throw failure;
            }
        }

        void close() {
            try (file; reader) {
                // the one source under both
            } catch (IOException _) {
                // Everything that was wanted of it has been read.
                return;
            }
        }
    }
}
