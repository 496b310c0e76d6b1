package org.lantern.app.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What the workstation remembers between two starts, outside of any vault: nothing about patients.
 *
 * @param language as chosen, empty to follow the system
 * @param vault the folder opened last
 * @param user who opened it
 */
public record Settings(Optional<Locale> language, Theme theme, Optional<Path> vault, Optional<String> user) {
    public static final Settings DEFAULT = new Settings(Optional.empty(), Theme.DARK, Optional.empty(),
            Optional.empty());

    /** The settings in a file; those that are absent or unreadable are the default ones. */
    public static Settings read(Path file) {
        var stored = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            stored.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return DEFAULT;
        }
        return new Settings(Optional.ofNullable(stored.getProperty("language")).map(Locale::forLanguageTag),
                "light".equals(stored.getProperty("theme")) ? Theme.LIGHT : Theme.DARK,
                Optional.ofNullable(stored.getProperty("vault")).map(Path::of),
                Optional.ofNullable(stored.getProperty("user")));
    }

    public void write(Path file) throws IOException {
        var stored = new Properties();
        language.ifPresent(locale -> stored.setProperty("language", locale.toLanguageTag()));
        stored.setProperty("theme", theme == Theme.LIGHT ? "light" : "dark");
        vault.ifPresent(path -> stored.setProperty("vault", path.toString()));
        user.ifPresent(name -> stored.setProperty("user", name));
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            stored.store(out, null);
        }
    }

    public Settings withLanguage(Locale chosen) {
        return new Settings(Optional.of(chosen), theme, vault, user);
    }

    public Settings withTheme(Theme chosen) {
        return new Settings(language, chosen, vault, user);
    }

    public Settings withVault(Path folder, String name) {
        return new Settings(language, theme, Optional.of(folder), Optional.of(name));
    }
}
