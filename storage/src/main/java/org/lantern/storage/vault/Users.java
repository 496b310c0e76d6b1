package org.lantern.storage.vault;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.account.Role;
import org.lantern.storage.account.UserAccount;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.RecoveryKey;

/**
 * Who may open the vault, as what, and with which password. Every change is a new generation of the key file; the data
 * are never touched. Safe for use by several threads.
 */
public final class Users {
    private static final int LONGEST_NAME = 128;

    private final Access access;
    private final KeyRing ring;
    private final LoginAttempts attempts;
    private final Entropy entropy = new Entropy();
    private final Clock clock;

    Users(Access access, KeyRing ring, LoginAttempts attempts, Clock clock) {
        this.access = access;
        this.ring = ring;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** Everybody who has, or had, a way in, in the order in which they came. */
    @Needs(Permission.MANAGE_USERS)
    public List<UserAccount> list() throws StorageException {
        access.demand(Permission.MANAGE_USERS);
        return ring.keys().people().stream().map(this::account).toList();
    }

    /**
     * Gives somebody a way in.
     *
     * @param credentials kept by the caller
     * @throws StorageException.UserExists if there is, or was, a user of this name
     * @throws StorageException.Invalid if the name is blank, too long or has control characters, or the password is empty
     */
    @Needs(Permission.MANAGE_USERS)
    public void add(String name, Role role, Credentials credentials, KdfCost cost) throws StorageException {
        access.demand(Permission.MANAGE_USERS);
        String user = name(name);
        refuseEmpty(credentials);
        if (ring.keys().of(user).isPresent()) {
            throw new StorageException.UserExists();
        }
        access.record(Deed.of(Action.USER_ADDED, user + " as " + role.term()));
        put(new KeySlot.Person(user, role, clock.instant()), credentials, cost);
    }

    /**
     * Takes somebody's way in away: the wrapped key is destroyed, the old password opens nothing any more.
     *
     * @throws StorageException.LastAdministrator if nobody else could manage users then
     * @throws StorageException.Invalid if it is the person who has the vault open
     */
    @Needs(Permission.MANAGE_USERS)
    public void disable(String name) throws StorageException {
        access.demand(Permission.MANAGE_USERS);
        KeySlot.OfUser slot = known(name);
        if (slot instanceof KeySlot.Password) {
            keepAnAdministrator(slot);
            if (slot.user().equals(access.user())) {
                throw new StorageException.Invalid("own account");
            }
            access.record(Deed.of(Action.USER_DISABLED, slot.user()));
            ring.put(new KeySlot.Disabled(slot.user(), slot.role(), slot.since()));
        }
    }

    /** Gives a disabled user a way in again, with a new password. */
    @Needs(Permission.MANAGE_USERS)
    public void enable(String name, Credentials credentials, KdfCost cost) throws StorageException {
        access.demand(Permission.MANAGE_USERS);
        KeySlot.OfUser slot = known(name);
        refuseEmpty(credentials);
        access.record(Deed.of(Action.USER_ENABLED, slot.user()));
        put(person(slot), credentials, cost);
    }

    /** @throws StorageException.LastAdministrator if nobody could manage users then */
    @Needs(Permission.MANAGE_USERS)
    public void changeRole(String name, Role role) throws StorageException {
        access.demand(Permission.MANAGE_USERS);
        KeySlot.OfUser slot = known(name);
        if (!role.may(Permission.MANAGE_USERS)) {
            keepAnAdministrator(slot);
        }
        access.record(Deed.of(Action.ROLE_CHANGED, slot.user() + " to " + role.term()));
        ring.put(switch (slot) {
            case KeySlot.Password password -> password.with(role);
            case KeySlot.Disabled disabled -> new KeySlot.Disabled(disabled.user(), role, disabled.since());
        });
    }

    /**
     * Gives another user a new password, because theirs is forgotten or known to others.
     *
     * @throws StorageException.Invalid if the user is disabled: see {@link #enable}
     */
    @Needs(Permission.MANAGE_USERS)
    public void setPassword(String name, Credentials credentials, KdfCost cost) throws StorageException {
        access.demand(Permission.MANAGE_USERS);
        KeySlot.OfUser slot = known(name);
        refuseEmpty(credentials);
        if (slot instanceof KeySlot.Disabled) {
            throw new StorageException.Invalid("user is disabled");
        }
        access.record(Deed.of(Action.PASSWORD_CHANGED, slot.user()));
        put(person(slot), credentials, cost);
    }

    /**
     * Gives the person who has the vault open another password, or another key file.
     *
     * @param current what opens the vault for them now
     * @throws StorageException.WrongPassword if it does not
     */
    @Needs(Permission.CHANGE_OWN_PASSWORD)
    public void changeOwnPassword(Credentials current, Credentials fresh, KdfCost cost) throws StorageException {
        access.demand(Permission.CHANGE_OWN_PASSWORD);
        refuseEmpty(fresh);
        KeySlot.Password slot = ring.keys().slotOf(access.user()).orElseThrow(StorageException.WrongPassword::new);
        attempts.attempt(slot.user());
        try {
            slot.open(current).close();
            attempts.forget(slot.user(), ring.vaultKey(), ring.keys().vaultId());
        } catch (BrokenSealException _) {
            access.record(Deed.failed(Action.PASSWORD_CHANGED, slot.user()));
            throw new StorageException.WrongPassword();
        }
        access.record(Deed.of(Action.PASSWORD_CHANGED, slot.user()));
        put(person(slot), fresh, cost);
    }

    /** Ends a user's lock-out after failed logins. */
    @Needs(Permission.MANAGE_USERS)
    public void unlock(String name) throws StorageException {
        access.demand(Permission.MANAGE_USERS);
        String user = known(name).user();
        access.record(Deed.of(Action.USER_UNLOCKED, user));
        attempts.forget(user, ring.vaultKey(), ring.keys().vaultId());
    }

    /** Makes a new recovery key; the one printed before opens nothing any more. The caller closes it. */
    @Needs(Permission.MANAGE_USERS)
    public RecoveryKey newRecoveryKey() throws StorageException {
        access.demand(Permission.MANAGE_USERS);
        access.record(Deed.of(Action.RECOVERY_KEY_CHANGED, ""));
        RecoveryKey key = RecoveryKey.random(entropy);
        ring.put(KeySlot.Recovery.of(key, ring.vaultKey(), entropy));
        return key;
    }

    /** A name as it is kept: NFC, without white space around it. */
    static String name(String typed) throws StorageException.Invalid {
        String name = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new StorageException.Invalid("user name");
        }
        return name;
    }

