package org.lantern.storage.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.storage.OpenStore;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.medium.Disk;

class DiskFullTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(longs = {0, 5_000, 40_000, 90_000, 200_000, 333_333, 500_000})
    void a_full_disk_is_said_so_and_nothing_that_was_stored_is_lost(long room) throws Exception {
        Key256 key = Key256.random(new Entropy());
        OpenStore.create(new Disk(), root, key).close();
        FullMedium medium = new FullMedium(room + 8192);
        int stored = 0;
        try (OpenStore store = OpenStore.open(medium, root, key)) {
            StorageException failure = null;
            while (failure == null) {
                try {
                    store.store(SyntheticSeries.of(stored, 2).dataSets());
                    stored++;
                } catch (StorageException full) {
                    failure = full;
                }
            }
            assertInstanceOf(StorageException.NoSpace.class, failure);
            assertTrue(stored < 200);
            medium.addRoom(4 << 20);
            assertEquals(2 * stored, store.contents().size());
            store.store(SyntheticSeries.of(stored, 2).dataSets());
            stored++;
        }
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            Map<String, byte[]> contents = store.contents();
            assertEquals(2 * stored, contents.size());
            for (int i = 0; i < stored; i++) {
                for (DataSet slice : SyntheticSeries.of(i, 2).dataSets()) {
                    assertArrayEquals(SyntheticSeries.file(slice),
                            contents.get(slice.text(Tag.SOPInstanceUID).orElseThrow()));
                }
            }
        }
    }
}
