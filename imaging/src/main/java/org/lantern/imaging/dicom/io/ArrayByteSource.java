package org.lantern.imaging.dicom.io;

import java.io.EOFException;

/** Bytes in memory. Nobody may write to the array afterwards. */
public final class ArrayByteSource implements ByteSource {
    private final byte[] bytes;

    public ArrayByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(long position, byte[] target, int offset, int length) throws EOFException {
        if (position < 0 || position > bytes.length - length) {
            throw new EOFException();
        }
        System.arraycopy(bytes, (int) position, target, offset, length);
    }

    byte[] array() {
        return bytes;
    }

    @Override
    public void close() {}
}
