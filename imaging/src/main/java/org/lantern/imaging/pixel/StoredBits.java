package org.lantern.imaging.pixel;

/**
 * How a stored word becomes a number: Bits Stored, High Bit and Pixel Representation, PS3.5 8.1.1. Bits outside the
 * stored ones (old overlays live there) are ignored.
 *
 * @param shift number of bits below the stored ones
 * @param mask as many ones as Bits Stored
 * @param signBit the sign's place after shifting, 0 for unsigned data
 */
public record StoredBits(int shift, int mask, int signBit) {
    /** @throws IllegalArgumentException for floating point data, or where the stored bits do not fit into the word */
    public static StoredBits of(PixelFormat format) {
        int shift = format.highBit() + 1 - format.bitsStored();
        if (format.floating() || format.bitsStored() > 32 || shift < 0 || format.highBit() >= format.bitsAllocated()) {
            throw new IllegalArgumentException("no integer layout: " + format);
        }
        int mask = format.bitsStored() == 32 ? -1 : (1 << format.bitsStored()) - 1;
        return new StoredBits(shift, mask, format.signed() ? 1 << (format.bitsStored() - 1) : 0);
    }

    /** The stored bits, moved down, without regard to their sign: an index into a table of {@code mask + 1} entries. */
    public int index(int word) {
        return (word >>> shift) & mask;
    }

    /** The number that the word means. */
    public long value(int word) {
        long bits = index(word) & 0xffff_ffffL;
        return (bits ^ sign()) - sign();
    }

    /** The word that means a number; bits outside the stored ones are zero. The number must lie in the range. */
    public int word(long value) {
        return ((int) value & mask) << shift;
    }

    /** The lowest number that can be stored. */
    public long lowest() {
        return -sign();
    }

    /** The highest number that can be stored. */
    public long highest() {
        return (mask & 0xffff_ffffL) - sign();
    }

    private long sign() {
        return signBit & 0xffff_ffffL;
    }
}
