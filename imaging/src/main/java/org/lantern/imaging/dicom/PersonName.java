package org.lantern.imaging.dicom;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person's name in its three component groups, PS3.5 section 6.2.1.
 *
 * @param alphabetic in a single-byte script
 * @param ideographic such as Han characters
 * @param phonetic such as kana or hangul
 */
public record PersonName(NameGroup alphabetic, NameGroup ideographic, NameGroup phonetic) {
    /** One group: up to five components, each possibly empty. */
    public record NameGroup(String family, String given, String middle, String prefix, String suffix) {
        public static final NameGroup EMPTY = new NameGroup("", "", "", "", "");

        static NameGroup parse(String text) {
            String[] parts = Arrays.copyOf(text.split("\\^", 5), 5);
            for (int i = 0; i < 5; i++) {
                parts[i] = parts[i] == null ? "" : parts[i].strip();
            }
            return new NameGroup(parts[0], parts[1], parts[2], parts[3], parts[4]);
        }

        public boolean isEmpty() {
            return family.isEmpty() && given.isEmpty() && middle.isEmpty() && prefix.isEmpty() && suffix.isEmpty();
        }

        /** In the form of the standard, components joined by carets, trailing ones left out. */
        @Override
        public String toString() {
            String text = String.join("^", family, given, middle, prefix, suffix);
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '^') {
                end--;
            }
            return text.substring(0, end);
        }

        private String display() {
            return Stream.of(prefix, given, middle, family, suffix).filter(s -> !s.isEmpty())
                    .collect(Collectors.joining(" "));
        }

        private String displayFamilyFirst() {
            return Stream.of(family, given, middle).filter(s -> !s.isEmpty()).collect(Collectors.joining());
        }
    }

    /** Reads the form of the standard: groups separated by {@code =}, components by {@code ^}. Never fails. */
    public static PersonName parse(String text) {
        String[] groups = Arrays.copyOf(text.split("=", 3), 3);
        return new PersonName(group(groups[0]), group(groups[1]), group(groups[2]));
    }

    private static NameGroup group(String text) {
        return text == null ? NameGroup.EMPTY : NameGroup.parse(text);
    }

    /** The alphabetic group's family name; of the ideographic group where that is all there is. */
    public String family() {
        return leading().family();
    }

    /** The given name of the same group as {@link #family()}. */
    public String given() {
        return leading().given();
    }

    public boolean isEmpty() {
        return alphabetic.isEmpty() && ideographic.isEmpty() && phonetic.isEmpty();
    }

    /** For a reader: the ideographic name as it is written (family first, no space), then the alphabetic one. */
    public String display() {
        return Stream.of(ideographic.displayFamilyFirst(), alphabetic.display()).filter(s -> !s.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private NameGroup leading() {
        return alphabetic.isEmpty() ? ideographic : alphabetic;
    }

    /** In the form of the standard, trailing empty groups left out. */
    @Override
    public String toString() {
        String text = alphabetic + "=" + ideographic + "=" + phonetic;
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        return text.substring(0, end);
    }
}
