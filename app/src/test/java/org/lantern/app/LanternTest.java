package org.lantern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanternTest {
    private static final Path HOME = Path.of("/home/li");

    @Test
    void data_lie_where_each_platform_keeps_them() {
        assertEquals(Path.of("/home/li/.local/share/lantern"), Lantern.dataFolder("Linux", Map.of(), HOME));
        assertEquals(Path.of("/data/lantern"), Lantern.dataFolder("Linux", Map.of("XDG_DATA_HOME", "/data"), HOME));
        assertEquals(Path.of("/home/li/.local/share/lantern"),
                Lantern.dataFolder("Linux", Map.of("XDG_DATA_HOME", "relative"), HOME));
        assertEquals(Path.of("/home/li/Library/Application Support/Lantern"),
                Lantern.dataFolder("Mac OS X", Map.of(), HOME));
        assertEquals(Path.of("/local/Lantern"),
                Lantern.dataFolder("Windows 11", Map.of("LOCALAPPDATA", "/local"), HOME));
        assertEquals(Path.of("/home/li/AppData/Local/Lantern"), Lantern.dataFolder("Windows 11", Map.of(), HOME));
    }
}
