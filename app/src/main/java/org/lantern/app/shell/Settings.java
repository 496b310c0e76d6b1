package org.lantern.app.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the window remembers between two starts, outside of any vault: nothing about users or patients.
 *
 * @param language as chosen, empty to follow the system
 * @param autoLock after how long without any input the vault is locked; zero is never
 */
public record Settings(Optional<Locale> language, Theme theme, Duration autoLock) {
    public static final Settings DEFAULT = new Settings(Optional.empty(), Theme.DARK, Duration.ofMinutes(10));

    /** The waits that the user may choose from, before the vault locks itself; zero is never. */
    public static final List<Duration> AUTO_LOCKS = Stream.of(1, 2, 5, 10, 15, 30, 60, 0).map(Duration::ofMinutes)
            .toList();

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
                autoLock(stored.getProperty("autolock.minutes", "")));
    }

    private static Duration autoLock(String minutes) {
        return AUTO_LOCKS.stream().filter(wait -> String.valueOf(wait.toMinutes()).equals(minutes)).findFirst()
                .orElse(DEFAULT.autoLock());
    }

    public void write(Path file) throws IOException {
        var stored = new Properties();
        language.ifPresent(locale -> stored.setProperty("language", locale.toLanguageTag()));
        stored.setProperty("theme", theme == Theme.LIGHT ? "light" : "dark");
        stored.setProperty("autolock.minutes", String.valueOf(autoLock.toMinutes()));
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            stored.store(out, null);
        }
    }

    public Settings withLanguage(Locale chosen) {
        return new Settings(Optional.of(chosen), theme, autoLock);
    }

    public Settings withTheme(Theme chosen) {
        return new Settings(language, chosen, autoLock);
    }

    public Settings withAutoLock(Duration chosen) {
        return new Settings(language, theme, chosen);
    }
}
