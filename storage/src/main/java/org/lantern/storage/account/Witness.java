package org.lantern.storage.account;

import org.lantern.storage.StorageException;

/** Writes down what was done. When it returns, that is on the medium. */
@FunctionalInterface
public interface Witness {
    /** @param emergency whether the glass was broken */
    void write(String user, Role role, boolean emergency, Deed deed) throws StorageException;
}
