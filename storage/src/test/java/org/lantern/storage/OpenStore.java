package org.lantern.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.account.Role;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.archive.InstanceRow;
import org.lantern.storage.archive.Intake;
import org.lantern.storage.archive.SeriesRow;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.importing.Adoption;
import org.lantern.storage.importing.ImportReport;
import org.lantern.storage.importing.Importer;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.object.PackStore;
import org.lantern.storage.upkeep.Upkeep;

/** The parts of a vault without its password, on any medium: what tests open and break hundreds of times. */
public final class OpenStore implements AutoCloseable {
    private static final byte[] VAULT_ID = new byte[16];

    private final Catalogue catalogue;
    private final PackStore packs;
    private final Archive archive;
    private final Importer importer;

    private OpenStore(Catalogue catalogue, PackStore packs) {
        this.catalogue = catalogue;
        this.packs = packs;
        this.archive = new Archive(catalogue, packs, TestVault.unrecorded("admin", Role.ADMINISTRATOR));
        this.importer = new Importer(packs, new Intake(catalogue),
                TestVault.unrecorded("admin", Role.ADMINISTRATOR), TestVault.CLOCK);
    }

    public static OpenStore create(Medium medium, Path root, Key256 key) throws StorageException, IOException {
        Files.createDirectories(root.resolve("catalogue"));
        Files.createDirectories(root.resolve("packs"));
        Entropy entropy = new Entropy();
        return new OpenStore(Catalogue.create(medium, root.resolve("catalogue"), key, entropy),
                PackStore.open(medium, root.resolve("packs"), VAULT_ID, key, entropy, Map.of()));
    }

    public static OpenStore open(Medium medium, Path root, Key256 key) throws StorageException {
        Entropy entropy = new Entropy();
        Catalogue catalogue = Catalogue.open(medium, root.resolve("catalogue"), key, entropy);
        try {
            Map<Integer, Long> committed = Archive.committedPacks(catalogue);
            PackStore packs = PackStore.open(medium, root.resolve("packs"), VAULT_ID, key, entropy, committed);
            OpenStore store = new OpenStore(catalogue, packs);
            try {
                new Adoption(packs, new Intake(catalogue)).adopt(packs.orphans(committed));
                return store;
            } catch (StorageException | RuntimeException failure) {
                packs.close();
                throw failure;
            }
        } catch (StorageException | RuntimeException failure) {
            catalogue.close();
            throw failure;
        }
    }

    public Archive archive() {
        return archive;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public PackStore packs() {
        return packs;
    }

    public Upkeep upkeep() {
        return new Upkeep(catalogue, packs, TestVault.unrecorded("tester", Role.ADMINISTRATOR), TestVault.CLOCK,
                new ReentrantLock());
    }

    public ImportReport store(List<DataSet> objects) throws StorageException {
        return importer.store(objects.iterator(), objects.size(), _ -> {}, () -> false);
    }

    /** Every object of the store by its UID, read whole. */
    public Map<String, byte[]> contents() throws StorageException, IOException {
        Map<String, byte[]> all = new HashMap<>();
        for (StudyRow study : archive.studies("", Integer.MAX_VALUE)) {
            for (SeriesRow series : archive.series(study.uid())) {
                for (InstanceRow instance : archive.instances(series.uid())) {
                    try (ByteSource source = archive.open(instance.sopInstanceUid())) {
                        byte[] bytes = new byte[(int) source.size()];
                        source.read(0, bytes, 0, bytes.length);
                        all.put(instance.sopInstanceUid(), bytes);
                    }
                }
            }
        }
        return all;
    }

    @Override
    public void close() throws StorageException {
        try (catalogue; packs) {
            // packs first
        }
    }
}
