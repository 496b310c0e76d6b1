package org.lantern.imaging.dicom;

import org.lantern.imaging.ImagingException;

/** A value that was left where it lies because it is long: pixel data, lookup tables, documents. */
public interface BulkValue {
    /** Length in bytes; for encapsulated pixel data with all item headers and the delimiter. */
    long lengthBytes();

    /** Whether the bytes are a sequence of fragments (PS3.5 annex A.4). */
    boolean isEncapsulated();

    /** The byte order of the words in it. */
    boolean isBigEndian();

    /**
     * Reads exactly {@code length} bytes of the value.
     *
     * @param position of the first byte, from 0 at the start of the value
     */
    void read(long position, byte[] target, int offset, int length) throws ImagingException;
}
