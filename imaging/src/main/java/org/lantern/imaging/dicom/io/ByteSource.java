package org.lantern.imaging.dicom.io;

import java.io.IOException;

/**
 * Random access to the bytes of one DICOM object, wherever they lie: a file, memory, or a sealed object of a vault. Safe
 * for use by several threads at once. Whoever opens one closes it.
 */
public interface ByteSource extends AutoCloseable {
    /** Length in bytes. */
    long size();

    /**
     * Reads exactly {@code length} bytes.
     *
     * @param position of the first byte, from 0
     * @throws java.io.EOFException if the range reaches beyond the end
     */
    void read(long position, byte[] target, int offset, int length) throws IOException;

    @Override
    void close() throws IOException;
}
