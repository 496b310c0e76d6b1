package org.lantern.imaging.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The variable length codes of high-throughput JPEG 2000, ITU-T T.814 Annex C, spread out for look-up. */
final class HtTables {
    static final int CODE_BITS = 7;

    /**
     * By context shl 7 | next seven bits: e_k shl 12 | e_1 shl 8 | significance shl 4 | offset shl 3 | code length; 0 where
     * no code begins like that.
     */
    static final short[] FIRST_ROW;
    static final short[] OTHER_ROWS;

    static {
        short[][] tables = new short[2][8 << CODE_BITS];
        try (InputStream in = HtTables.class.getResourceAsStream("htj2k-vlc.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    add(tables, line.split(" "));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FIRST_ROW = tables[0];
        OTHER_ROWS = tables[1];
    }

    private HtTables() {}

    private static void add(short[][] tables, String[] fields) {
        int length = Integer.parseInt(fields[3]);
        int entry = hex(fields[6]) << 12 | hex(fields[7]) << 8 | hex(fields[4]) << 4 | hex(fields[5]) << 3 | length;
        int context = Integer.parseInt(fields[1]) << CODE_BITS;
        for (int code = hex(fields[2]); code < 1 << CODE_BITS; code += 1 << length) {
            tables[Integer.parseInt(fields[0])][context | code] = (short) entry;
        }
    }

    private static int hex(String text) {
        return Integer.parseInt(text, 16);
    }
}
