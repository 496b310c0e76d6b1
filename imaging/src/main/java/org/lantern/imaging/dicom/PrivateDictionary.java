package org.lantern.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is known of vendors' private elements; found by creator. Loaded when the first private element asks. */
public final class PrivateDictionary {
    /**
     * @param vr where the source leaves OB and OW open, OB
     * @param vm value multiplicity
     */
    public record Entry(String creator, Vr vr, String vm, String name) {}

    private PrivateDictionary() {}

    /**
     * @param creator value of the element that reserves the block
     * @param tag any tag of the block, whichever block of the group it is
     */
    public static Optional<Entry> of(String creator, Tag tag) {
        Map<Integer, Entry> entries = Creators.BY_NAME.get(creator);
        if (entries == null || !tag.isPrivate()) {
            return Optional.empty();
        }
        Entry entry = entries.get(tag.code() & 0xffff00ff);
        return Optional.ofNullable(entry != null ? entry : entries.get(tag.code() & 0xff0000ff | 0x00ff0000));
    }

    private static final class Creators {
        static final Map<String, Map<Integer, Entry>> BY_NAME = load();

        private static Map<String, Map<Integer, Entry>> load() {
            Map<String, Map<Integer, Entry>> creators = new HashMap<>();
            try (InputStream in = PrivateDictionary.class.getResourceAsStream("private.tsv")) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                    String[] cells = line.split("\t", -1);
                    String tag = cells[1].toUpperCase(Locale.ROOT);
                    String group = tag.startsWith("XX", 2) ? tag.substring(0, 2) + "FF" : tag.substring(0, 4);
                    int key = Integer.parseUnsignedInt(group + "00" + tag.substring(6), 16);
                    Vr vr = cells[2].equals("OB_OW") ? Vr.OB : Vr.valueOf(cells[2]);
                    creators.computeIfAbsent(cells[0], _ -> new HashMap<>()).put(key,
                            new Entry(cells[0], vr, cells[3], cells[4]));
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return creators;
        }
    }
}
