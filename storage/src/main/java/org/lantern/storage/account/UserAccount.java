package org.lantern.storage.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lantern.storage.crypto.KdfCost;

/**
 * A person who has, or had, a way into the vault.
 *
 * @param disabled their password opens nothing any more
 * @param needsKeyFile whether the password alone is not enough
 * @param cost of one guess at the password; empty if disabled
 * @param failedLogins since the last one that succeeded
 * @param lockedFor how long no login is tried; zero if not locked
 */
public record UserAccount(String name, Role role, Instant since, boolean disabled, boolean needsKeyFile,
        Optional<KdfCost> cost, int failedLogins, Duration lockedFor) {}
