package org.lantern.storage.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.TestVault;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.medium.Disk;

/** Looks for keys and password in dumps of the heap of a process that opened a vault and closed it again. */
class DroppedKeysTest {
    /** TestVault's. */
    private static final String PASSWORD = "a tester's password";

    @TempDir
    Path folder;

    @Test
    void after_closing_no_key_and_no_password_is_in_the_heap() throws Exception {
        Path root = folder.resolve("v");
        TestVault.create(root).close();
        Map<String, byte[]> secrets = secrets(root);
        Path open = folder.resolve("open.hprof");
        Path closed = folder.resolve("closed.hprof");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), HeapDumper.class.getName(), root.toString(), open.toString(),
                closed.toString()).inheritIO().start();
        assertTrue(process.waitFor(300, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertTrue(found(open, secrets).contains("vault key"), "the search finds what is there");
        assertEquals(Set.of(), found(closed, secrets));
    }

    private static Map<String, byte[]> secrets(Path root) throws Exception {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        try (Secret password = TestVault.password()) {
            KeyStore.Unlocked unlocked = new KeyStore(new Disk(), new VaultFolder(root)).unlock("admin",
                    Credentials.of(password));
            try (Key256 key = unlocked.vaultKey()) {
                secrets.put("vault key", bytes(key));
                byte[] id = unlocked.keys().vaultId();
                for (String label : new String[]{"lantern/database/v1", "lantern/blocks/v1"}) {
                    try (Key256 derived = key.derive(label)) {
                        secrets.put(label, bytes(derived));
                        secrets.put(label + " in hexadecimal", hex(derived));
                    }
                }
                try (Key256 audit = key.derive("lantern/audit/v1", id)) {
                    secrets.put("audit", bytes(audit));
                }
            }
        }
        secrets.put("password", PASSWORD.getBytes(StandardCharsets.UTF_8));
        secrets.put("password as characters", PASSWORD.getBytes(StandardCharsets.UTF_16BE));
        return secrets;
    }

    private static byte[] bytes(Key256 key) {
        return java.util.HexFormat.of().parseHex(new String(key.hex()));
    }

    private static byte[] hex(Key256 key) {
        return new String(key.hex()).getBytes(StandardCharsets.US_ASCII);
    }

    private static Set<String> found(Path dump, Map<String, byte[]> secrets) throws Exception {
        String content = Files.readString(dump, StandardCharsets.ISO_8859_1);
        Set<String> found = new TreeSet<>();
        secrets.forEach((name, secret) -> {
            if (content.contains(new String(secret, StandardCharsets.ISO_8859_1))) {
                found.add(name);
            }
        });
        return found;
    }
}
