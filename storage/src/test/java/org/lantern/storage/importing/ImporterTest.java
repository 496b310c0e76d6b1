package org.lantern.storage.importing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.archive.InstanceRow;
import org.lantern.storage.archive.PatientRow;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.importing.Rejected.Reason;
import org.lantern.storage.vault.Vault;

class ImporterTest {
    @TempDir
    Path folder;

    private Vault vault;

    @BeforeEach
    void make() throws StorageException {
        vault = TestVault.create(folder.resolve("vault"));
    }

    @AfterEach
    void close() throws StorageException {
        vault.close();
    }

    @Test
    void a_folder_of_series_is_stored_listed_and_read_back_byte_for_byte() throws Exception {
        SyntheticSeries series = SyntheticSeries.of(7, 150);
        write(folder.resolve("in/deep/er"), series);
        Files.writeString(folder.resolve("in/notes.txt"), "no DICOM at all, but long enough to look at twice");
        ImportReport report = importing("in");
        assertEquals(151, report.files());
        assertEquals(150, report.stored());
        assertEquals(List.of(Reason.NOT_DICOM), report.rejected().stream().map(Rejected::reason).toList());
        assertEquals(List.of(series.studyUid()), report.studyUids());
        reopen();
        StudyRow study = vault.archive().study(series.studyUid()).orElseThrow();
        assertEquals(150, study.instanceCount());
        assertEquals(1, study.seriesCount());
        assertEquals(List.of("MR"), study.modalities());
        assertEquals("李四7", study.patient().ideographicName());
        assertEquals(1, study.patient().studyCount());
        for (int slice : new int[]{0, 77, 149}) {
            byte[] expected = SyntheticSeries.file(series.dataSet(slice));
            assertArrayEquals(expected, content(series.seriesUid() + "." + (slice + 1)));
        }
    }

    @Test
    void instances_are_listed_in_the_order_of_their_place_as_their_numbers_rise() throws Exception {
        SyntheticSeries series = SyntheticSeries.of(1, 20);
        write(folder.resolve("in"), series);
        importing("in");
        List<Integer> numbers = vault.archive().instances(series.seriesUid()).stream()
                .map(row -> row.instanceNumber().getAsInt()).toList();
        assertEquals(java.util.stream.IntStream.rangeClosed(1, 20).boxed().toList(), numbers);
    }

    @Test
    void importing_again_stores_nothing_twice() throws Exception {
        write(folder.resolve("in"), SyntheticSeries.of(1, 70));
        importing("in");
        long before = packBytes();
        ImportReport again = importing("in");
        assertEquals(0, again.stored());
        assertEquals(70, again.duplicates());
        assertEquals(70, vault.archive().counts().instances());
        assertEquals(before, packBytes());
    }

    @Test
    void the_same_uid_with_other_content_is_refused() throws Exception {
        SyntheticSeries series = SyntheticSeries.of(1, 1);
        write(folder.resolve("in"), series);
        importing("in");
        DataSet other = series.dataSet(0).toBuilder().put(Tag.SeriesDescription, "changed").build();
        Path changed = Files.write(folder.resolve("changed.dcm"), SyntheticSeries.file(other));
        Path copy = Files.write(folder.resolve("copy.dcm"), SyntheticSeries.file(series.dataSet(0)));
        ImportReport report = run(changed, copy);
        assertEquals(Reason.OTHER_CONTENT, report.rejected().getFirst().reason());
        assertEquals(1, report.duplicates());
        assertArrayEquals(SyntheticSeries.file(series.dataSet(0)), content(series.seriesUid() + ".1"));
    }

    @Test
    void two_objects_with_one_uid_in_one_import_are_told_apart() throws Exception {
        SyntheticSeries series = SyntheticSeries.of(1, 1);
        DataSet other = series.dataSet(0).toBuilder().put(Tag.SeriesDescription, "changed").build();
        Path first = Files.write(folder.resolve("a.dcm"), SyntheticSeries.file(series.dataSet(0)));
        Path same = Files.write(folder.resolve("b.dcm"), SyntheticSeries.file(series.dataSet(0)));
        Path changed = Files.write(folder.resolve("c.dcm"), SyntheticSeries.file(other));
        ImportReport report = run(first, same, changed);
        assertEquals(1, report.stored());
        assertEquals(1, report.duplicates());
        assertEquals(1, report.rejected().size());
    }

