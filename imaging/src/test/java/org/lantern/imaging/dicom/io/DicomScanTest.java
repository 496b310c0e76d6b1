package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;

class DicomScanTest {
    @TempDir
    private Path folder;

    /** An oblique slice; {@code place} counts slices of 2.5 mm along the normal. */
    private static DataSetBuilder slice(int number, double place) {
        return new DataSetBuilder().put(Tag.SOPClassUID, Uids.MR_IMAGE_STORAGE)
                .put(Tag.SOPInstanceUID, "2.25.7." + number).put(Tag.StudyInstanceUID, "2.25.5")
                .put(Tag.SeriesInstanceUID, "2.25.6").put(Tag.PatientID, "P1").put(Tag.PatientName, "Zhang^Wei=张^伟")
                .put(Tag.Modality, "MR").put(Tag.StudyDate, "20260302").put(Tag.InstanceNumber, number)
                .put(Tag.ImagePositionPatient, 10, -1.5 * place, 2 * place).put(Tag.ImageOrientationPatient, 1, 0, 0, 0,
                        0.8, 0.6)
                .put(Tag.Rows, 4).put(Tag.Columns, 3).put(Tag.PixelSpacing, 0.5, 0.7)
                .putBytes(Tag.PixelData, Vr.OW, new byte[24]);
    }

