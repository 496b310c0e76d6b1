package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;

class DicomListingTest {
    @Test
    void every_element_has_its_line_and_items_are_indented() throws Exception {
        StringBuilder out = new StringBuilder();
        DicomListing.write(DicomFileTest.image(), false, out);
        String[] lines = out.toString().split("\n");
        assertEquals("(0008,0005) CS       10  SpecificCharacterSet  ISO_IR 192", lines[0]);
        assertTrue(out.toString().contains("SOPClassUID  1.2.840.10008.5.1.4.1.1.2 = CT Image Storage\n"));
        assertTrue(out.toString().contains("\n    (0008,0100) SH        8  CodeValue  T-04000\n"));
        assertTrue(out.toString().contains("(60000 bytes)"));
    }

    @Test
    void a_value_cannot_send_control_characters_to_a_terminal() throws Exception {
        DataSet evil = new DataSetBuilder().put(Tag.PatientComments, "\u001b[2J\u202etxt\r\n").build();
        StringBuilder out = new StringBuilder();
        DicomListing.write(evil, true, out);
        assertFalse(out.toString().lines().anyMatch(l -> l.chars().anyMatch(c -> c < 0x20 || c == 0x202e)));
        assertTrue(out.toString().contains("\\u001b[2J"));
    }

    @Test
    void a_binary_value_is_shown_as_bytes_and_cut_unless_whole_is_wanted() throws Exception {
        DataSet data = new DataSetBuilder().putBytes(Tag.of(0x0042, 0x0011), Vr.OB, new byte[20]).build();
        StringBuilder cut = new StringBuilder();
        DicomListing.write(data, false, cut);
        assertTrue(cut.toString().contains("… (20 bytes)"));
        StringBuilder whole = new StringBuilder();
        DicomListing.write(data, true, whole);
        assertFalse(whole.toString().contains("…"));
    }
}
