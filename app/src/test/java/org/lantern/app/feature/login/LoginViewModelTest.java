package org.lantern.app.feature.login;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.app.problem.Problems;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Credentials;
import org.lantern.storage.vault.Login;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.Vault;

/** With real vaults; the user interface's thread is this test's. */
class LoginViewModelTest {
    @TempDir
    Path folder;

    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final TaskRunner tasks = new TaskRunner(waiting::add);
    private final LinkedBlockingQueue<Vault> entered = new LinkedBlockingQueue<>();
    private LoginViewModel login;

    @BeforeEach
    void make() {
        var texts = Texts.in(Locale.ENGLISH);
        login = new LoginViewModel(texts, tasks, new Problems(texts), new VaultDoor() {
            @Override
            public Vault open(Path at, String user, Secret password, Optional<Path> keyFile) throws StorageException {
                return Vault.open(at, user, password, Clock.systemUTC());
            }

            @Override
            public NewVault create(Path at, String user, Secret password) throws StorageException {
                return Vault.create(at, user, password, KdfCost.FLOOR, Clock.systemUTC());
            }

            @Override
            public Vault recover(Path at, char[] recoveryKey, String user, Secret password) throws StorageException {
                try (var key = RecoveryKey.parse(recoveryKey)) {
                    return Vault.recover(at, key, user, password, KdfCost.FLOOR, Clock.systemUTC());
                }
            }

            @Override
            public Vault restore(Path backup, Path at, String user, Secret password) throws StorageException {
                Vault.restore(backup, at, false, Login.of(user, Credentials.of(password)), Clock.systemUTC(), _ -> {});
                return Vault.open(at, user, password, Clock.systemUTC());
            }
        }, entered::add);
        login.folderProperty().set(folder.resolve("vault").toString());
        login.userProperty().set("li");
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
        for (var vault : entered) {
            vault.close();
        }
    }

    private void runUntil(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            var next = waiting.poll(30, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing happens");
            next.run();
        }
    }

    @Test
    void a_new_vault_shows_its_recovery_key_before_it_is_entered() throws Exception {
        var password = "lanternlight".toCharArray();
        login.create(password, "lanternlight".toCharArray());
        assertTrue(login.busyProperty().get());
        runUntil(() -> login.recoveryKeyProperty().get().isPresent());
        assertTrue(entered.isEmpty());
        assertTrue(login.recoveryKeyProperty().get().orElseThrow().length() >= 52);
        login.enterNewVault();
        assertEquals(1, entered.size());
        assertTrue(login.recoveryKeyProperty().get().isEmpty());
        assertArrayEquals(new char[12], password, "the password stayed in memory");
    }

    @Test
    void passwords_that_are_short_or_differ_make_no_vault() {
        login.create("short".toCharArray(), "short".toCharArray());
        assertTrue(login.problemProperty().get().orElseThrow().what().contains("8 characters"));
        login.create("lanternlight".toCharArray(), "lanternlamp!".toCharArray());
        assertTrue(login.problemProperty().get().orElseThrow().what().contains("differ"));
        assertFalse(login.busyProperty().get());
    }

    @Test
    void who_forgot_the_password_gets_in_with_the_recovery_key_and_with_no_other() throws Exception {
        login.create("lanternlight".toCharArray(), "lanternlight".toCharArray());
        runUntil(() -> login.recoveryKeyProperty().get().isPresent());
        var key = login.recoveryKeyProperty().get().orElseThrow();
        login.enterNewVault();
        entered.remove().close();
        var wrong = key.replace(key.charAt(0), key.charAt(0) == 'A' ? 'B' : 'A').toCharArray();
        login.recover(wrong, "otherpassword".toCharArray(), "otherpassword".toCharArray());
        runUntil(() -> login.problemProperty().get().isPresent());
        assertArrayEquals(new char[wrong.length], wrong, "the recovery key stayed in memory");
        login.recover(key.toCharArray(), "otherpassword".toCharArray(), "otherpassword".toCharArray());
        runUntil(() -> entered.size() == 1);
        entered.remove().close();
        login.unlock("lanternlight".toCharArray());
        runUntil(() -> login.problemProperty().get().isPresent());
        login.unlock("otherpassword".toCharArray());
        runUntil(() -> entered.size() == 1);
    }

    @Test
    void a_backup_becomes_a_vault_in_an_empty_folder_only() throws Exception {
        login.create("lanternlight".toCharArray(), "lanternlight".toCharArray());
        runUntil(() -> login.recoveryKeyProperty().get().isPresent());
        login.enterNewVault();
        var backup = folder.resolve("li.backup");
        entered.element().backups().run(backup, _ -> {}, () -> false);
        login.backupProperty().set(backup.toString());
        login.restore("lanternlight".toCharArray());
        runUntil(() -> login.problemProperty().get().isPresent());
        login.folderProperty().set(folder.resolve("other").toString());
        login.restore("wrong password".toCharArray());
        runUntil(() -> login.problemProperty().get().isPresent() && !login.busyProperty().get());
        login.restore("lanternlight".toCharArray());
        runUntil(() -> entered.size() == 2);
    }

    @Test
    void no_vault_and_a_vault_in_use_are_told_apart() throws Exception {
        login.unlock("lanternlight".toCharArray());
        runUntil(() -> login.problemProperty().get().isPresent());
        assertTrue(login.problemProperty().get().orElseThrow().what().contains("no vault"));
        login.create("lanternlight".toCharArray(), "lanternlight".toCharArray());
        runUntil(() -> login.recoveryKeyProperty().get().isPresent());
        login.enterNewVault();
        login.unlock("lanternlight".toCharArray());
        runUntil(() -> login.problemProperty().get().isPresent());
        assertTrue(login.problemProperty().get().orElseThrow().what().contains("open in another"));
    }
}
