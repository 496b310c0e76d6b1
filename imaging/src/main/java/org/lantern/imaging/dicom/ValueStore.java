package org.lantern.imaging.dicom;

/**
 * The bytes that the values of one object and of all its items lie in. Long values are left out of them, so the place in
 * the store is not the place in the file; {@code gaps} tells one from the other.
 */
final class ValueStore {
    final boolean bigEndian;
    byte[] bytes = {};
    private long[] gaps = {};

    ValueStore(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    /** @param gaps pairs, ascending: a place in the store, and how much further on in the source it is from there on */
    void fill(byte[] filled, long[] gapPairs) {
        this.bytes = filled;
        this.gaps = gapPairs;
    }

    /** Place in the source of a place in the store. */
    long position(int offset) {
        long shift = 0;
        for (int i = 0; i < gaps.length && gaps[i] <= offset; i += 2) {
            shift = gaps[i + 1];
        }
        return offset + shift;
    }
}
