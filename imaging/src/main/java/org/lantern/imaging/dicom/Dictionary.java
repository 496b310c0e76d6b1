package org.lantern.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The registry of data elements, PS3.6, edition 2022b (see the module's README for the source of the facts).
 *
 * <p>There are two forms of the same data: {@code dictionary.tsv} with everything, loaded when somebody asks for a name,
 * and {@code vr.bin}, a ready hash table from tag to VR that the parser needs for every element of an implicit VR file
 * and that must therefore be there at once. A test proves that they agree.
 */
public final class Dictionary {
    /** The edition of the standard that the data set dictionary follows. */
    public static final String EDITION = "2024c";

    /**
     * What the standard says of an attribute.
     *
     * @param tag for a repeating group the lowest tag that it matches
     * @param mask bits of the tag that are fixed; -1 unless the group repeats
     * @param vrs one, or the several that the standard leaves open, such as US and SS; empty for delimiters
     * @param vm value multiplicity as in the standard, such as {@code 1-n}
     */
    public record Entry(Tag tag, int mask, String keyword, String name, List<Vr> vrs, String vm, boolean retired) {}

    static final int SLOTS = 16384;
    private static final int[] KEYS = new int[SLOTS];
    private static final byte[] CODES = new byte[SLOTS];

    static {
        try (InputStream in = Dictionary.class.getResourceAsStream("vr.bin")) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
            bytes.asIntBuffer().get(KEYS);
            bytes.get(4 * SLOTS, CODES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Dictionary() {}

    /** The attribute of a tag, repeating groups (50xx, 60xx and the like) included; private ones are not here. */
    public static Optional<Entry> of(Tag tag) {
        return Optional.ofNullable(Words.find(tag.code()));
    }

    /** @param keyword exactly as in the standard, such as {@code PatientName} */
    public static Optional<Entry> byKeyword(String keyword) {
        return Optional.ofNullable(Words.BY_KEYWORD.get(keyword));
    }

    /**
     * The code of a tag's VR: see {@link VrCode}. Knows creators, group lengths and repeating
     * groups.
     */
    static int code(int tag) {
        for (int slot = slot(tag);; slot = slot + 1 & SLOTS - 1) {
            if (KEYS[slot] == tag && CODES[slot] != -1) {
                return CODES[slot];
            }
            if (CODES[slot] == -1) {
                return codeOfPattern(tag);
            }
        }
    }

    static int slot(int tag) {
        return tag * 0x9e3779b1 >>> 18;
    }

    private static int codeOfPattern(int tag) {
        int element = tag & 0xffff;
        if (element == 0) {
            return Vr.UL.ordinal();
        }
        if ((tag & 0x10000) != 0) {
            return element >= 0x10 && element <= 0xff ? Vr.LO.ordinal() : VrCode.UNKNOWN;
        }
        int group = tag >>> 24;
        if (group == 0x50 || group == 0x60 || group == 0x7f || (tag & 0xffff0000) == 0x00200000
                || (tag & 0xffff0000) == 0x00280000 || (tag & 0xffff0000) == 0x10000000
                || (tag & 0xffff0000) == 0x10100000) {
            Entry entry = Words.pattern(tag);
            return entry == null ? VrCode.UNKNOWN : code(entry.vrs());
        }
        return VrCode.UNKNOWN;
    }

    /** The code for the VRs of an entry. */
    static int code(List<Vr> vrs) {
        return switch (vrs.size()) {
            case 0 -> VrCode.UNKNOWN;
            case 1 -> vrs.getFirst().ordinal();
            default -> vrs.contains(Vr.SS) ? VrCode.US_OR_SS : vrs.contains(Vr.US) ? VrCode.US_OR_OW : VrCode.OB_OR_OW;
        };
    }

    /** All of {@code dictionary.tsv}, in the order of the tags. */
    static List<Entry> entries() {
        return Words.ENTRIES;
    }

    private static final class Words {
        static final List<Entry> ENTRIES = load();
        static final Map<String, Entry> BY_KEYWORD = new HashMap<>();
        private static final Map<Integer, Entry> BY_TAG = new HashMap<>();
        private static final List<Entry> PATTERNS = new ArrayList<>();

        static {
            for (Entry entry : ENTRIES) {
                if (entry.mask() == -1) {
                    BY_TAG.put(entry.tag().code(), entry);
                } else {
                    PATTERNS.add(entry);
                }
                if (!entry.keyword().isEmpty()) {
                    BY_KEYWORD.putIfAbsent(entry.keyword(), entry);
                }
            }
        }

        static Entry find(int tag) {
            Entry entry = BY_TAG.get(tag);
            return entry != null || (tag & 0x10000) != 0 ? entry : pattern(tag);
        }

        static Entry pattern(int tag) {
            for (Entry entry : PATTERNS) {
                if ((tag & entry.mask()) == entry.tag().code()) {
                    return entry;
                }
            }
            return null;
        }

        private static List<Entry> load() {
            try (InputStream in = Dictionary.class.getResourceAsStream("dictionary.tsv")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(Words::entry).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Entry entry(String line) {
            String[] cells = line.split("\t", -1);
            int mask = Integer.parseUnsignedInt(
                    cells[0].toLowerCase(Locale.ROOT).replaceAll("[0-9a-f]", "f").replace('x', '0'), 16);
            List<Vr> vrs = cells[1].equals("NONE") ? List.of()
                    : Arrays.stream(cells[1].split(" or ")).map(Vr::valueOf).toList();
            return new Entry(new Tag(Integer.parseUnsignedInt(cells[0].replace('x', '0'), 16)), mask, cells[3],
                    cells[4], vrs, cells[2], !cells[5].isEmpty());
        }
    }
}
