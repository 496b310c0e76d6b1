package org.lantern.storage.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.OpenStore;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.medium.Disk;

class DamageTest {
    private static final int TRIALS = Integer.getInteger("lantern.damages", 40);

    @TempDir
    Path folder;

    private final Key256 key = Key256.random(new Entropy());
    private Map<String, byte[]> expected;

    @BeforeEach
    void store() throws Exception {
        try (OpenStore store = OpenStore.create(new Disk(), root(), key)) {
            for (int i = 0; i < 6; i++) {
                store.store(SyntheticSeries.of(i, 3).dataSets());
            }
            expected = store.contents();
        }
        assertEquals(18, expected.size());
        snapshot(root(), folder.resolve("whole"));
    }

    @Test
    void a_flipped_bit_of_a_pack_is_never_read_as_data() throws Exception {
        int seen = 0;
        Random random = new Random(1);
        for (int i = 0; i < TRIALS; i++) {
            seen += readsRightOrRefuses(pack(), content -> flip(content, random)) ? 0 : 1;
        }
        assertTrue(seen > TRIALS * 9 / 10, "noticed " + seen);
    }

    @Test
    void a_flipped_bit_of_the_catalogue_is_never_read_as_data() throws Exception {
        Random random = new Random(2);
        int seen = 0;
        for (int i = 0; i < TRIALS; i++) {
            seen += readsRightOrRefuses(catalogue(), content -> flip(content, random)) ? 0 : 1;
        }
        assertTrue(seen > 0, "noticed " + seen);
    }

    @Test
    void two_exchanged_blocks_of_the_catalogue_are_never_read_as_data() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < TRIALS / 2; i++) {
            readsRightOrRefuses(catalogue(), content -> {
                int base = 2 * 4096 + 4128;
                int blocks = (content.length - base) / 4128;
                int a = base + random.nextInt(blocks) * 4128;
                int b = base + random.nextInt(blocks) * 4128;
                byte[] kept = java.util.Arrays.copyOfRange(content, a, a + 4128);
                System.arraycopy(content, b, content, a, 4128);
                System.arraycopy(kept, 0, content, b, 4128);
                return content;
            });
        }
    }

    @Test
    void a_cut_catalogue_and_a_cut_pack_are_refused() throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < 10; i++) {
            for (Path file : new Path[]{catalogue(), pack()}) {
                assertTrue(!readsRightOrRefuses(file, content -> java.util.Arrays.copyOf(content,
                        random.nextInt(content.length))), file.toString());
            }
        }
    }

    @Test
    void a_damaged_catalogue_is_refused_again_and_again_and_not_touched() throws Exception {
        byte[] content = Files.readAllBytes(catalogue());
        for (int at = 2 * 4096 + 4128; at < content.length; at += 4128) {
            content[at + 2000] ^= 1;
        }
        Files.write(catalogue(), content);
        for (int i = 0; i < 3; i++) {
            assertThrows(StorageException.Tampered.class, () -> OpenStore.open(new Disk(), root(), key));
            assertArrayEquals(content, Files.readAllBytes(catalogue()));
        }
    }

    @Test
    void an_older_catalogue_is_noticed_by_the_anchor() throws Exception {
        try (OpenStore store = OpenStore.open(new Disk(), root(), key)) {
            store.store(SyntheticSeries.of(50, 1).dataSets());
        }
        Files.copy(folder.resolve("whole").resolve(root().relativize(catalogue())), catalogue(),
                StandardCopyOption.REPLACE_EXISTING);
        assertThrows(StorageException.Tampered.class, () -> OpenStore.open(new Disk(), root(), key));
    }

    @Test
    void an_older_pack_or_none_is_noticed() throws Exception {
        try (OpenStore store = OpenStore.open(new Disk(), root(), key)) {
            store.store(SyntheticSeries.of(50, 1).dataSets());
        }
        Files.copy(folder.resolve("whole").resolve(root().relativize(pack())), pack(),
                StandardCopyOption.REPLACE_EXISTING);
        assertThrows(StorageException.Tampered.class, () -> OpenStore.open(new Disk(), root(), key));
        Files.delete(pack());
        assertThrows(StorageException.Tampered.class, () -> OpenStore.open(new Disk(), root(), key));
    }

    @Test
    void one_destroyed_copy_of_a_header_heals() throws Exception {
        for (long at : new long[]{0, 4096}) {
            byte[] content = Files.readAllBytes(catalogue());
            java.util.Arrays.fill(content, (int) at, (int) at + 512, (byte) 0x55);
            Files.write(catalogue(), content);
            assertWhole();
        }
        for (int at : new int[]{0, 512}) {
            restore();
            byte[] content = Files.readAllBytes(pack());
            java.util.Arrays.fill(content, at, at + 100, (byte) 0x55);
            Files.write(pack(), content);
            assertWhole();
        }
    }

    @Test
    void a_vault_of_another_key_is_refused() {
        Key256 other = Key256.random(new Entropy());
        assertThrows(StorageException.Tampered.class, () -> OpenStore.open(new Disk(), root(), other));
    }

    /** Returns whether the damage did no harm; fails if anything is read that was never written. */
    private boolean readsRightOrRefuses(Path file, Damage damage) throws Exception {
        restore();
        Files.write(file, damage.apply(Files.readAllBytes(file)));
        try (OpenStore store = OpenStore.open(new Disk(), root(), key)) {
            Map<String, byte[]> read = store.contents();
            assertEquals(expected.keySet(), read.keySet());
            read.forEach((uid, content) -> assertArrayEquals(expected.get(uid), content));
            return true;
        } catch (StorageException.Tampered | BrokenSealException _) {
            return false;
        } catch (StorageException failure) {
            return fail("says " + failure);
        }
    }

    private void assertWhole() throws Exception {
        try (OpenStore store = OpenStore.open(new Disk(), root(), key)) {
            assertEquals(18, store.contents().size());
        }
    }

    private void restore() throws IOException {
        snapshot(folder.resolve("whole"), root());
    }

    private Path root() {
        return folder.resolve("store");
    }

    private Path pack() {
        return root().resolve("packs/00000001.pack");
    }

    private Path catalogue() {
        return root().resolve("catalogue/catalogue.mv.db");
    }

    private static byte[] flip(byte[] content, Random random) {
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        return content;
    }

    private static void snapshot(Path from, Path to) throws IOException {
        try (var old = Files.exists(to) ? Files.walk(to) : java.util.stream.Stream.<Path>empty()) {
            for (Path file : old.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @FunctionalInterface
    private interface Damage {
        byte[] apply(byte[] content);
    }
}
