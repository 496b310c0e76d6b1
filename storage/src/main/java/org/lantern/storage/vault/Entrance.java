package org.lantern.storage.vault;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Permission;
import org.lantern.storage.account.Role;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.archive.Intake;
import org.lantern.storage.archive.Restrictions;
import org.lantern.storage.audit.AuditLog;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.Uptime;
import org.lantern.storage.importing.Adoption;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.object.PackStore;
import org.lantern.storage.upkeep.Upkeep;

/**
 * The way into a vault: who comes, whether the key file and the audit trail are the newest ones, and what was tried
 * before. For one entering.
 */
final class Entrance {
    private final Medium medium;
    private final VaultFolder folder;
    private final KeyStore keyStore;
    private final Clock clock;
    private final Entropy entropy = new Entropy();
    private Optional<Catalogue.Rebuilt> rebuilt = Optional.empty();

    Entrance(Medium medium, VaultFolder folder, Clock clock) {
        this.medium = medium;
        this.folder = folder;
        this.keyStore = new KeyStore(medium, folder);
        this.clock = clock;
    }

    /** All parts of an open vault. */
    record Entered(VaultFolder folder, KeyRing ring, AuditLog log, LoginAttempts attempts, Catalogue catalogue,
            PackStore packs, Access access, Set<Long> restricted) {}

    Entered create(String user, Credentials credentials, KdfCost cost, RecoveryKey recovery) throws StorageException {
        Key256 vaultKey = Key256.random(entropy);
        try {
            KeySlot.Person first = new KeySlot.Person(user, Role.ADMINISTRATOR, clock.instant());
            KeyFile keys = new KeyFile(KeyFile.VERSION, entropy.bytes(16), 1, clock.instant(),
                    List.of(KeySlot.Password.of(first, credentials, cost, vaultKey, entropy),
                            KeySlot.Recovery.of(recovery, vaultKey, entropy)));
            LoginAttempts.begin(medium, folder, vaultKey, keys.vaultId());
            Catalogue catalogue = Catalogue.create(medium, folder.catalogue(), vaultKey, entropy);
            try {
                AuditLog log = AuditLog.open(medium, folder.audit(), vaultKey, keys.vaultId(), entropy, clock, false);
                try {
                    keyStore.write(keys, vaultKey);
                    LoginAttempts attempts = new LoginAttempts(medium, folder, Uptime.ofMachine(), clock);
                    return arrived(furnish(user, new KeyStore.Unlocked(keys, vaultKey, true), log, attempts,
                            catalogue));
                } catch (StorageException | RuntimeException | Error failure) {
                    log.close();
                    throw failure;
                }
            } catch (StorageException | RuntimeException | Error failure) {
                catalogue.close();
                throw failure;
            }
        } catch (StorageException | RuntimeException | Error failure) {
            vaultKey.close();
            throw failure;
        }
    }

    Entered login(Login login) throws StorageException {
        String user = nameOf(login.user());
        LoginAttempts attempts = new LoginAttempts(medium, folder, login.uptime(), clock);
        boolean known = keyStore.knows(user);
        attempts.attempt(known ? user : "");
        KeyStore.Unlocked unlocked = keyStore.unlock(user, login.credentials());
        return enter(user, unlocked, attempts, true, entering -> {
            KeySlot.Password slot = entering.ring().keys().slotOf(user).orElseThrow();
            if (login.atLeast().isPresent() && isCheaper(slot.cost(), login.atLeast().get())) {
                entering.access().record(Deed.of(Action.KEYS_UPGRADED, user));
                entering.ring().put(KeySlot.Password.of(person(slot), login.credentials(), login.atLeast().get(),
                        unlocked.vaultKey(), entropy));
            }
        });
    }

