package org.lantern.storage.vault;

import java.util.Optional;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Uptime;

/**
 * An attempt to open a vault.
 *
 * @param atLeast a slot that costs less is wrapped anew at this cost once it has opened; empty to leave it
 * @param uptime of the machine, by which the wait after failed attempts is measured
 */
public record Login(String user, Credentials credentials, Optional<KdfCost> atLeast, Uptime uptime) {
    public static Login of(String user, Credentials credentials) {
        return new Login(user, credentials, Optional.empty(), Uptime.ofMachine());
    }

    /** As for daily work: slots of former, weaker times are brought up to today's. */
    public static Login upgrading(String user, Credentials credentials) {
        return new Login(user, credentials, Optional.of(KdfCost.STANDARD), Uptime.ofMachine());
    }
}
