package org.lantern.storage.importing;

import java.io.IOException;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.io.ByteSource;

/**
 * Something that may be a DICOM object.
 *
 * @param name for the report
 * @param bytes expected length, for the progress
 * @param named whether it was named by the user, or by a DICOMDIR, and not just found
 */
record Candidate(String name, long bytes, Opener opener, boolean named) {
    @FunctionalInterface
    interface Opener {
        ByteSource open() throws IOException, ImagingException;
    }
}