    /** A login to a vault whose catalogue is made anew before anything else. */
    Rebuilding rebuild(Login login) throws StorageException {
        String user = nameOf(login.user());
        LoginAttempts attempts = new LoginAttempts(medium, folder, login.uptime(), clock);
        attempts.attempt(keyStore.knows(user) ? user : "");
        KeyStore.Unlocked unlocked = keyStore.unlock(user, login.credentials());
        try {
            demandMaintenance(unlocked, user);
            rebuilt = Optional.of(Catalogue.rebuild(medium, folder.catalogue(), unlocked.vaultKey(), entropy));
        } catch (StorageException | RuntimeException | Error failure) {
            unlocked.vaultKey().close();
            throw failure;
        }
        Entered entered = enter(user, unlocked, attempts, true,
                entering -> entering.access().record(Deed.of(Action.MAINTAINED, "rebuild")));
        return new Rebuilding(entered, rebuilt.get());
    }

    /** @param done what the rebuild found */
    record Rebuilding(Entered entered, Catalogue.Rebuilt done) {}

    /** Closes the key if the user's role does not allow it. */
    static void demandMaintenance(KeyStore.Unlocked unlocked, String user) throws StorageException {
        boolean may = unlocked.keys().of(user).map(slot -> slot.role().may(Permission.MAINTAIN)).orElse(false);
        if (!may) {
            unlocked.vaultKey().close();
            throw new StorageException.NotPermitted(Permission.MAINTAIN.name());
        }
    }

    Entered recover(RecoveryKey recoveryKey, String user, Credentials credentials, KdfCost cost)
            throws StorageException {
        LoginAttempts attempts = new LoginAttempts(medium, folder, Uptime.ofMachine(), clock);
        KeyStore.Unlocked unlocked = keyStore.unlock(recoveryKey);
        return enter(user, unlocked, attempts, false, entering -> {
            entering.log().write(user, Deed.of(Action.RECOVERY_KEY_USED, ""));
            KeySlot.Person person = entering.ring().keys().of(user).map(Entrance::person)
                    .orElseGet(() -> new KeySlot.Person(user, Role.ADMINISTRATOR, clock.instant()));
            entering.ring().put(KeySlot.Password.of(person, credentials, cost, unlocked.vaultKey(), entropy));
        });
    }

    private interface Once {
        void run(Entered entered) throws StorageException;
    }

    private Entered enter(String user, KeyStore.Unlocked unlocked, LoginAttempts attempts, boolean counted, Once once)
            throws StorageException {
        Key256 vaultKey = unlocked.vaultKey();
        byte[] vaultId = unlocked.keys().vaultId();
        boolean first = unlocked.keys().version() < KeyFile.VERSION;
        try {
            AuditLog log = AuditLog.open(medium, folder.audit(), vaultKey, vaultId, entropy, clock, !first);
            try {
                LoginAttempts.Since since = attempts.succeeded(user, counted, vaultKey, vaultId);
                for (AttemptFile.Try failed : since.failed()) {
                    log.write(failed.user(), Deed.failed(Action.LOGIN_FAILED, failed.time().toString()));
                }
                Catalogue catalogue = Catalogue.open(medium, folder.catalogue(), vaultKey, entropy);
                try {
                    return enter(user, unlocked, new Opened(log, attempts, since, catalogue, first, counted), once);
                } catch (StorageException | RuntimeException | Error failure) {
                    catalogue.close();
                    throw failure;
                }
            } catch (StorageException | RuntimeException | Error failure) {
                log.close();
                throw failure;
            }
        } catch (StorageException | RuntimeException | Error failure) {
            vaultKey.close();
            throw failure;
        }
    }

    private record Opened(AuditLog log, LoginAttempts attempts, LoginAttempts.Since since, Catalogue catalogue,
            boolean first, boolean byPassword) {}