    @Test
    void archives_are_read_without_unpacking_them() throws Exception {
        SyntheticSeries series = SyntheticSeries.of(1, 5);
        Path zip = folder.resolve("disc.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (DataSet slice : series.dataSets()) {
                out.putNextEntry(new ZipEntry("../../IM" + slice.text(Tag.InstanceNumber).orElseThrow()));
                out.write(SyntheticSeries.file(slice));
                out.closeEntry();
            }
        }
        assertEquals(5, run(zip).stored());
        assertArrayEquals(SyntheticSeries.file(series.dataSet(2)), content(series.seriesUid() + ".3"));
    }

    @Test
    void an_archive_that_swells_is_refused() throws Exception {
        Path zip = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bomb"));
            for (int i = 0; i < 40; i++) {
                out.write(new byte[1 << 20]);
            }
            out.closeEntry();
        }
        assertEquals(Reason.LIMIT, run(zip).rejected().getFirst().reason());
    }

    @Test
    void a_cut_file_is_refused_and_a_missing_one_is_named() throws Exception {
        byte[] whole = SyntheticSeries.file(SyntheticSeries.of(1, 1).dataSet(0));
        Path cut = Files.write(folder.resolve("cut.dcm"), java.util.Arrays.copyOf(whole, whole.length - 100));
        ImportReport report = run(cut, folder.resolve("missing.dcm"));
        assertEquals(0, report.stored());
        assertEquals(2, report.files());
        assertEquals(java.util.Set.of(Reason.TRUNCATED, Reason.UNREADABLE),
                report.rejected().stream().map(Rejected::reason).collect(Collectors.toSet()));
    }

    @Test
    void people_who_share_a_number_stay_two() throws Exception {
        SyntheticSeries one = SyntheticSeries.of(1, 2);
        SyntheticSeries two = new SyntheticSeries(one.patientId(), "Other^Person", "19551111", "1.2.3.4", "1.2.3.4.1",
                2, 10, 12, 5);
        write(folder.resolve("one"), one);
        write(folder.resolve("two"), two);
        importing("one");
        importing("two");
        assertEquals(2, vault.archive().patients("", 10).size());
        assertEquals(1, vault.archive().patients("other 1955", 10).size());
    }

    @Test
    void one_person_with_two_studies_is_one() throws Exception {
        SyntheticSeries one = SyntheticSeries.of(1, 2);
        SyntheticSeries two = new SyntheticSeries(one.patientId(), "MUSTER^PERSON1", one.birthDate(), "1.2.3.4",
                "1.2.3.4.1", 2, 10, 12, 5);
        write(folder.resolve("one"), one);
        write(folder.resolve("two"), two);
        importing("one");
        importing("two");
        PatientRow patient = vault.archive().patients("", 10).getFirst();
        assertEquals(2, patient.studyCount());
        assertEquals(2, vault.archive().studiesOf(patient.key()).size());
    }

    @Test
    void an_object_that_names_another_patient_for_a_study_is_refused() throws Exception {
        SyntheticSeries one = SyntheticSeries.of(1, 2);
        write(folder.resolve("one"), one);
        importing("one");
        DataSet foreign = one.dataSet(0).toBuilder().put(Tag.SOPInstanceUID, "1.2.3.9")
                .put(Tag.PatientID, "someone else").build();
        Path file = Files.write(folder.resolve("foreign.dcm"), SyntheticSeries.file(foreign));
        assertEquals(Reason.OTHER_PATIENT, run(file).rejected().getFirst().reason());
    }

    @Test
    void patients_are_found_by_any_part_of_name_and_number() throws Exception {
        for (int i = 1; i <= 12; i++) {
            write(folder.resolve("in"), SyntheticSeries.of(i, 1));
        }
        importing("in");
        assertEquals(12, vault.archive().patients("MUST", 100).size());
        assertEquals(4, vault.archive().patients("person1", 100).size());
        assertEquals(1, vault.archive().patients("四12", 100).size());
        assertEquals(1, vault.archive().patients("d-7 muster", 100).size());
        assertEquals(0, vault.archive().patients("%", 100).size());
        assertEquals(0, vault.archive().patients("_", 100).size());
        assertEquals(5, vault.archive().patients("", 5).size());
        assertEquals(12, vault.archive().studies("mr head", 100).size());
        assertEquals(1, vault.archive().studies("id-9 2026-03", 100).size());
    }

    @Test
    void a_cancelled_import_keeps_what_it_stored_and_can_be_completed() throws Exception {
        write(folder.resolve("in"), SyntheticSeries.of(1, 200));
        AtomicInteger asked = new AtomicInteger();
        ImportReport cut = vault.importer().run(List.of(folder.resolve("in")), _ -> {},
                () -> asked.incrementAndGet() > 1);
        assertTrue(cut.cancelled());
        assertTrue(cut.stored() > 0 && cut.stored() < 200);
        assertEquals(cut.stored(), vault.archive().counts().instances());
        ImportReport rest = importing("in");
        assertEquals(200 - cut.stored(), rest.stored());
        assertEquals(cut.stored(), rest.duplicates());
    }

    @Test
    void data_sets_are_stored_without_files() throws Exception {
        SyntheticSeries series = SyntheticSeries.of(3, 4);
        ImportReport report = vault.importer().store(series.dataSets().iterator(), 4, _ -> {}, () -> false);
        assertEquals(4, report.stored());
        InstanceRow row = vault.archive().instances(series.seriesUid()).getFirst();
        assertEquals(24, row.rows().getAsInt());
        assertEquals(40, row.columns().getAsInt());
    }

    @Test
    void what_is_not_there_is_said_to_be_not_there() {
        assertThrows(StorageException.NotFound.class, () -> vault.archive().open("1.2.3"));
    }

    private ImportReport importing(String name) throws StorageException {
        return run(folder.resolve(name));
    }

    private ImportReport run(Path... paths) throws StorageException {
        return vault.importer().run(List.of(paths), _ -> {}, () -> false);
    }

    private byte[] content(String uid) throws Exception {
        try (ByteSource source = vault.archive().open(uid)) {
            byte[] bytes = new byte[(int) source.size()];
            source.read(0, bytes, 0, bytes.length);
            return bytes;
        }
    }

    private long packBytes() throws IOException {
        try (var files = Files.list(folder.resolve("vault/packs"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private void reopen() throws StorageException {
        vault.close();
        vault = TestVault.open(folder.resolve("vault"));
    }

    private static void write(Path folder, SyntheticSeries series) throws Exception {
        Files.createDirectories(folder);
        for (DataSet slice : series.dataSets()) {
            Files.write(folder.resolve(slice.text(Tag.SOPInstanceUID).orElseThrow()), SyntheticSeries.file(slice));
        }
    }
}
