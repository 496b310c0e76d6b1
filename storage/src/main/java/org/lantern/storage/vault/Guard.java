package org.lantern.storage.vault;

import org.lantern.storage.StorageException;
import org.lantern.storage.audit.Position;
import org.lantern.storage.catalogue.Catalogue;

/**
 * What key file, audit trail and record of failed logins have reached at least, kept in the catalogue, which has an
 * anchor of its own: an older copy of one of them put back is noticed.
 */
record Guard(long keyGeneration, Position audit, long loginSeries) {
    /** Nothing, if it was never written. */
    static Guard read(Catalogue catalogue) throws StorageException {
        return catalogue.read(handle -> handle.createQuery("SELECT * FROM vault_guard WHERE id = 1")
                .map((row, _) -> new Guard(row.getLong("key_generation"),
                        new Position(row.getInt("audit_trail"), row.getLong("audit_count")),
                        row.getLong("login_series")))
                .findOne().orElseGet(() -> new Guard(0, new Position(0, 0), 0)));
    }

    void write(Catalogue catalogue) throws StorageException {
        catalogue.inTransaction(handle -> {
            int written = handle.execute("UPDATE vault_guard SET key_generation = ?, audit_trail = ?, audit_count = ?,"
                    + " login_series = ? WHERE id = 1", keyGeneration, audit.trail(), audit.count(), loginSeries);
            return written > 0 ? written : handle.execute("INSERT INTO vault_guard (id, key_generation, audit_trail,"
                    + " audit_count, login_series) VALUES (1, ?, ?, ?, ?)", keyGeneration, audit.trail(), audit.count(),
                    loginSeries);
        });
    }
}
