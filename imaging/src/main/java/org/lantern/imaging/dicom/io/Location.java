package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.lantern.imaging.ImagingException;

/**
 * Where an object lies.
 *
 * @param file a file, or the ZIP that it lies in
 * @param entry name of the ZIP's entry; never to be used as a path
 */
public record Location(Path file, Optional<String> entry) {
    /**
     * Opens the whole object. An entry of a ZIP is inflated in memory, within limits.
     */
    public ByteSource open(ParseLimits limits) throws ImagingException {
        try {
            if (entry.isEmpty()) {
                return FileByteSource.open(file);
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                ZipEntry found = zip.getEntry(entry.get());
                if (found == null) {
                    throw new IOException("the entry is gone");
                }
                try (InputStream in = zip.getInputStream(found);
                        ZipEntrySource source = new ZipEntrySource(in, found, limits)) {
                    return new ArrayByteSource(source.whole());
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ImagingException.Io(e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** The file's name, and behind an exclamation mark the entry's. */
    @Override
    public String toString() {
        return entry.map(e -> file + "!" + e).orElseGet(file::toString);
    }
}
