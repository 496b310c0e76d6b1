package org.lantern.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read_again() throws Exception {
        var file = folder.resolve("deeper").resolve("settings");
        var settings = Settings.DEFAULT.withLanguage(Locale.SIMPLIFIED_CHINESE).withTheme(Theme.LIGHT);
        settings.write(file);
        assertEquals(settings, Settings.read(file));
    }

    @Test
    void an_absent_or_broken_file_gives_the_defaults() throws Exception {
        assertEquals(Settings.DEFAULT, Settings.read(folder.resolve("absent")));
        var broken = folder.resolve("broken");
        Files.write(broken, new byte[]{(byte) 0xff, (byte) 0xfe, 0, 1});
        assertEquals(Settings.DEFAULT, Settings.read(broken));
    }
}
