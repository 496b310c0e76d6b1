package org.lantern.imaging.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Character sets that are switched by escape sequences inside a value: ISO/IEC 2022 as PS3.5 section 6.1.2.5 uses it. */
final class CodeExtensions {
    /**
     * A set of graphic characters.
     *
     * @param escape what follows ESC to designate it
     * @param high whether it is designated to G1, bytes 0xa1..0xfe
     * @param width bytes of a character
     * @param charset decodes the bytes as they stand
     */
    private record CodeTable(String escape, boolean high, int width, Charset charset) {}

    private static final int ESC = 0x1b;
    private static final CodeTable ASCII = table("(B", false, 1, "US-ASCII");
    private static final CodeTable ROMAJI = table("(J", false, 1, "JIS_X0201");
    private static final Map<String, List<CodeTable>> TERMS = Map.ofEntries(Map.entry("ISO 2022 IR 6", List.of(ASCII)),
            latin("100", "-A", "ISO-8859-1"), latin("101", "-B", "ISO-8859-2"), latin("109", "-C", "ISO-8859-3"),
            latin("110", "-D", "ISO-8859-4"), latin("144", "-L", "ISO-8859-5"), latin("127", "-G", "ISO-8859-6"),
            latin("126", "-F", "ISO-8859-7"), latin("138", "-H", "ISO-8859-8"), latin("148", "-M", "ISO-8859-9"),
            latin("203", "-b", "ISO-8859-15"), latin("166", "-T", "TIS-620"),
            Map.entry("ISO 2022 IR 13", List.of(ROMAJI, table(")I", true, 1, "JIS_X0201"))),
            Map.entry("ISO 2022 IR 87", List.of(table("$B", false, 2, "x-JIS0208"))),
            Map.entry("ISO 2022 IR 159", List.of(table("$(D", false, 2, "JIS_X0212-1990"))),
            Map.entry("ISO 2022 IR 149", List.of(table("$)C", true, 2, "EUC-KR"))),
            Map.entry("ISO 2022 IR 58", List.of(table("$)A", true, 2, "GB2312"))));

    private final List<CodeTable> tables;
    private final CodeTable initialLow;
    private final CodeTable initialHigh;

    private CodeExtensions(List<CodeTable> tables, CodeTable initialLow, CodeTable initialHigh) {
        this.tables = tables;
        this.initialLow = initialLow;
        this.initialHigh = initialHigh;
    }

    static boolean isTerm(String term) {
        return TERMS.containsKey(term);
    }

    /** @param terms normalized; the first may be empty (ISO 646) or lack the "2022" that it should have */
    static Optional<CodeExtensions> of(List<String> terms) {
        List<CodeTable> tables = new ArrayList<>();
        tables.add(ASCII);
        CodeTable low = ASCII;
        CodeTable high = null;
        for (int i = 0; i < terms.size(); i++) {
            List<CodeTable> found = TERMS.get(terms.get(i).replace("ISO_IR ", "ISO 2022 IR "));
            if (found == null) {
                if (terms.get(i).isEmpty() && i == 0) {
                    continue;
                }
                return Optional.empty();
            }
            tables.addAll(found);
            for (CodeTable table : found) {
                if (i == 0 && table.high()) {
                    high = table;
                } else if (i == 0 && table.width() == 1) {
                    low = table;
                }
            }
        }
        return Optional.of(new CodeExtensions(List.copyOf(tables), low, high));
    }

