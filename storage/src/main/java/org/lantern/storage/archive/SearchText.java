package org.lantern.storage.archive;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How text is prepared for the search, and queries with it. */
final class SearchText {
    private static final int MOST_CHARS = 2000;

    private SearchText() {}

    /** Lower case, one form of each character, single spaces; cut where the column ends. */
    static String normalize(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ").strip();
        return normal.substring(0, Math.min(normal.length(), MOST_CHARS));
    }

    /** LIKE patterns (escape character {@code !}), one for each word: all of them must be found, in any place. */
    static List<String> patterns(String query) {
        return Arrays.stream(normalize(query).replace('^', ' ').split(" ")).filter(word -> !word.isEmpty())
                .map(word -> "%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%").toList();
    }
}
