package org.lantern.storage.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.OpenStore;
import org.lantern.storage.StorageException;
import org.lantern.storage.Tables;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.journal.Journal;
import org.lantern.storage.medium.Disk;
import org.lantern.storage.object.ObjectLocation;

class UpkeepTest {
    private static final SyntheticSeries DOOMED = SyntheticSeries.of(2, 5);

    private final Key256 key = Key256.random(new Entropy());

    @TempDir
    Path root;

    @Test
    void an_erased_study_opens_nowhere_and_the_others_do() throws Exception {
        fill();
        Map<String, byte[]> pack = files(root.resolve("packs"));
        try (OpenStore store = open()) {
            List<ObjectLocation> doomed = locations(store, DOOMED.studyUid());
            assertEquals(5, doomed.size());
            for (ObjectLocation location : doomed) {
                store.packs().open(location).close();
            }
            assertEquals(5, store.upkeep().delete(DOOMED.studyUid()).objects());
            for (ObjectLocation location : doomed) {
                assertThrows(StorageException.Tampered.class, () -> store.packs().open(location));
            }
            assertTrue(store.archive().study(DOOMED.studyUid()).isEmpty());
            assertEquals(0, store.archive().patients("ID-2", 5).size());
            assertEquals(20, store.contents().size());
            assertThrows(StorageException.NotFound.class, () -> store.upkeep().delete(DOOMED.studyUid()));
        }
        assertTrue(pack.containsKey("00000001.pack"));
        assertFalse(journal().contains("Person2"), "in the journal");
        try (OpenStore store = open()) {
            assertEquals(20, store.contents().size());
            assertTrue(store.upkeep().verify(true, _ -> {}, () -> false).isWhole());
        }
    }

    /** Without which not finding the name would mean nothing. */
    @Test
    void before_the_study_is_erased_the_journal_has_its_name() throws Exception {
        fill();
        assertTrue(journal().contains("Person2"));
    }

    @Test
    void the_study_keys_of_before_do_not_open_the_vault_again() throws Exception {
        fill();
        byte[] before = Files.readAllBytes(root.resolve("packs/study.keys"));
        ObjectLocation doomed;
        try (OpenStore store = open()) {
            doomed = locations(store, DOOMED.studyUid()).getFirst();
            store.upkeep().delete(DOOMED.studyUid());
        }
        Files.write(root.resolve("packs/study.keys"), before);
        try (OpenStore store = open()) {
            assertThrows(StorageException.Tampered.class, () -> store.packs().open(doomed));
        }
    }

    @Test
    void an_erased_study_can_be_imported_again() throws Exception {
        fill();
        try (OpenStore store = open()) {
            store.upkeep().delete(DOOMED.studyUid());
            store.store(DOOMED.dataSets());
        }
        try (OpenStore store = open()) {
            store.upkeep().finishErasures();
            assertEquals(25, store.contents().size());
        }
        try (OpenStore store = open()) {
            assertEquals(25, store.contents().size());
        }
    }

    @Test
    void compaction_gives_the_space_back_and_keeps_everything_else() throws Exception {
        fill();
        long before = bytes();
        Map<String, byte[]> expected;
        try (OpenStore store = open()) {
            for (int i = 0; i < 4; i++) {
                store.upkeep().delete(SyntheticSeries.of(i, 5).studyUid());
            }
            expected = store.contents();
            assertEquals(5, expected.size());
            try (ByteSource reader = store.archive().open(expected.keySet().iterator().next())) {
                assertEquals(1, store.upkeep().compact());
                reader.read(0, new byte[100], 0, 100);
            }
            assertSame(expected, store.contents());
        }
        assertTrue(bytes() < before / 2, bytes() + " of " + before);
        Map<String, List<String>> rows;
        try (OpenStore store = open()) {
            assertSame(expected, store.contents());
            store.store(SyntheticSeries.of(40, 2).dataSets());
            assertTrue(store.upkeep().verify(true, _ -> {}, () -> false).isWhole());
            rows = Tables.of(store.catalogue());
        }
        Files.delete(root.resolve("catalogue/catalogue.mv.db"));
        org.lantern.storage.catalogue.Catalogue.rebuild(new Disk(), root.resolve("catalogue"), key, new Entropy());
        try (OpenStore store = open()) {
            assertEquals(rows, Tables.of(store.catalogue()));
            assertEquals(7, store.contents().size());
        }
    }

