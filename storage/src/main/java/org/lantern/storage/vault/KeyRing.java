package org.lantern.storage.vault;

import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Key256;

/** The vault key while the vault is open, and the key file that is valid now. Safe for use by several threads. */
final class KeyRing implements AutoCloseable {
    private final KeyStore store;
    private final Key256 vaultKey;
    private final Changed changed;
    private KeyFile keys;
    private boolean closed;

    /** @param changed told of a new generation once it is on the medium */
    KeyRing(KeyStore store, KeyStore.Unlocked unlocked, Changed changed) {
        this.store = store;
        this.vaultKey = unlocked.vaultKey();
        this.keys = unlocked.keys();
        this.changed = changed;
    }

    synchronized KeyFile keys() {
        return keys;
    }

    synchronized Key256 vaultKey() throws StorageException.Closed {
        if (closed) {
            throw new StorageException.Closed();
        }
        return vaultKey;
    }

    /** Puts a slot in the place of the same user's, or of the recovery slot. */
    synchronized void put(KeySlot slot) throws StorageException {
        KeyFile next = keys.with(slot);
        store.write(next, vaultKey());
        keys = next;
        changed.to(next.generation());
    }

    @Override
    public synchronized void close() {
        closed = true;
        vaultKey.close();
    }

    @FunctionalInterface
    interface Changed {
        void to(long generation) throws StorageException;
    }
}