    /** @param delimiters ASCII characters after which the initial sets are in force again, as after a line's end */
    String decode(byte[] bytes, int offset, int length, String delimiters) {
        StringBuilder text = new StringBuilder(length);
        CodeTable low = initialLow;
        CodeTable high = initialHigh;
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int b = bytes[at] & 0xff;
            if (b == ESC) {
                CodeTable designated = designated(bytes, at + 1, end);
                if (designated == null) {
                    text.append('\ufffd');
                    at++;
                } else {
                    at += 1 + designated.escape().length();
                    if (designated.high()) {
                        high = designated;
                    } else {
                        low = designated;
                    }
                }
            } else if (b < 0x21 || b == 0x7f) {
                if (b == '\n' || b == '\r' || b == '\f' || b == '\t') {
                    low = initialLow;
                    high = initialHigh;
                }
                text.append((char) b);
                at++;
            } else {
                CodeTable table = b < 0x80 ? low : high;
                if (table == null) {
                    text.append('\ufffd');
                    at++;
                } else if (table.width() == 1 && b < 0x80) {
                    at = decodeLow(bytes, at, table, text);
                    if (delimiters.indexOf(b) >= 0) {
                        low = initialLow;
                        high = initialHigh;
                    }
                } else {
                    int run = at;
                    while (run < end && (bytes[run] & 0xff) >= 0x21 && (bytes[run] & 0x80) == (b & 0x80)
                            && bytes[run] != 0x7f) {
                        run++;
                    }
                    text.append(new String(bytes, at, run - at, table.charset()));
                    at = run;
                }
            }
        }
        return text.toString();
    }

    private static int decodeLow(byte[] bytes, int at, CodeTable table, StringBuilder text) {
        char c = (char) bytes[at];
        boolean japanese = table.charset().name().equals("JIS_X0201");
        text.append(japanese && c == '~' ? '\u203e' : japanese && c == '\\' ? '\\' : c);
        return at + 1;
    }

    private static CodeTable designated(byte[] bytes, int at, int end) {
        for (List<CodeTable> tables : TERMS.values()) {
            for (CodeTable table : tables) {
                String escape = table.escape();
                boolean same = end - at >= escape.length();
                for (int i = 0; same && i < escape.length(); i++) {
                    same = bytes[at + i] == escape.charAt(i);
                }
                if (same) {
                    return table;
                }
            }
        }
        return null;
    }

    /** Switches to the first of the named sets that has the character, and back before every delimiter. */
    Optional<byte[]> encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodeTable low = initialLow;
        CodeTable high = initialHigh;
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point < 0x80) {
                // JIS X 0201 has an overline where ASCII has its tilde
                boolean other = low.width() > 1 || point == '~' && low.charset().name().equals("JIS_X0201");
                if (other) {
                    designate(bytes, ASCII);
                    low = ASCII;
                }
                bytes.write(point);
                if ("\\^=\n\r\f\t".indexOf(point) >= 0) {
                    if (low != initialLow) {
                        low = initialLow;
                    }
                    high = initialHigh;
                }
                continue;
            }
            byte[] code = null;
            for (CodeTable table : tables) {
                code = code(table, point);
                if (code != null) {
                    if (table.high() && table != high) {
                        designate(bytes, table);
                        high = table;
                    } else if (!table.high() && table != low) {
                        designate(bytes, table);
                        low = table;
                    }
                    break;
                }
            }
            if (code == null) {
                return Optional.empty();
            }
            bytes.writeBytes(code);
        }
        if (low != initialLow) {
            designate(bytes, initialLow);
        }
        return Optional.of(bytes.toByteArray());
    }

    private static void designate(ByteArrayOutputStream bytes, CodeTable table) {
        bytes.write(ESC);
        for (char c : table.escape().toCharArray()) {
            bytes.write(c);
        }
    }

    private static byte[] code(CodeTable table, int point) {
        CharsetEncoder encoder = table.charset().newEncoder();
        try {
            ByteBuffer encoded = encoder.encode(CharBuffer.wrap(Character.toChars(point)));
            byte[] code = new byte[encoded.remaining()];
            encoded.get(code);
            boolean fits = code.length == table.width() && (code[0] & 0x80) != 0 == table.high();
            return fits ? code : null;
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static Map.Entry<String, List<CodeTable>> latin(String registration, String escape, String charset) {
        return Map.entry("ISO 2022 IR " + registration, List.of(ASCII, table(escape, true, 1, charset)));
    }

    private static CodeTable table(String escape, boolean high, int width, String charset) {
        return new CodeTable(escape, high, width, Charset.forName(charset));
    }
}
