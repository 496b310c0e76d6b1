package org.lantern.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lantern.imaging.ImagingException;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** Takes the files into new encrypted vaults, each synced to the medium, and reads them back out of the last one. */
record VaultRoundTrip() implements QuickBenchmark {
    private static final double MILLION = 1e6;
    /** What is stored is thrown away: its time of storing means nothing, and neither does the password. */
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final String USER = "bench";

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public void run(Specimens specimens, Timing timing, Consumer<Figure> measured)
            throws ImagingException, StorageException, IOException {
        if (specimens.files().isEmpty()) {
            return;
        }
        double bytes = 0;
        for (Path file : specimens.files()) {
            bytes += Files.size(file);
        }
        try (var password = Secret.ofPassword("benchmark only".toCharArray());
                var importing = new Importing(specimens, password)) {
            measured.accept(timing.measure(name(), "import", bytes / MILLION, "MB", importing));
            var full = importing.vault.orElseThrow();
            List<String> uids = new ArrayList<>();
            for (var study : full.archive().studies("", specimens.files().size())) {
                for (var series : full.archive().series(study.uid())) {
                    full.archive().instances(series.uid()).forEach(instance -> uids.add(instance.sopInstanceUid()));
                }
            }
            measured.accept(timing.measure(name(), "read-back", full.info().bytes() / MILLION, "MB",
                    () -> readBack(full, uids)));
        }
    }

    private static void readBack(Vault vault, List<String> uids) throws StorageException, ImagingException {
        for (var uid : uids) {
            try (var source = vault.archive().open(uid)) {
                source.read(0, new byte[(int) source.size()], 0, (int) source.size());
            } catch (IOException e) {
                throw new ImagingException.Io(e);
            }
        }
    }

    /** One pass is an import into a new vault; the last vault stays open. */
    private static final class Importing implements Timing.Work, AutoCloseable {
        private final Specimens specimens;
        private final Secret password;
        private Optional<Vault> vault = Optional.empty();
        private int made;

        Importing(Specimens specimens, Secret password) {
            this.specimens = specimens;
            this.password = password;
        }

        @Override
        public void prepare() throws StorageException {
            close();
            made++;
            var created = Vault.create(specimens.scratch().resolve("vault" + made), USER, password, KdfCost.FLOOR,
                    CLOCK);
            created.recoveryKey().close();
            vault = Optional.of(created.vault());
        }

        @Override
        public void run() throws StorageException {
            vault.orElseThrow().importer().run(specimens.files(), _ -> {}, () -> false);
        }

        @Override
        public void close() throws StorageException {
            if (vault.isPresent()) {
                vault.get().close();
                vault = Optional.empty();
            }
        }
    }
}
