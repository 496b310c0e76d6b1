package org.lantern.storage.vault;

import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.crypto.Secret;

/** One way into the vault: its key, wrapped under what a person knows or holds. */
sealed interface KeySlot {
    /** 16 random bytes of this slot. */
    byte[] salt();

    /** The vault key, 40 bytes. */
    byte[] wrapped();

    /** A user's password. */
    record Password(String user, KdfCost cost, byte[] salt, byte[] wrapped) implements KeySlot {
        static Password of(String user, Secret password, KdfCost cost, Key256 vaultKey, Entropy entropy) {
            byte[] salt = entropy.bytes(16);
            try (Key256 wrapping = wrappingKey(user, password, cost, salt)) {
                return new Password(user, cost, salt, wrapping.wrap(vaultKey));
            }
        }

        Key256 open(Secret password) throws BrokenSealException {
            try (Key256 wrapping = wrappingKey(user, password, cost, salt)) {
                return wrapping.unwrap(wrapped);
            }
        }

        private static Key256 wrappingKey(String user, Secret password, KdfCost cost, byte[] salt) {
            return Key256.ofPassword(password, salt, cost, "lantern/kek/v1/" + user);
        }
    }

    /** The printed recovery key. */
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
}
