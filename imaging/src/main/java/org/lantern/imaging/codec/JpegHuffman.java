package org.lantern.imaging.codec;

/**
 * A canonical Huffman table, ITU-T T.81 Annex C, with the first {@value #FAST_BITS} bits of a code resolved by one
 * look-up.
 */
final class JpegHuffman {
    static final int FAST_BITS = 11;

    /** For each prefix: code length shl 8 | symbol, or 0 where the code is longer than the prefix or does not exist. */
    final short[] fast = new short[1 << FAST_BITS];

    private final byte[] symbols;
    /** First code that is longer than n bits, left-aligned in 16 bits. */
    private final int[] limits = new int[17];
    /** Add to a right-aligned code of n bits to get its position among the symbols. */
    private final int[] offsets = new int[17];

    private JpegHuffman(byte[] symbols) {
        this.symbols = symbols;
    }

    /** @return null where the lengths ask for more codes than there are */
    static JpegHuffman of(int[] counts, byte[] symbols) {
        JpegHuffman table = new JpegHuffman(symbols);
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            table.offsets[length] = index - code;
            if (code + counts[length] > 1 << length) {
                return null;
            }
            for (int i = 0; i < counts[length]; i++, code++, index++) {
                if (length <= FAST_BITS) {
                    int spread = FAST_BITS - length;
                    short entry = (short) (length << 8 | symbols[index] & 0xff);
                    for (int f = code << spread; f < code + 1 << spread; f++) {
                        table.fast[f] = entry;
                    }
                }
            }
            table.limits[length] = code << 16 - length;
            code <<= 1;
        }
        return table;
    }

    /**
     * Finds the code at the head of the next 16 bits.
     *
     * @return code length shl 8 | symbol; 0 where no code begins like that
     */
    int find(int bits16) {
        for (int length = 1; length <= 16; length++) {
            if (bits16 < limits[length]) {
                return length << 8 | symbols[offsets[length] + (bits16 >> 16 - length)] & 0xff;
            }
        }
        return 0;
    }
}
