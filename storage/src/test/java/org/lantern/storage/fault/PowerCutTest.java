package org.lantern.storage.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.storage.OpenStore;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.medium.Disk;

class PowerCutTest {
    private static final int CUTS = Integer.getInteger("lantern.powerCuts", 10);
    private static final int OPERATIONS = 260;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void what_was_acknowledged_survives_a_power_cut_and_nothing_is_half_there(CrashingMedium.Survives survives)
            throws Exception {
        Random random = new Random(survives.ordinal());
        for (int round = 0; round < CUTS; round++) {
            Path root = folder.resolve(survives + "-" + round);
            Key256 key = Key256.random(new Entropy());
            OpenStore.create(new Disk(), root, key).close();
            List<SyntheticSeries> acknowledged = workUntilCut(root, key, survives, random);
            check(root, key, acknowledged, survives + " " + round);
            delete(root);
        }
    }

    /** Stores series, and closes and opens in between, until the medium fails. */
    private static List<SyntheticSeries> workUntilCut(Path root, Key256 key, CrashingMedium.Survives survives,
            Random random) throws IOException {
        CrashingMedium medium = new CrashingMedium(random.nextInt(OPERATIONS));
        List<SyntheticSeries> acknowledged = new ArrayList<>();
        int number = 0;
        while (!medium.isCut()) {
            try (OpenStore store = OpenStore.open(medium, root, key)) {
                for (int i = 0; i < 4; i++) {
                    SyntheticSeries series = SyntheticSeries.of(number++, 1 + random.nextInt(3));
                    store.store(series.dataSets());
                    acknowledged.add(series);
                }
            } catch (StorageException failure) {
                assertTrue(medium.isCut(), failure::toString);
            }
        }
        medium.cut(survives, random);
        return acknowledged;
    }

    private static void check(Path root, Key256 key, List<SyntheticSeries> acknowledged, String round)
            throws Exception {
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            Map<String, byte[]> contents = store.contents();
            assertEquals(contents.size(), store.archive().counts().instances(), round);
            for (SyntheticSeries series : acknowledged) {
                for (DataSet slice : series.dataSets()) {
                    assertArrayEquals(SyntheticSeries.file(slice),
                            contents.remove(slice.text(Tag.SOPInstanceUID).orElseThrow()), round);
                }
            }
            for (String left : contents.keySet()) {
                int number = Integer.parseInt(left.split("\\.")[8]);
                assertTrue(number >= acknowledged.size(), round + ": " + left);
            }
            store.store(SyntheticSeries.of(9999, 1).dataSets());
        }
        try (OpenStore store = OpenStore.open(new Disk(), root, key)) {
            assertEquals(store.contents().size(), store.archive().counts().instances(), round);
        }
    }

    private static void delete(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
