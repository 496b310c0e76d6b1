package org.lantern.storage.importing;

import java.io.IOException;
import java.util.Optional;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.storage.archive.InstanceHeader;

/** A candidate whose header was read. The source is the object as it is stored, also of a deflated one. */
record Loaded(Candidate candidate, ByteSource source, InstanceHeader header) {
    /** Empty for a DICOMDIR, which is no instance. */
    static Optional<Loaded> of(Candidate candidate) throws ImagingException {
        try {
            ByteSource source = candidate.opener().open();
            try {
                Optional<InstanceHeader> header = read(source);
                if (header.isEmpty()) {
                    source.close();
                }
                return header.map(read -> new Loaded(candidate, source, read));
            } catch (ImagingException | RuntimeException failure) {
                source.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new ImagingException.Io(failure);
        }
    }

    /** The header of an object in the vault; empty if this version cannot read it. */
    static Optional<InstanceHeader> of(ByteSource source) {
        try {
            return read(source);
        } catch (ImagingException _) {
            return Optional.empty();
        }
    }

    void close() {
        try {
            source.close();
        } catch (IOException _) {
            // it was only read
        }
    }

    private static Optional<InstanceHeader> read(ByteSource source) throws ImagingException {
        DicomFile file = DicomFile.read(source, ParseLimits.CLINICAL);
        if (!file.isComplete()) {
            throw new ImagingException.Truncated("not whole", source.size());
        }
        if (!file.dataSet().items(Tag.DirectoryRecordSequence).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(InstanceHeader.of(file));
    }
}
