package org.lantern.imaging.dicom.io;

import java.io.EOFException;
import java.io.IOException;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.BulkValue;

/**
 * A long value where it lies in a source.
 *
 * @param position of its first byte
 */
record SourceValue(ByteSource source, long position, long lengthBytes, boolean isEncapsulated, boolean isBigEndian)
        implements
            BulkValue {

    @Override
    public void read(long from, byte[] target, int offset, int length) throws ImagingException {
        if (from < 0 || from > lengthBytes - length) {
            throw new ImagingException.Truncated("value", position + lengthBytes);
        }
        try {
            source.read(position + from, target, offset, length);
        } catch (EOFException _) {
            throw new ImagingException.Truncated("value", source.size());
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }
}
