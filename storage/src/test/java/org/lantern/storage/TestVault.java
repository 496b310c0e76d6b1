package org.lantern.storage;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Role;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.Vault;

/** Vaults for tests, at the least cost of their password. */
public final class TestVault {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T08:00:00Z"), ZoneOffset.UTC);
    private static final String PASSWORD = "a tester's password";

    private TestVault() {}

    public static Vault create(Path root) throws StorageException {
        try (Secret password = password()) {
            NewVault made = Vault.create(root, "admin", password, KdfCost.FLOOR, CLOCK);
            made.recoveryKey().close();
            return made.vault();
        }
    }

    public static Vault open(Path root) throws StorageException {
        try (Secret password = password()) {
            return Vault.open(root, "admin", password, CLOCK);
        }
    }

    /** Access of a person whose deeds nobody writes down, for services without a vault around them. */
    public static Access unrecorded(String user, Role role) {
        return new Access(user, () -> role, Set.of(), (_, _, _, _) -> {}, CLOCK);
    }

    public static Secret password() {
        return Secret.ofPassword(PASSWORD.toCharArray());
    }
}
