package org.lantern.storage.vault;

import java.time.Instant;
import java.util.Optional;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.account.Role;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.SecondFactor;
import org.lantern.storage.crypto.Secret;

/** One way into the vault, or one that there was. */
sealed interface KeySlot {
    /** A person's. */
    sealed interface OfUser extends KeySlot {
        String user();

        Role role();

        /** Since when there is this user. */
        Instant since();
    }

    /** The vault's key, wrapped under a user's password, and the key file if there is one. */
    record Password(String user, Role role, Instant since, boolean needsKeyFile, KdfCost cost, byte[] salt,
            byte[] wrapped) implements OfUser {
        static Password of(Person person, Credentials credentials, KdfCost cost, Key256 vaultKey, Entropy entropy) {
            byte[] salt = entropy.bytes(16);
            try (Key256 wrapping = wrappingKey(person.name(), credentials, cost, salt)) {
                return new Password(person.name(), person.role(), person.since(), credentials.keyFile().isPresent(),
                        cost, salt, wrapping.wrap(vaultKey));
            }
        }

        /**
         * @throws BrokenSealException if it does not open, after as long as if it did; also without the key file, or with
         *         one that it does not need
         */
        Key256 open(Credentials credentials) throws BrokenSealException {
            try (Key256 wrapping = wrappingKey(user, credentials, cost, salt)) {
                return wrapping.unwrap(wrapped);
            }
        }

        /** As if the person were another: nothing is wrapped anew, the role is not part of the key. */
        Password with(Role other) {
            return new Password(user, other, since, needsKeyFile, cost, salt, wrapped);
        }

        /** Takes as long as {@link #open} of a slot with this cost. */
        static void openNone(Credentials credentials, KdfCost cost, Entropy entropy) {
            wrappingKey("", credentials, cost, entropy.bytes(16)).close();
        }

        private static Key256 wrappingKey(String user, Credentials credentials, KdfCost cost, byte[] salt) {
            String label = "lantern/kek/v1/" + user;
            Secret password = credentials.password();
            Optional<SecondFactor> factor = credentials.keyFile();
            return factor.isPresent()
                    ? Key256.ofPassword(password, factor.get(), salt, cost, label)
                    : Key256.ofPassword(password, salt, cost, label);
        }
    }

    /** A user whose way in was taken away: the wrapped key is gone. */
    record Disabled(String user, Role role, Instant since) implements OfUser {}

    /** The vault's key, wrapped under the printed recovery key. */
    record Recovery(byte[] salt, byte[] wrapped) implements KeySlot {
        private static final String LABEL = "lantern/recovery/v1";

        static Recovery of(RecoveryKey key, Key256 vaultKey, Entropy entropy) {
            byte[] salt = entropy.bytes(16);
            try (Key256 wrapping = key.wrappingKey(LABEL, salt)) {
                return new Recovery(salt, wrapping.wrap(vaultKey));
            }
        }

        Key256 open(RecoveryKey key) throws BrokenSealException {
            try (Key256 wrapping = key.wrappingKey(LABEL, salt)) {
                return wrapping.unwrap(wrapped);
            }
        }
    }

    /** Whose slot it is. */
    record Person(String name, Role role, Instant since) {}
}
