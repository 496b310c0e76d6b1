package org.lantern.app.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What the window remembers between two starts, outside of any vault: nothing about users or patients.
 *
 * @param language as chosen, empty to follow the system
 */
public record Settings(Optional<Locale> language, Theme theme) {
    public static final Settings DEFAULT = new Settings(Optional.empty(), Theme.DARK);

    /** The settings in a file; those that are absent or unreadable are the default ones. */
    public static Settings read(Path file) {
        var stored = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            stored.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return DEFAULT;
        }
        return new Settings(Optional.ofNullable(stored.getProperty("language")).map(Locale::forLanguageTag),
                "light".equals(stored.getProperty("theme")) ? Theme.LIGHT : Theme.DARK);
    }

    public void write(Path file) throws IOException {
        var stored = new Properties();
        language.ifPresent(locale -> stored.setProperty("language", locale.toLanguageTag()));
        stored.setProperty("theme", theme == Theme.LIGHT ? "light" : "dark");
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            stored.store(out, null);
        }
    }

    public Settings withLanguage(Locale chosen) {
        return new Settings(Optional.of(chosen), theme);
    }

    public Settings withTheme(Theme chosen) {
        return new Settings(language, chosen);
    }
}
