package org.lantern.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** The Huffman codes of ITU-T T.81 Annex K, tables K.3 to K.6. */
final class JpegCodes {
    private static final JpegCodes[] DC = {
            new JpegCodes("00010501010101010100000000000000", "000102030405060708090a0b"),
            new JpegCodes("00030101010101010101010000000000", "000102030405060708090a0b")};
    private static final JpegCodes[] AC = {
            new JpegCodes("0002010303020403050504040000017d",
                    "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a"
                            + "3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92"
                            + "939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4"
                            + "e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa"),
            new JpegCodes("00020102040403040705040400010277",
                    "000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728"
                            + "292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a8283848586878889"
                            + "8a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3"
                            + "e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa")};

    private final byte[] counts;
    private final byte[] symbols;
    private final int[] codes = new int[256];
    private final int[] lengths = new int[256];

    private JpegCodes(String counts, String symbols) {
        this.counts = HexFormat.of().parseHex(counts);
        this.symbols = HexFormat.of().parseHex(symbols);
        int code = 0;
        for (int length = 1, at = 0; length <= 16; length++, code <<= 1) {
            for (int i = 0; i < this.counts[length - 1]; i++, code++, at++) {
                codes[this.symbols[at] & 0xff] = code;
                lengths[this.symbols[at] & 0xff] = length;
            }
        }
    }

    /** @param kind 0 DC, 1 AC @param table 0 luminance, 1 chrominance */
    static JpegCodes of(int kind, int table) {
        return (kind == 0 ? DC : AC)[table];
    }

    int code(int symbol) {
        return codes[symbol];
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /** DHT, B.2.4.2. */
    void write(ByteArrayOutputStream out, int id) {
        int length = 19 + symbols.length;
        out.writeBytes(new byte[]{-1, (byte) 0xc4, (byte) (length >> 8), (byte) length, (byte) id});
        out.writeBytes(counts);
        out.writeBytes(symbols);
    }
}
