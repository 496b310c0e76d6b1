package org.lantern.storage.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Role;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.audit.AuditEntry;
import org.lantern.storage.audit.AuditFilter;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.SecondFactor;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.crypto.Uptime;
import org.lantern.storage.medium.Disk;

class LoginTest {
    @TempDir
    Path folder;

    /** The machine's uptime, in nanoseconds, as the tests want it. */
    private final AtomicLong uptime = new AtomicLong(Duration.ofHours(1).toNanos());
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
    void waits_grow_as_they_should_and_end() {
        assertEquals(List.of(0L, 1L, 2L, 4L, 8L), List.of(seconds(0), seconds(1), seconds(2), seconds(3), seconds(4)));
        assertTrue(seconds(5) >= 30);
        assertTrue(seconds(10) >= 300);
        assertEquals(900, seconds(12));
        assertEquals(900, seconds(1_000_000));
        for (int i = 1; i < 20; i++) {
            assertTrue(seconds(i) >= seconds(i - 1));
        }
    }

    /** The attempts' file alone, so that ten failures do not cost ten key derivations. */
    @Test
    void after_failures_nobody_may_try_whatever_the_clock_says_and_whichever_copy_is_put_back() throws Exception {
        Map<Path, byte[]> before = files();
        for (int i = 0; i < 4; i++) {
            attempts(TestVault.CLOCK).attempt("admin");
        }
        assertEquals(7, Duration.ofNanos(uptime.get()).minusHours(1).toSeconds(), "shorter waits are waited out");
        wait(8);
        attempts(TestVault.CLOCK).attempt("admin");
        for (Clock clock : List.of(TestVault.CLOCK, Clock.offset(TestVault.CLOCK, Duration.ofDays(1)),
                Clock.offset(TestVault.CLOCK, Duration.ofDays(-1)))) {
            StorageException.LockedOut refused = assertThrows(StorageException.LockedOut.class,
                    () -> attempts(clock).attempt("admin"));
            assertTrue(refused.remaining().toSeconds() >= 29);
        }
        for (Path copy : before.keySet()) {
            Map<Path, byte[]> now = files();
            Files.write(copy, before.get(copy));
            assertThrows(StorageException.LockedOut.class, () -> attempts(TestVault.CLOCK).attempt("admin"));
            Files.delete(copy);
            assertThrows(StorageException.LockedOut.class, () -> attempts(TestVault.CLOCK).attempt("admin"));
            Files.write(copy, now.get(copy));
        }
        attempts(TestVault.CLOCK).attempt("somebody else");
        uptime.set(Duration.ofSeconds(3).toNanos());
        assertThrows(StorageException.LockedOut.class, () -> attempts(TestVault.CLOCK).attempt("admin"),
                "the machine was restarted");
        wait(30);
        attempts(TestVault.CLOCK).attempt("admin");
        assertEquals(6, attempts(TestVault.CLOCK).failures("admin"));
    }

    @Test
    void failed_logins_reach_the_audit_trail_and_a_right_one_ends_the_count() throws Exception {
        for (String user : List.of("admin", "nobody")) {
            assertThrows(StorageException.WrongPassword.class, () -> open(user, "wrong"));
        }
        try (Vault vault = open("admin", null)) {
            List<AuditEntry> failed = entries(vault, Action.LOGIN_FAILED);
            assertEquals(List.of("", "admin"), failed.stream().map(AuditEntry::user).toList());
            assertEquals(0, vault.users().list().getFirst().failedLogins());
            assertEquals(List.of(), vault.audit().verify());
            assertEquals(2, entries(vault, Action.LOGIN).size());
        }
        try (Vault vault = open("admin", null)) {
            assertEquals(2, entries(vault, Action.LOGIN_FAILED).size());
        }
    }

    @Test
    void a_record_of_failed_logins_that_was_put_back_or_altered_is_noticed() throws Exception {
        Map<Path, byte[]> before = files();
        assertThrows(StorageException.WrongPassword.class, () -> open("admin", "wrong"));
        open("admin", null).close();
        for (Path file : before.keySet()) {
            Files.write(file, before.get(file));
        }
        try (Vault vault = open("admin", null)) {
            assertEquals(1, entries(vault, Action.TAMPERING_NOTICED).size());
        }
    }

