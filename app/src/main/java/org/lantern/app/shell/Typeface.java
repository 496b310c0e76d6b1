package org.lantern.app.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.text.Font;

/**
 * Chooses a font that has both Latin and Chinese letters in the forms of the language, and figures of equal width. All
 * candidates have tabular figures by default; the system's own choice is the last resort.
 */
public final class Typeface {
    private static final List<String> CHINESE = List.of("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC",
            "Microsoft YaHei UI", "PingFang SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei");
    private static final List<String> ENGLISH = List.of("Segoe UI", "SF Pro Text", "Noto Sans CJK SC", "Noto Sans",
            "DejaVu Sans");

    private Typeface() {}

    /** The name of an installed family for a language. */
    public static String of(Locale language) {
        var installed = Set.copyOf(Font.getFamilies());
        var wanted = language.getLanguage().equals("zh") ? CHINESE : ENGLISH;
        return wanted.stream().filter(installed::contains).findFirst().orElse("System");
    }
}
