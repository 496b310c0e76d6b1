package org.lantern.storage.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.account.Role;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.ModelSignature;
import org.lantern.storage.medium.Disk;

class ModelStoreTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void models_versions_and_trust_survive_a_restart() throws StorageException {
        var entropy = new Entropy();
        var keys = ModelSignature.generate();
        byte[] content = {1, 2, 3};
        byte[] newer = {9};
        try (var key = Key256.random(entropy)) {
            try (var catalogue = Catalogue.create(new Disk(), folder, key, entropy)) {
                var store = new ModelStore(catalogue, TestVault.unrecorded("admin", Role.ADMINISTRATOR), NOON);
                assertEquals(List.of(), store.publishers());
                var signature = ModelSignature.sign(keys.privateKey(), content);
                assertThrows(StorageException.Invalid.class, () -> store.install("m", "1.0.0", content, signature));
                var publisher = store.trust("Clinic", keys.publicKey());
                assertEquals(publisher, store.trust("Another name", keys.publicKey()), "a key keeps its name");
                assertEquals(publisher, store.install("m", "1.0.0", content, signature));
                assertThrows(StorageException.Invalid.class, () -> store.install("m", "2.0.0", newer, signature));
                assertThrows(StorageException.Invalid.class, () -> store.trust("x", newer));
                store.install("m", "1.1.0", newer, ModelSignature.sign(keys.privateKey(), newer));
                store.addLearned("own", 1, new byte[300_000]);
                store.addLearned("own", 2, new byte[]{7, 8});
                assertThrows(StorageException.Invalid.class, () -> store.addLearned("own", 2, content));
            }
            try (var catalogue = Catalogue.open(new Disk(), folder, key, entropy)) {
                var store = new ModelStore(catalogue, TestVault.unrecorded("admin", Role.ADMINISTRATOR), NOON);
                assertEquals("Clinic", store.publishers().getFirst().name());
                assertEquals(1, store.installed().size());
                assertArrayEquals(newer, store.installed().getFirst());
                assertEquals(2, store.learnedVersion("own"));
                assertEquals(0, store.learnedVersion("other"));
                assertArrayEquals(new byte[]{7, 8}, store.learned("own").orElseThrow());
                assertEquals(Optional.empty(), store.learned("other"));
                assertEquals(1, store.learned().size());
            }
        }
    }

    @Test
    void a_signature_holds_for_its_key_and_content_alone() throws StorageException {
        var keys = ModelSignature.generate();
        byte[] content = "content".getBytes();
        byte[] signature = ModelSignature.sign(keys.privateKey(), content);
        assertTrue(ModelSignature.verifies(keys.publicKey(), content, signature));
        for (int place = 0; place < signature.length; place++) {
            var changed = signature.clone();
            changed[place] ^= 1;
            assertFalse(ModelSignature.verifies(keys.publicKey(), content, changed));
        }
        assertFalse(ModelSignature.verifies(keys.publicKey(), "Content".getBytes(), signature));
        assertFalse(ModelSignature.verifies(ModelSignature.generate().publicKey(), content, signature));
        assertFalse(ModelSignature.verifies(keys.publicKey(), content, new byte[0]));
        assertThrows(StorageException.Invalid.class, () -> ModelSignature.sign(keys.publicKey(), content));
        assertEquals(64, ModelSignature.fingerprint(keys.publicKey()).length());
    }
}