    @Test
    void a_removed_users_slot_opens_nothing_not_even_out_of_an_older_key_file() throws Exception {
        try (Vault vault = open("admin", null)) {
            add(vault, "kim", Role.CLINICIAN);
        }
        open("kim", null).close();
        byte[] old = Files.readAllBytes(root().resolve("keys.json"));
        try (Vault vault = open("admin", null)) {
            vault.users().disable("kim");
        }
        assertThrows(StorageException.WrongPassword.class, () -> open("kim", null));
        Files.write(root().resolve("keys.copy.json"), old);
        assertThrows(StorageException.Tampered.class, () -> open("kim", null));
        Files.write(root().resolve("keys.json"), old);
        assertThrows(StorageException.Tampered.class, () -> open("kim", null));
        assertThrows(StorageException.Tampered.class, () -> open("admin", null));
        try (Secret fresh = Secret.ofPassword("fresh".toCharArray());
                Vault vault = Vault.recover(root(), recoveryKey, "admin", fresh, KdfCost.FLOOR, TestVault.CLOCK)) {
            assertEquals(List.of("admin"), vault.users().list().stream().map(user -> user.name()).toList());
            assertEquals(Role.ADMINISTRATOR, vault.access().role());
        }
    }

    @Test
    void the_last_administrator_stays_and_roles_take_effect() throws Exception {
        try (Vault vault = open("admin", null)) {
            assertThrows(StorageException.LastAdministrator.class, () -> vault.users().disable("admin"));
            assertThrows(StorageException.LastAdministrator.class,
                    () -> vault.users().changeRole("admin", Role.AUDITOR));
            add(vault, "kim", Role.ADMINISTRATOR);
            assertThrows(StorageException.UserExists.class, () -> add(vault, " kim ", Role.CLINICIAN));
            assertThrows(StorageException.Invalid.class, () -> vault.users().disable("admin"));
            vault.users().changeRole("admin", Role.AUDITOR);
            assertThrows(StorageException.NotPermitted.class, () -> vault.users().list());
            assertThrows(StorageException.NotPermitted.class, () -> vault.archive().patients("", 1));
            assertEquals(Role.AUDITOR, vault.access().role());
        }
    }

    @Test
    void a_restricted_record_opens_to_a_clinician_only_through_broken_glass() throws Exception {
        PatientKey patient;
        try (Vault vault = open("admin", null)) {
            patient = vault.chart().addPatient(new Demographics("P-1", "Liu Fang", "", "", Sex.FEMALE,
                    Optional.empty(), false, "", "", ""));
            vault.restrictions().restrict(patient, "works here");
            add(vault, "kim", Role.CLINICIAN);
        }
        try (Vault vault = open("kim", null)) {
            assertThrows(StorageException.NotPermitted.class, () -> vault.chart().patient(patient));
            assertThrows(StorageException.Invalid.class, () -> vault.access().breakGlass("  x "));
            vault.access().breakGlass("unconscious in the emergency room");
            assertEquals("Liu Fang", vault.chart().patient(patient).fact().name());
            vault.chart().allergies(patient);
            assertThrows(StorageException.NotPermitted.class, () -> vault.restrictions().lift(patient));
            vault.access().mendGlass();
            assertThrows(StorageException.NotPermitted.class, () -> vault.chart().patient(patient));
        }
        try (Vault vault = open("admin", null)) {
            AuditEntry broken = entries(vault, Action.GLASS_BROKEN).getFirst();
            assertEquals("kim", broken.user());
            assertTrue(broken.emergency());
            assertEquals("unconscious in the emergency room", broken.deed().detail());
            List<AuditEntry> viewed = entries(vault, Action.CHART_VIEWED);
            assertEquals(1, viewed.size(), "one look, one entry");
            assertTrue(viewed.getFirst().emergency());
            assertEquals(String.valueOf(patient.value()), viewed.getFirst().deed().patient());
        }
    }

