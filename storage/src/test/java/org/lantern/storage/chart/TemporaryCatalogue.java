package org.lantern.storage.chart;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.account.Role;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Disk;

/** A real encrypted catalogue in a folder of its own that can be closed and opened again. */
final class TemporaryCatalogue implements AutoCloseable {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00.123456789Z"), ZoneOffset.UTC);

    private final Path folder;
    private final Entropy entropy = new Entropy();
    private final Key256 key = Key256.random(entropy);
    private Catalogue catalogue;

    TemporaryCatalogue(Path folder) throws StorageException {
        this.folder = folder;
        this.catalogue = Catalogue.create(new Disk(), folder, key, entropy);
    }

    Chart chart(String user) {
        return chart(user, NOON);
    }

    Chart chart(String user, Clock clock) {
        return new Chart(catalogue, TestVault.unrecorded(user, Role.ADMINISTRATOR), clock);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    void reopen() throws StorageException {
        catalogue.close();
        catalogue = Catalogue.open(new Disk(), folder, key, entropy);
    }

    @Override
    public void close() throws StorageException {
        catalogue.close();
        key.close();
    }
}
