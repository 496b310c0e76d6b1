package org.lantern.imaging.dicom;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The characters of a data set: Specific Character Set (0008,0005), PS3.3 section C.12.1.1.2.
 *
 * <p>Bytes that mean nothing in the set become U+FFFD, so that nobody takes them for text. A term that is not known is
 * read as ASCII, and bytes beyond it as U+FFFD.
 */
public final class CharacterSet {
    /** ISO 646, which is what a data set without the attribute has. */
    public static final CharacterSet DEFAULT = new CharacterSet(List.of(), StandardCharsets.US_ASCII, null);
    public static final CharacterSet LATIN_1 = new CharacterSet(List.of("ISO_IR 100"), StandardCharsets.ISO_8859_1,
            null);
    public static final CharacterSet UTF_8 = new CharacterSet(List.of("ISO_IR 192"), StandardCharsets.UTF_8, null);

    private static final Map<String, String> SINGLE = Map.ofEntries(Map.entry("ISO_IR 6", "US-ASCII"),
            Map.entry("ISO_IR 100", "ISO-8859-1"), Map.entry("ISO_IR 101", "ISO-8859-2"),
            Map.entry("ISO_IR 109", "ISO-8859-3"), Map.entry("ISO_IR 110", "ISO-8859-4"),
            Map.entry("ISO_IR 144", "ISO-8859-5"), Map.entry("ISO_IR 127", "ISO-8859-6"),
            Map.entry("ISO_IR 126", "ISO-8859-7"), Map.entry("ISO_IR 138", "ISO-8859-8"),
            Map.entry("ISO_IR 148", "ISO-8859-9"), Map.entry("ISO_IR 203", "ISO-8859-15"),
            Map.entry("ISO_IR 13", "JIS_X0201"), Map.entry("ISO_IR 166", "TIS-620"), Map.entry("ISO_IR 192", "UTF-8"),
            Map.entry("GB18030", "GB18030"), Map.entry("GBK", "GBK"));

    private final List<String> terms;
    private final Charset whole;
    private final CodeExtensions extensions;

    private CharacterSet(List<String> terms, Charset whole, CodeExtensions extensions) {
        this.terms = terms;
        this.whole = whole;
        this.extensions = extensions;
    }

    /** The character set that the values of (0008,0005) name. Spellings that are met in the wild are understood. */
    public static CharacterSet of(List<String> terms) {
        if (terms.isEmpty() || terms.size() == 1 && terms.getFirst().isEmpty()) {
            return DEFAULT;
        }
        if (terms.size() == 1) {
            String exact = terms.getFirst();
            String term = SINGLE.containsKey(exact) ? exact : normalize(exact);
            if (term.equals("ISO_IR 100")) {
                return LATIN_1;
            }
            if (term.equals("ISO_IR 192")) {
                return UTF_8;
            }
            String name = SINGLE.get(term);
            if (name != null) {
                return new CharacterSet(List.copyOf(terms), Charset.forName(name), null);
            }
        }
        Optional<CodeExtensions> extensions = CodeExtensions.of(terms.stream().map(CharacterSet::normalize).toList());
        if (extensions.isPresent()) {
            return new CharacterSet(List.copyOf(terms), null, extensions.get());
        }
        String first = SINGLE.get(normalize(terms.getFirst()));
        return new CharacterSet(List.copyOf(terms), first == null ? StandardCharsets.US_ASCII : Charset.forName(first),
                null);
    }

    /** The values of the attribute, as they stood there. */
    public List<String> terms() {
        return terms;
    }

    /** Whether every term is one of the standard's. */
    public boolean isKnown() {
        return terms.stream().map(CharacterSet::normalize)
                .allMatch(t -> t.isEmpty() || SINGLE.containsKey(t) || CodeExtensions.isTerm(t));
    }

    /** Decodes a person's name or several; backslashes stay in it as delimiters. */
    public String decode(byte[] bytes, int offset, int length) {
        return decode(bytes, offset, length, Vr.PN);
    }

    /** As above; the VR says which characters are delimiters, at which escapes lose their effect (PS3.5 6.1.2.5.3). */
    String decode(byte[] bytes, int offset, int length, Vr vr) {
        if (extensions != null) {
            return extensions.decode(bytes, offset, length, vr == Vr.PN ? "\\^=" : vr.isMultiValued() ? "\\" : "");
        }
        String text = new String(bytes, offset, length, whole);
        return whole.name().equals("JIS_X0201") ? text.replace('\u00a5', '\\') : text;
    }

    /** The bytes of a text, or nothing if it has a character that the set does not have. */
    public Optional<byte[]> encode(String text) {
        if (extensions != null) {
            return extensions.encode(text);
        }
        try {
            ByteBuffer bytes = whole.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return Optional.of(exact);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** Underscores, blanks and case are often wrong: "ISO-IR 100", "ISO IR 100", "ISO2022 IR 87", "ISO_2022_IR_6". */
    private static String normalize(String term) {
        String plain = term.strip().toUpperCase(java.util.Locale.ROOT).replaceAll("[_ -]+", " ");
        if (plain.startsWith("ISO 2022 IR ") || plain.startsWith("ISO2022 IR ")) {
            return "ISO 2022 IR " + plain.substring(plain.lastIndexOf(' ') + 1);
        }
        if (plain.startsWith("ISO IR ") || plain.startsWith("ISOIR ")) {
            return "ISO_IR " + plain.substring(plain.lastIndexOf(' ') + 1);
        }
        return switch (plain) {
            case "UTF8", "UTF 8", "ISO IR192" -> "ISO_IR 192";
            default -> plain;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharacterSet set && terms.equals(set.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return String.join("\\", terms);
    }
}