    @Test
    void a_key_file_is_needed_beside_the_password_once_it_was_made() throws Exception {
        Path file = folder.resolve("usb.key");
        try (Vault vault = open("admin", null);
                SecondFactor factor = SecondFactor.create(file, new Entropy());
                Secret password = TestVault.password()) {
            vault.users().add("kim", Role.CLINICIAN, new Credentials(password, Optional.of(factor)), KdfCost.FLOOR);
        }
        assertThrows(StorageException.WrongPassword.class, () -> open("kim", null));
        try (SecondFactor factor = SecondFactor.read(file);
                Secret password = TestVault.password();
                Vault vault = Vault.open(root(), login("kim", new Credentials(password, Optional.of(factor))),
                        TestVault.CLOCK)) {
            assertEquals(Role.CLINICIAN, vault.access().role());
        }
        assertThrows(StorageException.Invalid.class, () -> SecondFactor.create(file, new Entropy()));
    }

    @Test
    void a_vault_of_the_first_version_opens_and_is_brought_up_to_date() throws Exception {
        byte[] vaultId;
        try (Secret password = TestVault.password()) {
            KeyStore store = new KeyStore(new Disk(), new VaultFolder(root()));
            KeyStore.Unlocked unlocked = store.unlock("admin", Credentials.of(password));
            KeyFile keys = unlocked.keys();
            vaultId = keys.vaultId();
            store.write(new KeyFile(1, vaultId, keys.generation(), keys.created(), keys.slots()), unlocked.vaultKey());
            unlocked.vaultKey().close();
        }
        assertEquals(1, new ObjectMapper().readTree(root().resolve("keys.json").toFile()).path("version").asInt());
        try (Vault vault = open("admin", null)) {
            assertEquals(Role.ADMINISTRATOR, vault.access().role());
            assertEquals(1, entries(vault, Action.KEYS_UPGRADED).size());
        }
        assertEquals(2, new ObjectMapper().readTree(root().resolve("keys.json").toFile()).path("version").asInt());
        open("admin", null).close();
    }

    @Test
    void a_slot_of_weaker_times_is_wrapped_anew_at_the_next_login() throws Exception {
        KdfCost dearer = new KdfCost(20 * 1024, 2, 1);
        try (Secret password = TestVault.password();
                Vault vault = Vault.open(root(), new Login("admin", Credentials.of(password), Optional.of(dearer),
                        machine()), TestVault.CLOCK)) {
            assertEquals(Optional.of(dearer), vault.info().cost());
        }
        try (Vault vault = open("admin", null)) {
            assertEquals(Optional.of(dearer), vault.info().cost());
        }
    }

    private static long seconds(int failures) {
        return LockOut.after(failures).toSeconds();
    }

    private static List<AuditEntry> entries(Vault vault, Action action) throws StorageException {
        return vault.audit().entries(new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(),
                java.util.Set.of(action)), 100);
    }

    private static void add(Vault vault, String name, Role role) throws StorageException {
        try (Secret password = TestVault.password()) {
            vault.users().add(name, role, Credentials.of(password), KdfCost.FLOOR);
        }
    }

    private Vault open(String user, String typed) throws StorageException {
        try (Secret password = typed == null ? TestVault.password() : Secret.ofPassword(typed.toCharArray())) {
            return Vault.open(root(), login(user, Credentials.of(password)), TestVault.CLOCK);
        }
    }

    private Login login(String user, Credentials credentials) {
        return new Login(user, credentials, Optional.empty(), machine());
    }

    private LoginAttempts attempts(Clock clock) {
        return new LoginAttempts(new Disk(), new VaultFolder(root()), machine(), clock);
    }

    private Uptime machine() {
        return new Uptime(uptime::get, uptime::addAndGet);
    }

    private void wait(int seconds) {
        uptime.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private Map<Path, byte[]> files() throws Exception {
        Map<Path, byte[]> files = new HashMap<>();
        for (String name : List.of("attempts.json", "attempts.copy.json")) {
            files.put(root().resolve(name), Files.readAllBytes(root().resolve(name)));
        }
        return files;
    }

    private Path root() {
        return folder.resolve("v");
    }
}
