package org.lantern.app.feature.login;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
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
import org.lantern.storage.crypto.Secret;
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
            public Vault open(Path at, String user, Secret password) throws StorageException {
                return Vault.open(at, user, password, Clock.systemUTC());
            }

            @Override
            public NewVault create(Path at, String user, Secret password) throws StorageException {
                return Vault.create(at, user, password, KdfCost.FLOOR, Clock.systemUTC());
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
