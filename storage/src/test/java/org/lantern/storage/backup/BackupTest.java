package org.lantern.storage.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.vault.Credentials;
import org.lantern.storage.vault.Login;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.RestoreReport;
import org.lantern.storage.vault.Vault;

class BackupTest {
    @TempDir
    Path folder;

    private Path root;
    private Path file;
    private char[] recovery;

    @BeforeEach
    void make() throws Exception {
        root = folder.resolve("vault");
        file = folder.resolve("stick.lantern-backup");
        try (Secret password = TestVault.password()) {
            NewVault made = Vault.create(root, "admin", password, KdfCost.FLOOR, TestVault.CLOCK);
            try (Vault vault = made.vault(); RecoveryKey key = made.recoveryKey()) {
                recovery = key.printable();
                store(vault, 1);
                store(vault, 2);
                addPatient(vault, "CHART-1");
            }
        }
    }

    @Test
    void a_backup_restores_on_an_empty_machine_and_a_second_one_adds_only_what_is_new() throws Exception {
        long first;
        try (Vault vault = TestVault.open(root)) {
            assertEquals(Optional.empty(), vault.backups().lastGood());
            BackupReport report = vault.backups().run(file, _ -> {}, () -> false);
            first = report.newBytes();
            assertEquals(report.run(), vault.backups().lastGood());
            assertEquals(1, report.run().orElseThrow().generation());
            store(vault, 3);
            addPatient(vault, "CHART-2");
            BackupReport second = vault.backups().run(file, _ -> {}, () -> false);
            assertEquals(2, second.run().orElseThrow().generation());
            assertTrue(second.newBytes() < first / 2 + 60_000, second.newBytes() + " after " + first);
            addPatient(vault, "TOO-LATE");
        }
        Path bare = folder.resolve("bare/vault");
        RestoreReport report = restore(bare, false);
        assertEquals(9, report.instances());
        try (Vault vault = TestVault.open(bare)) {
            for (int number : new int[]{1, 2, 3}) {
                assertStored(vault, number);
            }
            assertEquals(1, vault.archive().patients("CHART-1", 9).size());
            assertEquals(1, vault.archive().patients("CHART-2", 9).size());
            assertEquals(0, vault.archive().patients("TOO-LATE", 9).size());
            assertTrue(vault.upkeep().verify(true, _ -> {}, () -> false).isWhole());
            store(vault, 4);
        }
    }

    @Test
    void the_recovery_key_alone_restores() throws Exception {
        backUp();
        Path bare = folder.resolve("bare");
        try (RecoveryKey key = RecoveryKey.parse(recovery)) {
            Vault.restore(file, bare, false, key, TestVault.CLOCK, _ -> {});
        }
        try (Vault vault = TestVault.open(bare)) {
            assertStored(vault, 1);
        }
    }

