package org.lantern.imaging.dicom;

import java.math.BigInteger;
import java.util.UUID;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The registry of unique identifiers, PS3.6 annex A, edition {@link Dictionary#EDITION}. */
public final class Uids {
    /** Names this program as the writer of a file (PS3.10 section 7.1); derived from a UUID by PS3.5 annex B.2. */
    public static final String IMPLEMENTATION_CLASS = "2.25.17137948222373956655893615862964460145";
    /** Goes with {@link #IMPLEMENTATION_CLASS}; at most 16 characters. */
    public static final String IMPLEMENTATION_VERSION = "LANTERN_0_1";

    public static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";
    public static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    public static final String MR_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.4";
    public static final String US_MULTI_FRAME_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.3.1";
    public static final String US_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.6.1";
    public static final String SECONDARY_CAPTURE_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.7";
    public static final String DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION = "1.2.840.10008.5.1.4.1.1.1.1";

    /**
     * A registered identifier.
     *
     * @param type such as {@code SOP Class} or {@code Transfer Syntax}
     */
    public record Entry(String uid, String type, String keyword, String name, boolean retired) {}

    private Uids() {}

    public static Optional<Entry> of(String uid) {
        return Optional.ofNullable(Registry.BY_UID.get(uid));
    }

    /** The registered name, or the UID itself. */
    public static String name(String uid) {
        Entry entry = Registry.BY_UID.get(uid);
        return entry == null ? uid : entry.name();
    }

    /** Whether the text is a UID by PS3.5 section 9.1: digits and points, no empty or zero-led component, at most 64. */
    public static boolean isValid(String uid) {
        if (uid.isEmpty() || uid.length() > 64) {
            return false;
        }
        for (String component : uid.split("\\.", -1)) {
            if (component.isEmpty() || component.length() > 1 && component.charAt(0) == '0'
                    || !component.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /** A UID that is always the same for the same name (PS3.5 B.2 with a UUID made from a name, RFC 9562 version 3). */
    public static String ofName(String name) {
        UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }

    private static final class Registry {
        static final Map<String, Entry> BY_UID = load();

        private static Map<String, Entry> load() {
            try (InputStream in = Uids.class.getResourceAsStream("uids.tsv")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(l -> l.split("\t", -1))
                        .collect(Collectors.toMap(c -> c[0], c -> new Entry(c[0], c[1], c[2], c[3], !c[4].isEmpty())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