    static void refuseEmpty(Credentials credentials) throws StorageException.Invalid {
        if (credentials.password().isEmpty()) {
            throw new StorageException.Invalid("password is empty");
        }
    }

    private void put(KeySlot.Person person, Credentials credentials, KdfCost cost) throws StorageException {
        ring.put(KeySlot.Password.of(person, credentials, cost, ring.vaultKey(), entropy));
    }

    private KeySlot.OfUser known(String name) throws StorageException {
        return ring.keys().of(name(name)).orElseThrow(() -> new StorageException.NotFound("user"));
    }

    private void keepAnAdministrator(KeySlot.OfUser slot) throws StorageException.LastAdministrator {
        boolean manages = slot instanceof KeySlot.Password && slot.role().may(Permission.MANAGE_USERS);
        if (manages && ring.keys().administrators() == 1) {
            throw new StorageException.LastAdministrator();
        }
    }

    private static KeySlot.Person person(KeySlot.OfUser slot) {
        return new KeySlot.Person(slot.user(), slot.role(), slot.since());
    }

    private UserAccount account(KeySlot.OfUser slot) {
        int failures = attempts.failures(slot.user());
        Duration locked = attempts.remaining(slot.user());
        return switch (slot) {
            case KeySlot.Password password -> new UserAccount(password.user(), password.role(), password.since(), false,
                    password.needsKeyFile(), Optional.of(password.cost()), failures, locked);
            case KeySlot.Disabled disabled -> new UserAccount(disabled.user(), disabled.role(), disabled.since(), true,
                    false, Optional.empty(), failures, locked);
        };
    }
}