    @Test
    void a_vault_that_is_there_is_replaced_only_by_force_and_not_while_it_is_open() throws Exception {
        backUp();
        assertThrows(StorageException.VaultExists.class, () -> restore(root, false));
        try (Vault vault = TestVault.open(root)) {
            store(vault, 7);
            assertThrows(StorageException.VaultInUse.class, () -> restore(root, true));
            assertStored(vault, 7);
        }
        restore(root, true);
        try (Vault vault = TestVault.open(root)) {
            assertStored(vault, 1);
            assertTrue(vault.archive().study(SyntheticSeries.of(7, 3).studyUid()).isEmpty());
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of("stick.lantern-backup", "vault"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void what_was_erased_since_stays_erased_and_the_next_backup_does_not_hold_it() throws Exception {
        backUp();
        Path old = folder.resolve("old.backup");
        Files.copy(file, old);
        try (Vault vault = TestVault.open(root)) {
            vault.upkeep().delete(SyntheticSeries.of(1, 3).studyUid());
            assertEquals(1, vault.backups().run(file, _ -> {}, () -> false).run().orElseThrow().generation());
        }
        Files.copy(old, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals(1, restore(root, true).erasedAgain());
        try (Vault vault = TestVault.open(root)) {
            assertTrue(vault.archive().study(SyntheticSeries.of(1, 3).studyUid()).isEmpty());
            assertStored(vault, 2);
        }
    }

    @Test
    void a_wrong_password_and_any_damage_are_refused_before_anything_is_touched() throws Exception {
        backUp();
        Path bare = folder.resolve("bare");
        try (Secret wrong = Secret.ofPassword("not this one".toCharArray())) {
            assertThrows(StorageException.WrongPassword.class,
                    () -> Vault.restore(file, bare, false, Login.of("admin", Credentials.of(wrong)), TestVault.CLOCK,
                            _ -> {}));
        }
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 12; i++) {
            byte[] damaged = whole.clone();
            damaged[BackupFile.DATA_AT + random.nextInt(whole.length - BackupFile.DATA_AT)] ^= 1;
            Files.write(file, damaged);
            refused += refuses(bare) ? 1 : 0;
        }
        assertEquals(12, refused);
        for (int length : new int[]{0, 100, 5000, whole.length / 2, whole.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertTrue(refuses(bare), "cut to " + length);
        }
        assertFalse(Files.exists(bare));
        Files.write(file, whole);
        restore(bare, false);
    }

    @Test
    void a_file_that_is_no_backup_or_of_another_vault_is_not_touched() throws Exception {
        Files.writeString(file, "my holiday pictures");
        try (Vault vault = TestVault.open(root)) {
            assertThrows(StorageException.NotABackup.class,
                    () -> vault.backups().run(file, _ -> {}, () -> false));
        }
        assertEquals("my holiday pictures", Files.readString(file));
        Files.delete(file);
        backUp();
        byte[] ours = Files.readAllBytes(file);
        try (Vault other = TestVault.create(folder.resolve("other"))) {
            assertThrows(StorageException.NotABackup.class,
                    () -> other.backups().run(file, _ -> {}, () -> false));
        }
        assertArrayEquals(ours, Files.readAllBytes(file));
    }

    @Test
    void a_cancelled_backup_leaves_the_one_before_and_goes_on_later() throws Exception {
        backUp();
        byte[] before = Files.readAllBytes(file);
        try (Vault vault = TestVault.open(root)) {
            store(vault, 5);
            AtomicBoolean asked = new AtomicBoolean();
            BackupReport cancelled = vault.backups().run(file, _ -> {}, () -> asked.getAndSet(true));
            assertEquals(Optional.empty(), cancelled.run());
        }
        assertTrue(Files.size(file) >= before.length);
        Path bare = folder.resolve("bare");
        assertEquals(6, restore(bare, false).instances());
        backUp();
        assertEquals(9, restore(bare, true).instances());
    }

    @Test
    void a_drill_reads_everything_and_leaves_nothing_behind() throws Exception {
        backUp();
        try (Vault vault = TestVault.open(root)) {
            var drill = vault.drill(file, _ -> {}, () -> false);
            assertTrue(drill.verification().isWhole());
            assertEquals(6, drill.verification().objects());
            assertStored(vault, 1);
        }
        try (var left = Files.list(folder)) {
            assertEquals(2, left.count());
        }
    }

    @Test
    void a_backup_is_due_when_the_last_is_old_enough_and_its_folder_is_there() throws Exception {
        try (Vault vault = TestVault.open(root)) {
            assertEquals(Optional.empty(), vault.backups().due());
            vault.backups().schedule(Optional.of(new BackupSchedule(file, 24)));
            assertEquals(Optional.of(file), vault.backups().due());
            vault.backups().run(file, _ -> {}, () -> false);
            assertEquals(Optional.empty(), vault.backups().due());
            vault.backups().schedule(Optional.of(new BackupSchedule(folder.resolve("absent/stick"), 1)));
            assertEquals(Optional.empty(), vault.backups().due());
            assertThrows(StorageException.Invalid.class,
                    () -> vault.backups().schedule(Optional.of(new BackupSchedule(file, 0))));
        }
    }

    @Test
    void no_value_of_a_patient_is_readable_in_a_backup() throws Exception {
        backUp();
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String canary : new String[]{"Muster", "Person1", "ID-1", "CHART-1", "Somebody",
                SyntheticSeries.of(1, 1).studyUid()}) {
            assertFalse(content.contains(canary), canary);
        }
        assertTrue(content.contains("argon2id"), "the key slots are there");
    }

    private boolean refuses(Path bare) {
        try {
            restore(bare, false);
            return false;
        } catch (StorageException.Tampered | StorageException.NotABackup | StorageException.WrongPassword _) {
            return true;
        } catch (StorageException failure) {
            throw new AssertionError(failure);
        }
    }

    private void backUp() throws StorageException {
        try (Vault vault = TestVault.open(root)) {
            assertTrue(vault.backups().run(file, _ -> {}, () -> false).run().isPresent());
        }
    }

    private RestoreReport restore(Path target, boolean force) throws StorageException {
        try (Secret password = TestVault.password()) {
            return Vault.restore(file, target, force, Login.of("admin", Credentials.of(password)), TestVault.CLOCK,
                    _ -> {});
        }
    }

    private static void store(Vault vault, int number) throws StorageException {
        SyntheticSeries series = SyntheticSeries.of(number, 3);
        vault.importer().store(series.dataSets().iterator(), 3, _ -> {}, () -> false);
    }

    private static void addPatient(Vault vault, String id) throws StorageException {
        vault.chart().addPatient(new Demographics(id, "Somebody", "", "", Sex.FEMALE,
                Optional.of(LocalDate.of(1970, 1, 2)), false, "", "", ""));
    }

    private static void assertStored(Vault vault, int number) throws Exception {
        for (DataSet slice : SyntheticSeries.of(number, 3).dataSets()) {
            try (ByteSource source = vault.archive().open(slice.text(Tag.SOPInstanceUID).orElseThrow())) {
                byte[] bytes = new byte[(int) source.size()];
                source.read(0, bytes, 0, bytes.length);
                assertArrayEquals(SyntheticSeries.file(slice), bytes);
            }
        }
    }
}
