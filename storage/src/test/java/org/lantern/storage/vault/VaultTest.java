package org.lantern.storage.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.fault.FullMedium;

class VaultTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void a_vault_opens_again_with_its_password() throws Exception {
        Path root = folder.resolve("a vault; with, odd=name 李");
        make(root, "李四诊所密码安全");
        try (Secret password = secret("李四诊所密码安全"); Vault vault = Vault.open(root, "admin", password, CLOCK)) {
            assertEquals("admin", vault.user());
        }
    }

    @Test
    void a_password_with_the_same_low_bytes_is_refused() throws Exception {
        make(folder.resolve("v"), "李四诊所密码安全");
        for (String near : new String[]{"ŎǛǊŀǆāƉŨ", "NÛÊ@Æ\u0001\u0089h", "李四诊所密码安", "李四诊所密码安全 ", ""}) {
            try (Secret password = secret(near)) {
                assertThrows(StorageException.WrongPassword.class,
                        () -> Vault.open(folder.resolve("v"), "admin", password, CLOCK), near);
            }
        }
    }

    @Test
    void the_same_characters_open_it_however_they_are_composed() throws Exception {
        make(folder.resolve("v"), "Zürich-Ångström");
        try (Secret decomposed = secret("Zu\u0308rich-A\u030angstro\u0308m");
                Vault vault = Vault.open(folder.resolve("v"), "admin", decomposed, CLOCK)) {
            assertEquals("admin", vault.user());
        }
    }

    @Test
    void an_unknown_user_is_refused_like_a_wrong_password() throws Exception {
        make(folder.resolve("v"), "a good password");
        try (Secret password = secret("a good password")) {
            assertThrows(StorageException.WrongPassword.class,
                    () -> Vault.open(folder.resolve("v"), "nobody", password, CLOCK));
        }
    }

    @Test
    void a_second_opening_is_refused_and_told_who_holds_it() throws Exception {
        Path root = folder.resolve("v");
        make(root, "a good password");
        try (Secret password = secret("a good password"); Vault first = Vault.open(root, "admin", password, CLOCK)) {
            StorageException.VaultInUse refused = assertThrows(StorageException.VaultInUse.class,
                    () -> Vault.open(root, "admin", password, CLOCK));
            assertTrue(refused.holder().orElseThrow().contains(String.valueOf(ProcessHandle.current().pid())));
            assertEquals("admin", first.user());
        }
        try (Secret password = secret("a good password"); Vault again = Vault.open(root, "admin", password, CLOCK)) {
            assertEquals("admin", again.user());
        }
    }

    @Test
    void a_folder_without_a_vault_is_said_to_be_none() throws IOException {
        Files.writeString(folder.resolve("readme.txt"), "not a vault");
        try (Secret password = secret("x")) {
            assertThrows(StorageException.NotAVault.class, () -> Vault.open(folder, "admin", password, CLOCK));
            assertThrows(StorageException.VaultExists.class,
                    () -> Vault.create(folder, "admin", password, KdfCost.FLOOR, CLOCK));
        }
    }

    @Test
    void a_vault_that_finds_no_room_to_be_made_leaves_nothing_behind() throws Exception {
        for (long room : new long[]{0, 5_000, 60_000}) {
            try (Secret password = secret("x")) {
                assertThrows(StorageException.NoSpace.class, () -> Vault.create(new FullMedium(room),
                        folder.resolve("v"), "admin", Credentials.of(password), KdfCost.FLOOR, CLOCK));
            }
            try (var left = Files.list(folder.resolve("v"))) {
                assertEquals(0, left.count());
            }
        }
        make(folder.resolve("v"), "x");
    }

    private static void make(Path root, String typed) throws StorageException {
        try (Secret password = secret(typed)) {
            NewVault made = Vault.create(root, "admin", password, KdfCost.FLOOR, CLOCK);
            made.recoveryKey().close();
            made.vault().close();
        }
    }

    private static Secret secret(String typed) {
        return Secret.ofPassword(typed.toCharArray());
    }
}
