package org.lantern.imaging.dicom;

/** Turns the byte order of words. */
public final class ByteSwap {
    private ByteSwap() {}

    /**
     * In place; bytes after the last whole word stay as they are.
     *
     * @param unitBytes 1, 2, 4 or 8
     */
    public static void swap(byte[] bytes, int offset, int length, int unitBytes) {
        for (int at = offset; at + unitBytes <= offset + length; at += unitBytes) {
            for (int low = at, high = at + unitBytes - 1; low < high; low++, high--) {
                byte kept = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = kept;
            }
        }
    }
}
