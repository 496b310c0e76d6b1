package org.lantern.storage.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Disk;

class CatalogueTest {
    private static final String INSERT = "INSERT INTO patient (patient_id, issuer, name, ideographic_name,"
            + " phonetic_name, sex, search_text) VALUES (?, '', 'Secretname', '', '', 'M', '')";

    @TempDir
    Path folder;

    private final Entropy entropy = new Entropy();
    private final Key256 key = Key256.random(entropy);
    private Catalogue catalogue;

    @BeforeEach
    void make() throws StorageException {
        catalogue = Catalogue.create(new Disk(), folder, key, entropy);
    }

    @AfterEach
    void close() throws StorageException {
        catalogue.close();
    }

    @Test
    void what_was_committed_is_there_after_reopening() throws StorageException {
        catalogue.inTransaction(handle -> handle.execute(INSERT, "P1"));
        reopen();
        assertEquals(1, patients());
        assertEquals(1, catalogue.versions().commits());
    }

    @Test
    void work_that_fails_changes_nothing_and_its_message_holds_no_value() throws StorageException {
        StorageException failure = assertThrows(StorageException.class, () -> catalogue.inTransaction(handle -> {
            handle.execute(INSERT, "P1");
            return handle.execute(INSERT, "P".repeat(300));
        }));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertFalse(String.valueOf(cause.getMessage()).contains("PPP"));
            assertFalse(String.valueOf(cause.getMessage()).contains("Secretname"));
        }
        assertEquals(0, patients());
    }

    @Test
    void interrupted_callers_close_no_database() throws Exception {
        for (int i = 0; i < 100; i++) {
            String id = "P" + i;
            Thread caller = new Thread(() -> {
                Thread.currentThread().interrupt();
                try {
                    catalogue.inTransaction(handle -> handle.execute(INSERT, id));
                } catch (StorageException failure) {
                    throw new IllegalStateException(failure);
                }
                assertTrue(Thread.currentThread().isInterrupted());
            });
            caller.start();
            caller.interrupt();
            caller.join();
        }
        assertEquals(100, patients());
        reopen();
        assertEquals(100, patients());
    }

    @Test
    void a_catalogue_that_has_grown_is_small_and_the_same_after_closing() throws Exception {
        Path file = folder.resolve("catalogue.mv.db");
        while (Files.size(file) < 9 << 20) {
            catalogue.inTransaction(handle -> {
                for (int i = 0; i < 40; i++) {
                    handle.execute(INSERT, "P" + i);
                }
                return handle.execute("DELETE FROM patient WHERE patient_key < (SELECT MAX(patient_key) FROM patient)"
                        + " AND patient_id <> 'P7'");
            });
        }
        int before = patients();
        long commits = catalogue.versions().commits();
        catalogue.close();
        assertTrue(Files.size(file) < 3 << 20, "still " + Files.size(file));
        assertFalse(Files.exists(folder.resolve("copy.mv.db")));
        catalogue = Catalogue.open(new Disk(), folder, key, entropy);
        assertEquals(before, patients());
        assertEquals(commits, catalogue.versions().commits());
        catalogue.inTransaction(handle -> handle.execute(INSERT, "new"));
        reopen();
        assertEquals(before + 1, patients());
    }

    @Test
    void after_closing_it_says_so() throws StorageException {
        catalogue.close();
        assertThrows(StorageException.Closed.class, this::patients);
    }

    private int patients() throws StorageException {
        return catalogue.read(handle -> handle.createQuery("SELECT COUNT(*) FROM patient").mapTo(Integer.class).one());
    }

    @Test
    void work_that_waited_behind_the_closing_finds_it_closed_and_opens_nothing() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Thread busy = Thread.ofVirtual().start(quietly(() -> catalogue.read(_ -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return null;
        })));
        begun.await();
        Thread closing = Thread.ofPlatform().start(quietly(() -> {
            catalogue.close();
            return null;
        }));
        awaitWaiting(closing);
        var outcome = new FutureTask<>(() -> assertThrows(StorageException.Closed.class, this::patients));
        Thread late = Thread.ofPlatform().start(outcome);
        awaitWaiting(late);
        goOn.countDown();
        outcome.get();
        closing.join();
        busy.join();
        assertFalse(Files.exists(folder.resolve("open")), "it was opened again");
        reopen();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Runnable quietly(Callable<?> action) {
        return () -> {
            try {
                action.call();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        };
    }

    private void reopen() throws StorageException {
        catalogue.close();
        catalogue = Catalogue.open(new Disk(), folder, key, entropy);
    }
}
