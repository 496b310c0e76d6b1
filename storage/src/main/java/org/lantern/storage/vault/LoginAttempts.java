package org.lantern.storage.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Uptime;
import org.lantern.storage.medium.Medium;

/**
 * Failed logins, and the wait that follows from them. An attempt is written down before it is made, so that killing the
 * process gains nothing. The wait is measured by the machine's uptime, which no clock setting changes; after a restart of
 * the machine it counts from the start. Two copies: the one that knows of more attempts counts.
 */
final class LoginAttempts {
    private static final String LABEL = "lantern/attempts/v1";
    private static final int MOST_BYTES = 4 << 20;

    private final Medium medium;
    private final VaultFolder folder;
    private final Uptime uptime;
    private final Clock clock;
    private AttemptFile file;
    /** Not there, or not readable, or the copies differ by more than a crash explains. */
    private boolean suspect;

    LoginAttempts(Medium medium, VaultFolder folder, Uptime uptime, Clock clock) {
        this.medium = medium;
        this.folder = folder;
        this.uptime = uptime;
        this.clock = clock;
        Optional<AttemptFile> first = read(folder.attempts());
        Optional<AttemptFile> second = read(folder.attemptsCopy());
        this.suspect = first.isEmpty() || second.isEmpty()
                || first.get().series() == second.get().series()
                        && Math.abs(first.get().tries().size() - second.get().tries().size()) > 1
                || Math.abs(first.get().series() - second.get().series()) > 1;
        this.file = newer(first, second).orElseGet(LoginAttempts::empty);
    }

    /** The first record of a new vault. */
    static void begin(Medium medium, VaultFolder folder, Key256 vaultKey, byte[] vaultId) throws StorageException {
        write(medium, folder, start(0, List.of(), vaultKey, vaultId));
    }

    /**
     * Waits if the wait is short, and writes the attempt down.
     *
     * @param user empty for a stranger
     * @throws StorageException.LockedOut if the wait is long; nothing is counted then
     */
    synchronized void attempt(String user) throws StorageException {
        Duration wait = remaining(user);
        if (wait.compareTo(LockOut.PATIENCE) > 0) {
            throw new StorageException.LockedOut(wait);
        }
        uptime.await(wait.toNanos());
        file = file.with(user, clock.instant(), uptime.now());
        try {
            write(medium, folder, file);
        } catch (StorageException.NoSpace _) {
            // a full medium keeps nobody out; the attempt counts as long as this process lives
        }
    }

    /** How long nobody may try as this user. */
    synchronized Duration remaining(String user) {
        AttemptFile.Count count = file.count(user);
        long left = LockOut.after(count.failures()).toNanos() - uptime.leastNanosSince(count.uptime());
        return Duration.ofNanos(Math.max(0, left));
    }

    /** Counts the logins that succeeded. */
    synchronized long series() {
        return file.series();
    }

    synchronized int failures(String user) {
        return file.count(user).failures();
    }

    /**
     * After a login that succeeded: what failed before it is told, once, and a new chain begins.
     *
     * @param counted whether this login was written down as an attempt itself
     */
    synchronized Since succeeded(String user, boolean counted, Key256 vaultKey, byte[] vaultId)
            throws StorageException {
        boolean authentic;
        try (Key256 first = first(file.series(), vaultKey, vaultId)) {
            authentic = !suspect && file.isAuthentic(first);
        }
        long series = file.series();
        List<AttemptFile.Try> failed = new ArrayList<>(file.tries());
        if (counted && !failed.isEmpty()) {
            failed.removeLast();
        }
        restart(user, vaultKey, vaultId);
        return new Since(failed, series, authentic);
    }

    /** Ends a lock-out: the user's failed logins are forgotten here; the audit trail has them. */
    synchronized void forget(String user, Key256 vaultKey, byte[] vaultId) throws StorageException {
        restart(user, vaultKey, vaultId);
    }

    private void restart(String user, Key256 vaultKey, byte[] vaultId) throws StorageException {
        List<AttemptFile.Count> others = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        file.counts().forEach(count -> seen.add(count.user()));
        file.tries().forEach(attempt -> seen.add(attempt.user()));
        seen.stream().distinct().filter(other -> !other.equals(user)).map(file::count).forEach(others::add);
        file = start(file.series() + 1, others, vaultKey, vaultId);
        suspect = false;
        try {
            write(medium, folder, file);
        } catch (StorageException.NoSpace _) {
            // the next login finds the attempts of before once more
        }
    }

    private static Optional<AttemptFile> newer(Optional<AttemptFile> first, Optional<AttemptFile> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second);
        }
        AttemptFile a = first.get();
        AttemptFile b = second.get();
        boolean secondKnowsMore = b.series() > a.series()
                || b.series() == a.series() && b.tries().size() > a.tries().size();
        return secondKnowsMore ? second : first;
    }

    /** Attempts are counted from here, under a key that no vault made: the next login notices. */
    private static AttemptFile empty() {
        try (Key256 key = Key256.random(new Entropy())) {
            return AttemptFile.start(0, List.of(), key);
        }
    }

    private static AttemptFile start(long series, List<AttemptFile.Count> counts, Key256 vaultKey, byte[] vaultId) {
        try (Key256 first = first(series, vaultKey, vaultId)) {
            return AttemptFile.start(series, counts, first);
        }
    }

    private static Key256 first(long series, Key256 vaultKey, byte[] vaultId) {
        return vaultKey.derive(LABEL, vaultId, ByteBuffer.allocate(Long.BYTES).putLong(series).array());
    }

    private static Optional<AttemptFile> read(Path path) {
        try {
            return Files.size(path) > MOST_BYTES ? Optional.empty() : AttemptFile.decode(Files.readAllBytes(path));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static void write(Medium medium, VaultFolder folder, AttemptFile file) throws StorageException {
        byte[] bytes = file.encode();
        try {
            medium.replace(folder.attempts(), bytes);
            medium.replace(folder.attemptsCopy(), bytes);
        } catch (IOException failure) {
            throw StorageException.of("login attempts", failure);
        }
    }

    /**
     * What was tried since the last login that succeeded.
     *
     * @param series of that login
     * @param authentic whether nothing of it was altered
     */
    record Since(List<AttemptFile.Try> failed, long series, boolean authentic) {}
}