    @Test
    void a_damaged_object_is_named_and_the_rest_stays_usable() throws Exception {
        fill();
        ObjectLocation victim;
        try (OpenStore store = open()) {
            victim = locations(store, DOOMED.studyUid()).getLast();
            assertEquals(new VerifyReport(false, 25, 0, List.of(), List.of(), false),
                    store.upkeep().verify(false, _ -> {}, () -> false));
        }
        Path pack = root.resolve("packs/00000001.pack");
        byte[] content = Files.readAllBytes(pack);
        content[(int) victim.offset() + 500] ^= 1;
        Files.write(pack, content);
        try (OpenStore store = open()) {
            assertTrue(store.upkeep().verify(false, _ -> {}, () -> false).isWhole(), "headers are whole");
            VerifyReport report = store.upkeep().verify(true, _ -> {}, () -> false);
            assertEquals(List.of(DOOMED.studyUid()), report.studies());
            assertEquals(1, report.damaged().size());
            assertEquals(report.damaged(), store.upkeep().quarantined());
            assertEquals(24, store.archive().studies("", 100).stream().mapToInt(study -> study.instanceCount()).sum()
                    - 1);
        }
        content[(int) victim.offset() + 500] ^= 1;
        content[(int) victim.offset() + 30] ^= 1;
        Files.write(pack, content);
        try (OpenStore store = open()) {
            VerifyReport report = store.upkeep().verify(false, _ -> {}, () -> false);
            assertEquals(List.of(DOOMED.studyUid()), report.studies());
            assertEquals(List.of("pack 1"), report.faults());
        }
        content[(int) victim.offset() + 30] ^= 1;
        Files.write(pack, content);
        try (OpenStore store = open()) {
            assertTrue(store.upkeep().verify(true, _ -> {}, () -> false).isWhole());
            assertEquals(List.of(), store.upkeep().quarantined());
        }
    }

    private void fill() throws Exception {
        try (OpenStore store = OpenStore.create(new Disk(), root, key)) {
            for (int i = 0; i < 5; i++) {
                store.store(SyntheticSeries.of(i, 5).dataSets());
            }
        }
    }

    private OpenStore open() throws StorageException {
        return OpenStore.open(new Disk(), root, key);
    }

    private static List<ObjectLocation> locations(OpenStore store, String studyUid) throws StorageException {
        return store.catalogue().read(handle -> handle.createQuery("""
                SELECT i.* FROM instance i JOIN series r ON r.series_key = i.series_key
                JOIN study s ON s.study_key = r.study_key WHERE s.study_uid = ? ORDER BY pack_offset""")
                .bind(0, studyUid)
                .map((row, _) -> new ObjectLocation(row.getString("object_id"), row.getInt("pack_number"),
                        row.getLong("pack_offset"), row.getLong("object_bytes")))
                .list());
    }

    /** Everything that the journal holds, opened and inflated. */
    private String journal() throws Exception {
        StringBuilder text = new StringBuilder();
        try (Journal journal = Journal.open(new Disk(), root.resolve("catalogue/journal"),
                key.derive("lantern/journal/v1"), new Entropy())) {
            journal.readToEnd(journal.start(), (record, _) -> {
                byte[] payload = record.payload();
                if (payload.length > 1) {
                    try (var in = new java.util.zip.InflaterInputStream(
                            new java.io.ByteArrayInputStream(payload, 1, payload.length - 1),
                            new java.util.zip.Inflater(true))) {
                        text.append(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                    } catch (java.io.IOException _) {
                        text.append(new String(payload, java.nio.charset.StandardCharsets.UTF_8));
                    }
                }
            });
        }
        return text.toString();
    }

    private long bytes() throws Exception {
        return files(root.resolve("packs")).values().stream().mapToLong(content -> content.length).sum();
    }

    private static Map<String, byte[]> files(Path folder) throws Exception {
        Map<String, byte[]> all = new java.util.TreeMap<>();
        List<Path> paths = new ArrayList<>();
        try (var files = Files.list(folder)) {
            files.forEach(paths::add);
        }
        for (Path path : paths) {
            all.put(path.getFileName().toString(), Files.readAllBytes(path));
        }
        return all;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((uid, content) -> assertTrue(java.util.Arrays.equals(content, actual.get(uid)), uid));
    }
}