    private Path store(String name, DataSet dataSet) throws Exception {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, DicomFileTest.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    private ScanResult scan(Path... roots) {
        return DicomScan.scan(List.of(roots), ParseLimits.CLINICAL, _ -> {}, () -> false);
    }

    @Test
    void slices_are_grouped_and_sorted_by_position_and_gaps_are_counted() throws Exception {
        double[] places = {0, 1, 2, 3, 5, 6};
        for (int i = 0; i < places.length; i++) {
            store("a/" + (char) ('z' - i), slice(10 - i, places[i]).build());
        }
        List<Double> progress = new ArrayList<>();
        ScanResult result = DicomScan.scan(List.of(folder), ParseLimits.CLINICAL, progress::add, () -> false);
        assertEquals(6, result.instances());
        ScanResult.Stack stack = result.patients().getFirst().studies().getFirst().series().getFirst().stacks()
                .getFirst();
        assertEquals(List.of(10, 9, 8, 7, 6, 5),
                stack.instances().stream().map(i -> i.number().orElseThrow()).toList());
        assertEquals(2.5, stack.spacingMm().orElseThrow(), 1e-9);
        assertEquals(1, stack.gapCount());
        assertEquals(0, stack.duplicatePositionCount());
        assertEquals("张^伟", result.patients().getFirst().name().ideographic().toString());
        assertEquals(1.0, progress.getLast());
        assertEquals(progress.stream().sorted().toList(), progress);
    }

    @Test
    void two_echoes_at_the_same_places_are_two_stacks_and_a_changing_time_alone_is_not() throws Exception {
        for (int i = 0; i < 6; i++) {
            store("two/" + i, slice(i, i / 2).put(Tag.EchoTime, i % 2 == 0 ? 10.0 : 20.0).build());
            store("one/" + i, slice(100 + i, i).put(Tag.SeriesInstanceUID, "2.25.8")
                    .put(Tag.TriggerTime, 11.0 * i).build());
        }
        List<ScanResult.Series> series = scan(folder).patients().getFirst().studies().getFirst().series();
        for (ScanResult.Series one : series) {
            assertEquals(one.uid().equals("2.25.6") ? 2 : 1, one.stacks().size());
            assertFalse(one.isMixedGeometry());
        }
    }

    @Test
    void a_localizer_among_the_slices_makes_the_geometry_mixed() throws Exception {
        store("1", slice(1, 1).build());
        store("2", slice(2, 2).build());
        store("3", slice(3, 3).put(Tag.ImageOrientationPatient, 0, 1, 0, 0, 0, -1).build());
        assertTrue(scan(folder).patients().getFirst().studies().getFirst().series().getFirst().isMixedGeometry());
    }

    @Test
    void what_is_no_instance_is_rejected_with_its_reason() throws Exception {
        store("good", slice(1, 1).build());
        store("again.dcm", slice(1, 1).build());
        store("no-study", slice(2, 1).remove(Tag.StudyInstanceUID).build());
        Files.writeString(folder.resolve("readme.txt"), "Thank you for choosing our hospital.");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/hostname"));
        ScanResult result = scan(folder);
        assertEquals(4, result.files());
        assertEquals(1, result.instances());
        assertEquals(1, result.duplicates().size());
        assertEquals(List.of(Rejected.Reason.LINK_OUTSIDE, Rejected.Reason.MISSING_IDENTIFIER,
                Rejected.Reason.NOT_DICOM),
                result.rejected().stream().map(Rejected::reason).sorted().toList().reversed()
                        .stream().sorted(java.util.Comparator.comparing(Enum::name)).toList());
    }

    @Test
    void a_zip_is_read_without_unpacking_and_its_names_are_no_paths() throws Exception {
        Path zip = folder.resolve("study.bin");
        try (OutputStream out = Files.newOutputStream(zip); ZipOutputStream zipped = new ZipOutputStream(out)) {
            for (int i = 0; i < 3; i++) {
                zipped.putNextEntry(new ZipEntry("../../escape/" + i));
                zipped.write(DicomFileTest.write(slice(i, i).build(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
            }
            zipped.putNextEntry(new ZipEntry("bomb"));
            byte[] head = DicomFileTest.write(slice(9, 9).putBytes(Tag.of(0x0028, 0x3006), Vr.OW, new byte[40 << 20])
                    .build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            zipped.write(head);
        }
        ScanResult result = scan(zip);
        assertEquals(3, result.instances());
        assertEquals(4, result.files());
        assertEquals(1, result.rejected().size());
        ScanResult.Instance instance = result.patients().getFirst().studies().getFirst().series().getFirst().stacks()
                .getFirst().instances().getFirst();
        try (ByteSource source = instance.location().open(ParseLimits.CLINICAL);
                DicomFile file = DicomFile.read(source, ParseLimits.CLINICAL)) {
            assertEquals("MR", file.dataSet().text(Tag.Modality).orElseThrow());
            assertTrue(file.isComplete());
        }
    }

    @Test
    void a_directory_leads_to_its_files_and_never_out_of_its_folder() throws Exception {
        store("cd/dicom/im1", slice(1, 1).build());
        store("secret", slice(2, 2).build());
        DataSet directory = new DataSetBuilder().put(Tag.FileSetID, "TEST")
                .putSequence(Tag.DirectoryRecordSequence, entry("DICOM", "IM1"), entry("..", "SECRET"),
                        entry("DICOM", "..", "..", "SECRET"), entry("/etc/hostname"), entry("DICOM", "MISSING"))
                .build();
        DataSet meta = new DataSetBuilder().put(Tag.MediaStorageSOPClassUID, Uids.MEDIA_STORAGE_DIRECTORY)
                .put(Tag.MediaStorageSOPInstanceUID, "2.25.99").build();
        Path path = folder.resolve("cd/DICOMDIR");
        try (OutputStream out = Files.newOutputStream(path)) {
            DicomWriter.write(meta, directory, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
        }
        ScanResult result = scan(path);
        assertEquals(1, result.instances());
        assertEquals(4, result.rejected().size());
        assertTrue(result.rejected().stream()
                .allMatch(r -> r.reason() == Rejected.Reason.MISSING_REFERENCED_FILE));
    }

    @Test
    void a_directory_inside_of_a_zip_tells_what_is_missing_from_it() throws Exception {
        Path zip = folder.resolve("cd 1 (copy).ZIP.part\u001b[31m");
        try (OutputStream out = Files.newOutputStream(zip); ZipOutputStream zipped = new ZipOutputStream(out)) {
            zipped.putNextEntry(new ZipEntry("disc/dicomdir"));
            DicomDirectoryWriter.write(DataSet.EMPTY, "2.25.99",
                    List.of(new DicomDirectory.Entry("IMAGE", DataSet.EMPTY, List.of("DICOM", "IM1"), List.of()),
                            new DicomDirectory.Entry("IMAGE", DataSet.EMPTY, List.of("DICOM", "IM2"), List.of())),
                    zipped);
            zipped.putNextEntry(new ZipEntry("disc/Dicom/im1;1"));
            zipped.write(DicomFileTest.write(slice(1, 1).build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        }
        ScanResult result = scan(zip);
        assertEquals(1, result.instances());
        assertEquals(List.of(Rejected.Reason.MISSING_REFERENCED_FILE),
                result.rejected().stream().map(Rejected::reason).toList());
        assertTrue(result.rejected().getFirst().location().toString().contains("DICOM/IM2"));
    }

    private static DataSet entry(String... fileId) {
        return new DataSetBuilder().put(Tag.DirectoryRecordType, "IMAGE").put(Tag.RecordInUseFlag, 0xffff)
                .put(Tag.ReferencedFileID, Vr.CS, fileId).build();
    }

    @Test
    void the_corpus_directories_have_the_records_of_their_files() throws Exception {
        List<Path> corpus = Peers.corpus();
        assumeTrue(!corpus.isEmpty(), "no corpus");
        Path tests = Peers.root().resolve("pydicom/dicomdirtests");
        for (String name : List.of("DICOMDIR", "DICOMDIR-nooffset", "DICOMDIR-reordered", "DICOMDIR-nopatient")) {
            try (DicomFile file = DicomFile.read(tests.resolve(name), ParseLimits.CLINICAL)) {
                assertTrue(DicomDirectory.isDirectory(file));
                DicomDirectory directory = DicomDirectory.of(file);
                long present = directory.fileIds().stream()
                        .filter(id -> DicomDirectory.resolve(tests, id).isPresent()).count();
                assertEquals(31, directory.fileIds().size(), name);
                assertEquals(31, present, name);
            }
        }
        try (DicomFile file = DicomFile.read(tests.resolve("DICOMDIR"), ParseLimits.CLINICAL)) {
            List<DicomDirectory.Entry> roots = DicomDirectory.of(file).roots();
            assertEquals(List.of("PATIENT", "PATIENT"), roots.stream().map(DicomDirectory.Entry::type).toList());
            assertEquals("STUDY", roots.getFirst().children().getFirst().type());
        }
        ScanResult result = scan(Peers.root().resolve("mr-t1-384"));
        assertEquals(384, result.instances());
        ScanResult.Stack stack = result.patients().getFirst().studies().getFirst().series().getFirst().stacks()
                .getFirst();
        assertEquals(384, stack.instances().size());
        assertEquals(0, stack.gapCount());
        assertEquals(0.6667, stack.spacingMm().orElseThrow(), 0.001);
    }
}