    private Entered enter(String user, KeyStore.Unlocked unlocked, Opened opened, Once once) throws StorageException {
        AuditLog log = opened.log();
        Guard guard = Guard.read(opened.catalogue());
        log.expect(guard.audit());
        boolean newest = opened.since().series() >= guard.loginSeries();
        if (!opened.first() && !(opened.since().authentic() && newest)) {
            log.write(Deed.failed(Action.TAMPERING_NOTICED, "record of failed logins"));
        }
        KeyFile keys = unlocked.keys();
        if (keys.generation() < guard.keyGeneration()) {
            log.write(user, Deed.failed(Action.TAMPERING_NOTICED, "key file is older than it was"));
            if (opened.byPassword()) {
                throw new StorageException.Tampered("key file");
            }
            keys = keys.withoutUsers(guard.keyGeneration());
        } else if (opened.first()) {
            keys = keys.upgraded();
            log.write(user, Deed.of(Action.KEYS_UPGRADED, "format " + KeyFile.VERSION));
        }
        if (keys != unlocked.keys() || !unlocked.whole()) {
            keyStore.write(keys, unlocked.vaultKey());
        }
        Entered entered = furnish(user, new KeyStore.Unlocked(keys, unlocked.vaultKey(), true), log, opened.attempts(),
                opened.catalogue());
        try {
            once.run(entered);
            return arrived(entered);
        } catch (StorageException | RuntimeException | Error failure) {
            entered.packs().close();
            throw failure;
        }
    }

    /** The rest of the parts, once everything is known to be what it should be. */
    private Entered furnish(String user, KeyStore.Unlocked unlocked, AuditLog log, LoginAttempts attempts,
            Catalogue catalogue) throws StorageException {
        KeyRing ring = new KeyRing(keyStore, unlocked,
                generation -> new Guard(generation, log.position(), attempts.series()).write(catalogue));
        Set<Long> restricted = ConcurrentHashMap.newKeySet();
        restricted.addAll(Restrictions.read(catalogue));
        Access access = new Access(user, () -> ring.keys().of(user).map(KeySlot.OfUser::role).orElse(Role.EMERGENCY),
                restricted, log, clock);
        Map<Integer, Long> committed = Archive.committedPacks(catalogue);
        PackStore packs = PackStore.open(medium, folder.packs(), unlocked.keys().vaultId(), unlocked.vaultKey(),
                entropy,
                committed);
        try {
            refuseOlder(catalogue, packs);
            new Adoption(packs, new Intake(catalogue)).adopt(packs.orphans(committed));
            new Upkeep(catalogue, packs, access, clock, new ReentrantLock()).finishErasures();
            return new Entered(folder, ring, log, attempts, catalogue, packs, access, restricted);
        } catch (StorageException | RuntimeException | Error failure) {
            packs.close();
            throw failure;
        }
    }

    /**
     * Catalogue, journal and anchor that are put back together agree with each other. The number beside the study keys
     * does not agree with them then, nor they with it if it is the keys that were put back.
     */
    private void refuseOlder(Catalogue catalogue, PackStore packs) throws StorageException {
        long commits = catalogue.versions().commits();
        if (rebuilt.isPresent() || packs.anchor() == 0) {
            return;
        }
        if (commits < packs.anchor()) {
            throw new StorageException.Tampered("catalogue is older than the study keys");
        }
        if (catalogue.wasClosed() && packs.anchor() < catalogue.commitsAtOpening()) {
            throw new StorageException.Tampered("study keys are older than the catalogue");
        }
    }

    private static Entered arrived(Entered entered) throws StorageException {
        entered.access().record(Deed.of(Action.LOGIN, ""));
        new Guard(entered.ring().keys().generation(), entered.log().position(), entered.attempts().series())
                .write(entered.catalogue());
        return entered;
    }

    /** As it is kept, if it can be one; names of former vaults may be kept as they were typed. */
    private String nameOf(String typed) throws StorageException {
        if (keyStore.knows(typed)) {
            return typed;
        }
        try {
            return Users.name(typed);
        } catch (StorageException.Invalid _) {
            return "";
        }
    }

    private static KeySlot.Person person(KeySlot.OfUser slot) {
        return new KeySlot.Person(slot.user(), slot.role(), slot.since());
    }

    private static boolean isCheaper(KdfCost cost, KdfCost other) {
        return (long) cost.memoryKib() * cost.passes() < (long) other.memoryKib() * other.passes();
    }
}
