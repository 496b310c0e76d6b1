package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;

class FileSetWriterTest {
    @TempDir
    private Path folder;

    private static DataSetBuilder slice(String uid) {
        return new DataSetBuilder().put(Tag.SpecificCharacterSet, "GB18030")
                .put(Tag.SOPClassUID, Uids.CT_IMAGE_STORAGE).put(Tag.SOPInstanceUID, uid).put(Tag.PatientID, "P 1")
                .put(Tag.PatientName, "Zhang^Wei=张^伟").put(Tag.StudyInstanceUID, "2.25.10")
                .put(Tag.SeriesInstanceUID, "2.25.20").put(Tag.StudyDate, "20260302").put(Tag.StudyTime, "1200")
                .put(Tag.StudyID, "7").put(Tag.Modality, "CT").put(Tag.SeriesNumber, 3).put(Tag.InstanceNumber, 1)
                .put(Tag.Rows, 2).put(Tag.Columns, 3).putBytes(Tag.PixelData, Vr.OW, new byte[12]);
    }

    private static FileSetWriter.Source source(byte[] bytes) {
        return () -> new ArrayByteSource(bytes);
    }

    private static byte[] part10(DataSet dataSet) throws Exception {
        return DicomFileTest.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private FileSetWriter.Written write(List<FileSetWriter.Source> sources) throws Exception {
        return FileSetWriter.write(sources, folder.resolve("set"), "LANTERN", "2.25.99", ParseLimits.CLINICAL, _ -> {},
                () -> false);
    }

    private DicomDirectory directory() throws Exception {
        try (DicomFile file = DicomFile.read(folder.resolve("set/DICOMDIR"), ParseLimits.CLINICAL)) {
            assertEquals(List.of(), file.warnings());
            assertEquals("2.25.99", file.meta().text(Tag.MediaStorageSOPInstanceUID).orElseThrow());
            return DicomDirectory.of(file);
        }
    }

    @Test
    void instances_become_files_of_their_bytes_under_records_of_patient_study_and_series() throws Exception {
        byte[] first = part10(slice("2.25.1").build());
        byte[] second = part10(slice("2.25.2").put(Tag.SeriesInstanceUID, "2.25.21").put(Tag.InstanceNumber, 2)
                .build());
        byte[] other = part10(slice("2.25.3").put(Tag.PatientID, "P 2").put(Tag.StudyInstanceUID, "2.25.11").build());
        byte[] text = "a letter".getBytes(StandardCharsets.US_ASCII);
        FileSetWriter.Written written = write(List.of(source(first), source(second), source(text), source(other),
                source(first)));
        assertEquals(3, written.instances());
        assertEquals(1, written.duplicates());
        assertEquals(List.of(new FileSetWriter.LeftOut(2, Rejected.Reason.NOT_DICOM,
                written.leftOut().getFirst().detail())), written.leftOut());
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("set/DICOM/PA000001/ST000001/SE000001/IM000001")));
        List<DicomDirectory.Entry> roots = directory().roots();
        assertEquals(List.of("P 1", "P 2"),
                roots.stream().map(r -> r.keys().text(Tag.PatientID).orElseThrow()).toList());
        DicomDirectory.Entry patient = roots.getFirst();
        assertEquals("张^伟", patient.keys().personName(Tag.PatientName).orElseThrow().ideographic().toString());
        DicomDirectory.Entry study = patient.children().getFirst();
        assertEquals("20260302", study.keys().text(Tag.StudyDate).orElseThrow());
        assertTrue(study.keys().contains(Tag.AccessionNumber));
        assertEquals(2, study.children().size());
        DicomDirectory.Entry image = study.children().get(1).children().getFirst();
        assertEquals("IMAGE", image.type());
        assertEquals(List.of("DICOM", "PA000001", "ST000001", "SE000002", "IM000001"), image.fileId());
        assertEquals("2.25.2", image.keys().text(Tag.ReferencedSOPInstanceUIDInFile).orElseThrow());
        assertEquals("1.2.840.10008.1.2.1", image.keys().text(Tag.ReferencedTransferSyntaxUIDInFile).orElseThrow());
    }

    @Test
    void what_tells_records_apart_is_made_up_and_a_date_is_not() throws Exception {
        byte[] poor = part10(slice("2.25.1").remove(Tag.PatientID).remove(Tag.StudyDate).remove(Tag.StudyID)
                .remove(Tag.SeriesNumber).remove(Tag.InstanceNumber).build());
        write(List.of(source(poor)));
        DicomDirectory.Entry patient = directory().roots().getFirst();
        assertEquals("NOID1", patient.keys().text(Tag.PatientID).orElseThrow());
        DicomDirectory.Entry study = patient.children().getFirst();
        assertTrue(study.keys().element(Tag.StudyDate).orElseThrow().isEmpty());
        assertEquals("1", study.keys().text(Tag.StudyID).orElseThrow());
        DicomDirectory.Entry series = study.children().getFirst();
        assertEquals(1, series.keys().integer(Tag.SeriesNumber).orElseThrow());
        assertEquals(1, series.children().getFirst().keys().integer(Tag.InstanceNumber).orElseThrow());
    }

    @Test
    void an_object_without_file_meta_gets_it_and_a_damaged_one_leaves_no_trace() throws Exception {
        var bare = new java.io.ByteArrayOutputStream();
        DicomWriter.writeDataSet(slice("2.25.1").build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, bare);
        var damaged = new java.io.ByteArrayOutputStream();
        DicomWriter.writeDataSet(slice("2.25.2").put(Tag.PatientID, "P 2").build(),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, damaged);
        byte[] cut = Arrays.copyOf(damaged.toByteArray(), damaged.size() - 4);
        FileSetWriter.Written written = write(List.of(source(cut), source(bare.toByteArray())));
        assertEquals(Rejected.Reason.TRUNCATED, written.leftOut().getFirst().reason());
        assertEquals(1, directory().roots().size());
        try (DicomFile file = DicomFile.read(written.files().getFirst(), ParseLimits.CLINICAL)) {
            assertEquals("2.25.1", file.meta().text(Tag.MediaStorageSOPInstanceUID).orElseThrow());
        }
        try (var all = Files.walk(folder)) {
            assertEquals(2, all.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void nothing_is_overwritten_and_cancelling_leaves_no_directory() throws Exception {
        List<FileSetWriter.Source> one = List.of(source(part10(slice("2.25.1").build())));
        write(one);
        assertThrows(ImagingException.Io.class, () -> write(one));
        FileSetWriter.Written stopped = FileSetWriter.write(one, folder.resolve("stopped"), "", "2.25.98",
                ParseLimits.CLINICAL, _ -> {}, () -> true);
        assertTrue(stopped.cancelled());
        assertFalse(Files.exists(folder.resolve("stopped/DICOMDIR")));
    }

    @Test
    void an_empty_set_has_an_empty_directory() throws Exception {
        write(List.of());
        assertEquals(List.of(), directory().roots());
    }

    /** Every kind of object of the corpus; DCMTK and pydicom read the directory and find the same files in it. */
    @Test
    void dcmtk_and_pydicom_read_what_is_written() throws Exception {
        List<Path> corpus = Peers.corpus().stream()
                .filter(p -> p.toString().matches(".*/(pydicom|dcm4che/mr-series|wg04/REF)/[^/]*")).toList();
        assumeTrue(!corpus.isEmpty(), "no corpus");
        List<FileSetWriter.Source> sources = new ArrayList<>();
        corpus.forEach(path -> sources.add(() -> new Location(path, java.util.Optional.empty())
                .open(ParseLimits.CLINICAL)));
        FileSetWriter.Written written = write(sources);
        assertTrue(written.instances() > 50, written.toString());
        DicomDirectory directory = directory();
        assertEquals(written.instances(), directory.fileIds().size());
        TreeSet<String> types = new TreeSet<>();
        directory.roots().forEach(p -> p.children().forEach(s -> s.children()
                .forEach(series -> series.children().forEach(i -> types.add(i.type())))));
        assertTrue(types.containsAll(List.of("IMAGE", "RT DOSE", "RT PLAN", "RT STRUCTURE SET", "SR DOCUMENT",
                "WAVEFORM")), types.toString());
        for (List<String> id : directory.fileIds()) {
            assertTrue(DicomDirectory.resolve(folder.resolve("set"), id).isPresent(), id.toString());
        }
        String path = folder.resolve("set/DICOMDIR").toString();
        if (Peers.has("dcmdump")) {
            Peers.Output dump = Peers.run(List.of("dcmdump", "+P", "0004,1500", "+p", path), "");
            assertEquals(0, dump.exit());
            assertEquals(written.instances(),
                    new String(dump.bytes(), StandardCharsets.UTF_8).lines().filter(l -> l.contains("IM0")).count());
        }
        if (Peers.python().isPresent()) {
            String script = "import sys\nfrom pydicom.fileset import FileSet\nfs = FileSet(sys.argv[1])\n"
                    + "for i in fs: i.load(); print(i.SOPInstanceUID, i.PatientID)\n";
            Peers.Output list = Peers.run(List.of(Peers.python().get(), "-W", "ignore", "-c", script, path), "");
            assertEquals(0, list.exit(), new String(list.bytes(), StandardCharsets.UTF_8));
            assertEquals(written.instances(), new String(list.bytes(), StandardCharsets.UTF_8).lines().count());
        }
    }

    /** DCMTK's dcmmkdir adds a file to our directory, for which it must understand all of it. */
    @Test
    void dcmtk_appends_to_what_is_written() throws Exception {
        assumeTrue(Peers.has("dcmmkdir"), "no dcmmkdir");
        write(List.of(source(part10(slice("2.25.1").build())),
                source(part10(slice("2.25.2").put(Tag.SeriesInstanceUID, "2.25.21").build()))));
        Path set = folder.resolve("set");
        Files.write(set.resolve("NEWFILE"), part10(slice("2.25.3").put(Tag.InstanceNumber, 2).build()));
        Peers.Output output = Peers.run(List.of("dcmmkdir", "-q", "+A", "+id", set.toString(), "+D",
                set.resolve("DICOMDIR").toString(), "-Nxc", "NEWFILE"), "");
        assertEquals(0, output.exit());
        DicomDirectory directory = directory();
        assertEquals(3, directory.fileIds().size());
        assertEquals(1, directory.roots().size());
        assertEquals(2, directory.roots().getFirst().children().getFirst().children().getFirst().children().size());
    }
}
