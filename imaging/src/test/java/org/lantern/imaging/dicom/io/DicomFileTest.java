package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.CharacterSet;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;

class DicomFileTest {
    private static final byte[] PIXELS = pixels();

    private static byte[] pixels() {
        byte[] bytes = new byte[60_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 200);
        }
        return bytes;
    }

    static DataSet image() {
        DataSet code = new DataSetBuilder().put(Tag.CodeValue, "T-04000").put(Tag.CodeMeaning, "Brust – 乳房").build();
        return new DataSetBuilder().put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.SOPClassUID, Uids.CT_IMAGE_STORAGE).put(Tag.SOPInstanceUID, "2.25.1234")
                .put(Tag.Modality, "CT")
                .put(Tag.StudyDate, "20260302").put(Tag.StudyTime, "143005.25").put(Tag.PatientName, "Zhang^Wei=张^伟")
                .put(Tag.PatientComments, "a\\b ").put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .putSequence(Tag.AnatomicRegionSequence, code, DataSet.EMPTY)
                .put(Tag.ImagePositionPatient, -91.449586433191, 0.1, 1e-9).put(Tag.InstanceNumber, 7)
                .put(Tag.Rows, 300).put(Tag.Columns, 100).put(Tag.PixelRepresentation, 1).put(Tag.BitsAllocated, 16)
                .putBytes(Tag.SmallestImagePixelValue, Vr.SS, new byte[]{(byte) 0xfe, (byte) 0xff})
                .put(Tag.FrameIncrementPointer, Tag.FrameTime).putBytes(Tag.PixelData, Vr.OW, PIXELS).build();
    }

    static byte[] write(DataSet dataSet, TransferSyntax syntax) throws ImagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, syntax, out);
        return out.toByteArray();
    }

    static DicomFile read(byte[] bytes) throws ImagingException {
        return DicomFile.read(new ArrayByteSource(bytes), ParseLimits.CLINICAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2",
            "1.2.840.10008.1.2.1.99"})
    void what_is_written_in_any_encoding_is_read_with_the_same_values(String uid, @TempDir Path folder)
            throws Exception {
        TransferSyntax syntax = TransferSyntax.of(uid);
        Path path = Files.write(folder.resolve("image"), write(image(), syntax));
        try (DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL)) {
            assertEquals(List.of(), file.warnings());
            assertTrue(file.isComplete());
            assertEquals(syntax, file.transferSyntax());
            assertEquals(uid, file.meta().text(Tag.TransferSyntaxUID).orElseThrow());
            assertEquals(Uids.IMPLEMENTATION_CLASS, file.meta().text(Tag.ImplementationClassUID).orElseThrow());
            DataSet read = file.dataSet();
            assertEquals(image().size(), read.size());
            assertEquals("张^伟", read.personName(Tag.PatientName).orElseThrow().ideographic().toString());
            assertEquals("张伟 Wei Zhang", read.personName(Tag.PatientName).orElseThrow().display());
            assertEquals(LocalDate.of(2026, 3, 2), read.date(Tag.StudyDate).orElseThrow());
            assertEquals(LocalTime.of(14, 30, 5, 250_000_000), read.time(Tag.StudyTime).orElseThrow());
            assertEquals(List.of("a\\b"), read.texts(Tag.PatientComments));
            assertEquals(List.of("ORIGINAL", "PRIMARY", "AXIAL"), read.texts(Tag.ImageType));
            assertArrayEquals(new double[]{-91.449586433191, 0.1, 1e-9}, read.decimals(Tag.ImagePositionPatient));
            assertEquals(7, read.integer(Tag.InstanceNumber).orElseThrow());
            assertEquals(300, read.integer(Tag.Rows).orElseThrow());
            assertEquals(-2, read.integer(Tag.SmallestImagePixelValue).orElseThrow());
            assertEquals(List.of(Tag.FrameTime), read.tags(Tag.FrameIncrementPointer));
            assertEquals(2, read.items(Tag.AnatomicRegionSequence).size());
            assertEquals("Brust – 乳房",
                    read.item(Tag.AnatomicRegionSequence).orElseThrow().text(Tag.CodeMeaning).orElseThrow());
            PixelData pixels = file.pixelData().orElseThrow();
            assertEquals(PIXELS.length, pixels.length());
            byte[] stored = new byte[PIXELS.length];
            file.source().read(pixels.offset(), stored, 0, stored.length);
            byte[] expected = PIXELS.clone();
            if (syntax.isBigEndian()) {
                org.lantern.imaging.dicom.ByteSwap.swap(expected, 0, expected.length, 2);
            }
            assertArrayEquals(expected, stored);
            assertArrayEquals(expected, read.bytes(Tag.PixelData).orElseThrow());
            assertArrayEquals(write(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                    write(read, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), "transcoded back");
        }
    }

    @Test
    void reading_the_header_stops_at_the_pixel_data() throws Exception {
        byte[] bytes = write(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DicomFile file = DicomFile.readHeader(new ArrayByteSource(Arrays.copyOf(bytes, bytes.length - 60_000)),
                ParseLimits.CLINICAL);
        assertFalse(file.dataSet().contains(Tag.PixelData));
        assertEquals(bytes.length - 60_000, file.pixelData().orElseThrow().offset());
    }

    @Test
    void a_truncated_file_says_so_and_keeps_what_comes_before() throws Exception {
        byte[] bytes = write(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DicomFile file = read(Arrays.copyOf(bytes, bytes.length - 1));
        assertFalse(file.isComplete());
        assertEquals(Warning.Kind.TRUNCATED, file.warnings().getFirst().kind());
        assertEquals(Tag.PixelData, file.warnings().getFirst().tag());
        assertEquals(300, file.dataSet().integer(Tag.Rows).orElseThrow());
    }

    @Test
    void what_is_not_dicom_is_refused() {
        for (String text : List.of("", "DICOM is a standard", "PK\u0003\u0004" + "x".repeat(300),
                "\u0089PNG\r\n\u001a\n" + "\0".repeat(300))) {
            assertThrows(ImagingException.NotDicom.class,
                    () -> read(text.getBytes(StandardCharsets.ISO_8859_1)), text);
        }
    }

    @Test
    void a_file_in_another_encoding_than_it_declares_is_read_and_reported() throws Exception {
        byte[] implicit = write(image(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        byte[] explicit = write(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        int metaLength = 144 + (explicit[140] & 0xff) + ((explicit[141] & 0xff) << 8);
        mixed.write(explicit, 0, metaLength);
        int implicitMeta = 144 + (implicit[140] & 0xff) + ((implicit[141] & 0xff) << 8);
        mixed.write(implicit, implicitMeta, implicit.length - implicitMeta);
        DicomFile file = read(mixed.toByteArray());
        assertEquals(Warning.Kind.WRONG_TRANSFER_SYNTAX, file.warnings().getFirst().kind());
        assertEquals(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, file.transferSyntax());
        assertEquals("CT", file.dataSet().text(Tag.Modality).orElseThrow());
    }

    @Test
    void a_data_set_without_preamble_and_meta_is_recognised() throws Exception {
        for (TransferSyntax syntax : List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeDataSet(image(), syntax, out);
            DicomFile file = read(out.toByteArray());
            assertEquals(syntax, file.transferSyntax());
            assertEquals(Warning.Kind.MISSING_META, file.warnings().getFirst().kind());
            assertEquals(300, file.dataSet().integer(Tag.Rows).orElseThrow());
        }
    }

    @Test
    void a_data_set_that_was_cut_out_with_a_byte_too_many_is_read_and_reported() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(' ');
        DicomWriter.writeDataSet(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
        DicomFile file = read(out.toByteArray());
        assertEquals(Warning.Kind.LEADING_BYTES, file.warnings().getFirst().kind());
        assertEquals(300, file.dataSet().integer(Tag.Rows).orElseThrow());
        assertThrows(ImagingException.NotDicom.class, () -> read(" \b\0dear colleague".getBytes()));
    }

    @Test
    void texts_are_converted_to_utf_8_or_refused_if_they_would_lose_something() throws Exception {
        DataSet code = new DataSetBuilder().put(Tag.CodeMeaning, "M\u00e4use").buildItem(CharacterSet.LATIN_1);
        DataSet latin = new DataSetBuilder().put(Tag.SpecificCharacterSet, "ISO_IR 100").put(Tag.SOPClassUID, "1.2")
                .put(Tag.SOPInstanceUID, "1.2.3").put(Tag.PatientName, "M\u00fcller^J\u00f6rg")
                .putSequence(Tag.AnatomicRegionSequence, code).build();
        DataSet read = read(write(latin, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).dataSet();
        DataSet utf8 = read(write(read.inUtf8(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).dataSet();
        assertEquals("ISO_IR 192", utf8.text(Tag.SpecificCharacterSet).orElseThrow());
        assertArrayEquals("M\u00fcller^J\u00f6rg ".getBytes(StandardCharsets.UTF_8),
                utf8.bytes(Tag.PatientName).orElseThrow());
        DataSet item = utf8.item(Tag.AnatomicRegionSequence).orElseThrow();
        assertEquals("M\u00e4use", item.text(Tag.CodeMeaning).orElseThrow());
        assertFalse(item.contains(Tag.SpecificCharacterSet));
        DataSet undeclared = new DataSetBuilder().putBytes(Tag.PatientName, Vr.PN, new byte[]{'M', (byte) 0xfc})
                .build();
        assertThrows(ImagingException.Malformed.class, undeclared::inUtf8);
    }

    @Test
    void a_value_without_the_form_of_its_vr_is_reported_with_tag_and_offset() throws Exception {
        DataSet broken = new DataSetBuilder().put(Tag.SOPClassUID, "1.2").put(Tag.SOPInstanceUID, "1.2.3")
                .put(Tag.StudyDate, "20261332").put(Tag.InstanceNumber, "1.5").put(Tag.SliceThickness, "NaN")
                .put(Tag.PatientWeight, "1,5").build();
        DataSet read = read(write(broken, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).dataSet();
        ImagingException.Malformed date = assertThrows(ImagingException.Malformed.class,
                () -> read.date(Tag.StudyDate));
        assertEquals(Tag.StudyDate.code(), date.tag());
        assertEquals(read.element(Tag.StudyDate).orElseThrow().position(), date.offset());
        assertFalse(date.getMessage().contains("20261332"));
        assertThrows(ImagingException.Malformed.class, () -> read.integer(Tag.InstanceNumber));
        assertThrows(ImagingException.Malformed.class, () -> read.decimal(Tag.SliceThickness));
        assertThrows(ImagingException.Malformed.class, () -> read.decimal(Tag.PatientWeight));
    }

    @Test
    void limits_hold() throws Exception {
        DataSet nested = DataSet.EMPTY;
        for (int i = 0; i < 64; i++) {
            nested = new DataSetBuilder().putSequence(Tag.ContentSequence, nested).build();
        }
        DataSet deepest = new DataSetBuilder().put(Tag.SOPClassUID, "1.2").put(Tag.SOPInstanceUID, "1.2.3")
                .putAll(nested).build();
        assertEquals(3, read(write(deepest, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).dataSet().size());
        DataSet tooDeep = new DataSetBuilder().put(Tag.SOPClassUID, "1.2").put(Tag.SOPInstanceUID, "1.2.3")
                .putSequence(Tag.ContentSequence, nested).build();
        byte[] bytes = write(tooDeep, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertEquals("depth", assertThrows(ImagingException.LimitExceeded.class, () -> read(bytes)).limit());
        byte[] bomb = write(new DataSetBuilder().put(Tag.SOPClassUID, "1.2").put(Tag.SOPInstanceUID, "1.2.3")
                .putBytes(Tag.PixelData, Vr.OW, new byte[4 << 20]).build(),
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        assertEquals("inflateRatio", assertThrows(ImagingException.LimitExceeded.class, () -> read(bomb)).limit());
        ParseLimits few = new ParseLimits(64, 5, 1 << 20, 1 << 10, 200, 1 << 20);
        byte[] many = write(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertEquals("elements", assertThrows(ImagingException.LimitExceeded.class,
                () -> DicomFile.read(new ArrayByteSource(many), few)).limit());
    }
}
