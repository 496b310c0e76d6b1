package org.lantern.storage.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.Secret;

class KeyFileTest {
    @TempDir
    Path folder;

    private RecoveryKey recoveryKey;

    @BeforeEach
    void make() throws StorageException {
        try (Secret password = TestVault.password()) {
            NewVault made = Vault.create(root(), "admin", password, KdfCost.FLOOR, TestVault.CLOCK);
            recoveryKey = made.recoveryKey();
            made.vault().close();
        }
    }

    @Test
    void every_kind_of_damage_to_both_copies_is_noticed_before_a_password_is_tried() throws Exception {
        byte[] whole = Files.readAllBytes(keys());
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertThrows(StorageException.class, () -> KeyFile.decode(damaged));
            byte[] cut = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
            assertThrows(StorageException.class, () -> KeyFile.decode(cut));
        }
        byte[] damaged = whole.clone();
        damaged[100] ^= 1;
        Files.write(keys(), damaged);
        Files.write(copy(), damaged);
        assertThrows(StorageException.Tampered.class, () -> TestVault.open(root()));
    }

    @Test
    void one_damaged_copy_heals() throws Exception {
        byte[] whole = Files.readAllBytes(keys());
        for (Path file : new Path[]{keys(), copy()}) {
            Files.writeString(file, "{}");
            TestVault.open(root()).close();
            assertEquals(HexFormat.of().formatHex(whole), HexFormat.of().formatHex(Files.readAllBytes(file)));
            Files.delete(file);
            TestVault.open(root()).close();
            assertTrue(Files.exists(file));
        }
    }

    @Test
    void a_changed_file_with_a_right_checksum_is_still_refused() throws Exception {
        ObjectNode node = (ObjectNode) new ObjectMapper().readTree(Files.readAllBytes(keys()));
        node.put("generation", 99);
        forge(node);
        assertThrows(StorageException.Tampered.class, () -> TestVault.open(root()));
    }

    @Test
    void a_cost_that_would_exhaust_the_memory_is_refused_before_it_is_tried() throws Exception {
        ObjectNode node = (ObjectNode) new ObjectMapper().readTree(Files.readAllBytes(keys()));
        ((ObjectNode) node.at("/slots/0/kdf")).put("memoryKib", 1 << 30);
        forge(node);
        assertThrows(StorageException.Tampered.class, () -> TestVault.open(root()));
    }

    @Test
    void a_password_is_changed_without_touching_the_data_and_the_old_one_opens_nothing() throws Exception {
        byte[] catalogue = Files.readAllBytes(root().resolve("catalogue/catalogue.mv.db"));
        try (Vault vault = TestVault.open(root()); Secret changed = secret("another good password")) {
            try (Secret current = TestVault.password()) {
                vault.users().changeOwnPassword(Credentials.of(current), Credentials.of(changed), KdfCost.FLOOR);
            }
            assertEquals(2, vault.info().keyGeneration());
        }
        assertThrows(StorageException.WrongPassword.class, () -> TestVault.open(root()));
        try (Secret changed = secret("another good password");
                Vault vault = Vault.open(root(), "admin", changed, TestVault.CLOCK)) {
            assertEquals(KdfCost.FLOOR, vault.info().cost().orElseThrow());
        }
        assertTrue(catalogue.length <= Files.size(root().resolve("catalogue/catalogue.mv.db")));
    }

    @Test
    void the_recovery_key_gives_a_new_password_and_one_of_another_vault_does_not() throws Exception {
        RecoveryKey typed = RecoveryKey.parse(recoveryKey.printable());
        try (Secret fresh = secret("a fresh password");
                Vault vault = Vault.recover(root(), typed, "admin", fresh, KdfCost.FLOOR, TestVault.CLOCK)) {
            assertEquals("admin", vault.user());
        }
        assertThrows(StorageException.WrongPassword.class, () -> TestVault.open(root()));
        RecoveryKey other = RecoveryKey.random(new org.lantern.storage.crypto.Entropy());
        try (Secret fresh = secret("a fresh password")) {
            assertThrows(StorageException.InvalidRecoveryKey.class,
                    () -> Vault.recover(root(), other, "admin", fresh, KdfCost.FLOOR, TestVault.CLOCK));
            Vault.open(root(), "admin", fresh, TestVault.CLOCK).close();
        }
    }

    /** With a right checksum, as somebody would write it who wants to do harm: nothing opens, nothing is allocated. */
    @Test
    void a_thousand_forged_key_files_open_nothing_and_cost_nothing() throws Exception {
        byte[] whole = Files.readAllBytes(keys());
        Object[] values = {-1, 0, 1, 1 << 30, Long.MAX_VALUE, "", "ff", "\ud800", true, 1e300, "recovery", "disabled"};
        Random random = new Random(9);
        ObjectMapper json = new ObjectMapper();
        int decoded = 0;
        for (int i = 0; i < 1000; i++) {
            ObjectNode node = (ObjectNode) json.readTree(whole);
            for (int change = 0; change < 1 + random.nextInt(3); change++) {
                mutate(node, random, values, json);
            }
            node.remove("sum");
            byte[] summed = node.toString().getBytes(StandardCharsets.UTF_8);
            node.put("sum", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(summed)));
            byte[] forged = node.toString().getBytes(StandardCharsets.UTF_8);
            try {
                KeyFile file = KeyFile.decode(forged);
                decoded++;
                try (org.lantern.storage.crypto.Key256 other = org.lantern.storage.crypto.Key256
                        .random(new org.lantern.storage.crypto.Entropy())) {
                    assertFalse(file.isAuthentic(forged, other));
                }
                for (KeySlot.OfUser slot : file.people()) {
                    if (slot instanceof KeySlot.Password password) {
                        assertTrue(KdfCost.isAllowed(password.cost().memoryKib(), password.cost().passes(),
                                password.cost().lanes()));
                    }
                }
            } catch (StorageException expected) {
                assertTrue(expected instanceof StorageException.Tampered
                        || expected instanceof StorageException.TooNew);
            }
        }
        assertTrue(decoded > 0 && decoded < 900, decoded + " decoded");
    }

    private static void mutate(ObjectNode node, Random random, Object[] values, ObjectMapper json) {
        ObjectNode at = node;
        while (true) {
            var names = new java.util.ArrayList<String>();
            at.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            var child = at.get(name);
            if (child.isArray() && !child.isEmpty()
                    && child.get(random.nextInt(child.size())) instanceof ObjectNode in) {
                at = in;
            } else if (child instanceof ObjectNode in && !in.isEmpty()) {
                at = in;
            } else {
                at.set(name, json.valueToTree(values[random.nextInt(values.length)]));
                return;
            }
        }
    }

    @Test
    void information_about_a_vault_shows_no_secret() throws Exception {
        try (Vault vault = TestVault.open(root())) {
            VaultInfo info = vault.info();
            assertEquals(0, info.instances());
            assertEquals(java.util.List.of("admin"), info.users());
            assertTrue(info.diskBytes() > 8192);
            assertFalse(info.schemaVersion().isEmpty());
        }
    }

    private void forge(ObjectNode node) throws Exception {
        node.remove("sum");
        byte[] summed = node.toString().getBytes(StandardCharsets.UTF_8);
        node.put("sum", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(summed)));
        Files.writeString(keys(), node.toString());
        Files.writeString(copy(), node.toString());
    }

    private Path root() {
        return folder.resolve("v");
    }

    private Path keys() {
        return root().resolve("keys.json");
    }

    private Path copy() {
        return root().resolve("keys.copy.json");
    }

    private static Secret secret(String typed) {
        return Secret.ofPassword(typed.toCharArray());
    }
}
