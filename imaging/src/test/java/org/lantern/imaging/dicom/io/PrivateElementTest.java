package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Element;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;

/** Private elements that come without their VR: implicit VR, and UN in explicit VR (PS3.5 sections 6.2.2 and 7.8). */
class PrivateElementTest {
    private static final Tag CREATOR = Tag.of(0x0071, 0x0010);
    private static final Tag SEQUENCE = Tag.of(0x0071, 0x1018);
    private static final DataSet ITEM = new DataSetBuilder().put(Tag.CodeMeaning, "inside").build();

    private static byte[] written(DataSet dataSet, TransferSyntax syntax) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeDataSet(dataSet, syntax, out);
        return out.toByteArray();
    }

    private static DataSet withSequence(String creator) {
        return new DataSetBuilder().put(Tag.Modality, "CR").put(CREATOR, Vr.LO, creator)
                .putSequence(SEQUENCE, ITEM, ITEM).build();
    }

    @Test
    void a_private_sequence_of_known_length_is_found_by_its_creator_in_implicit_vr() throws Exception {
        byte[] bytes = written(withSequence("AGFA-AG_HPState"), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        DataSet read = DicomFileTest.read(bytes).dataSet();
        assertEquals(Vr.SQ, read.element(SEQUENCE).orElseThrow().vr());
        assertEquals(List.of("inside"), read.items(SEQUENCE).get(1).texts(Tag.CodeMeaning));
        assertArrayEquals(bytes, written(read, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void one_of_an_unknown_creator_keeps_its_bytes() throws Exception {
        byte[] bytes = written(withSequence("NOBODY KNOWS"), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        DataSet read = DicomFileTest.read(bytes).dataSet();
        Element element = read.element(SEQUENCE).orElseThrow();
        assertEquals(Vr.UN, element.vr());
        assertEquals(44, element.lengthBytes());
        assertArrayEquals(bytes, written(read, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        DataSet explicit = DicomFileTest.read(written(read, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).dataSet();
        assertArrayEquals(element.bytes(), explicit.element(SEQUENCE).orElseThrow().bytes());
    }

    @Test
    void a_known_private_element_that_was_written_as_un_has_its_type_and_is_written_as_un_again() throws Exception {
        Tag number = Tag.of(0x0029, 0x1008);
        DataSet dataSet = new DataSetBuilder().put(Tag.Modality, "MR")
                .put(Tag.of(0x0029, 0x0010), Vr.LO, "SIEMENS CSA HEADER")
                .putBytes(number, Vr.UN, "IMAGE NUM 4 ".getBytes(StandardCharsets.US_ASCII)).build();
        byte[] bytes = written(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DataSet read = DicomFileTest.read(bytes).dataSet();
        assertEquals(Vr.CS, read.element(number).orElseThrow().vr());
        assertTrue(read.element(number).orElseThrow().wasUnknown());
        assertEquals("IMAGE NUM 4", read.text(number).orElseThrow());
        assertArrayEquals(bytes, written(read, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void a_value_that_cannot_be_what_the_private_dictionary_says_stays_bytes() throws Exception {
        // (0071,xx18) is a sequence there; these bytes are no item.
        byte[] value = "no item at all ".getBytes(StandardCharsets.US_ASCII);
        DataSet dataSet = new DataSetBuilder().put(Tag.Modality, "CR").put(CREATOR, Vr.LO, "AGFA-AG_HPState")
                .putBytes(SEQUENCE, Vr.UN, value).build();
        DataSet read = DicomFileTest.read(written(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)).dataSet();
        Element element = read.element(SEQUENCE).orElseThrow();
        assertEquals(Vr.UN, element.vr());
        assertEquals("no item at all \0", new String(element.bytes(), StandardCharsets.US_ASCII));
    }
}
