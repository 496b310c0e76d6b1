package org.lantern.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;

import org.junit.jupiter.api.Test;

class DictionaryTest {
    @Test
    void the_table_for_the_parser_is_the_one_made_from_the_dictionary() throws Exception {
        try (var in = Dictionary.class.getResourceAsStream("vr.bin")) {
            assertArrayEquals(VrTable.bytes(), in.readAllBytes(), "run VrTable after changing dictionary.tsv");
        }
        for (Dictionary.Entry entry : Dictionary.entries()) {
            if (entry.mask() == -1 && entry.tag().element() != 0) {
                assertEquals(Dictionary.code(entry.vrs()), Dictionary.code(entry.tag().code()), entry.keyword());
            }
        }
    }

    @Test
    void every_tag_constant_has_the_keyword_of_the_dictionary() throws Exception {
        int seen = 0;
        for (Field field : Tag.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Tag.class) {
                Tag tag = (Tag) field.get(null);
                if (tag.group() != 0xfffe) {
                    String keyword = Dictionary.of(tag).orElseThrow().keyword();
                    assertEquals(field.getName().toLowerCase(), keyword.toLowerCase());
                }
                seen++;
            }
        }
        assertTrue(seen > 400);
    }

    @Test
    void an_entry_has_keyword_name_vr_and_multiplicity() {
        Dictionary.Entry entry = Dictionary.byKeyword("ImagePositionPatient").orElseThrow();
        assertEquals(Tag.of(0x0020, 0x0032), entry.tag());
        assertEquals("Image Position (Patient)", entry.name());
        assertEquals(List.of(Vr.DS), entry.vrs());
        assertEquals("3", entry.vm());
        assertEquals(List.of(Vr.US, Vr.SS), Dictionary.of(Tag.PixelPaddingValue).orElseThrow().vrs());
    }

    @Test
    void repeating_groups_are_found_in_each_of_their_groups_and_nowhere_else() {
        assertEquals("OverlayRows", Dictionary.of(Tag.of(0x6002, 0x0010)).orElseThrow().keyword());
        assertEquals("OverlayRows", Dictionary.of(Tag.of(0x601e, 0x0010)).orElseThrow().keyword());
        assertEquals("CurveData", Dictionary.of(Tag.of(0x5004, 0x3000)).orElseThrow().keyword());
        assertEquals(Vr.US.ordinal(), Dictionary.code(0x60060010));
        assertTrue(Dictionary.of(Tag.of(0x6001, 0x0010)).isEmpty());
        assertTrue(Dictionary.of(Tag.of(0x6100, 0x0010)).isEmpty());
    }

    @Test
    void a_private_element_is_known_by_its_creator_in_whichever_block_it_lies() {
        for (int block : new int[]{0x10, 0x42}) {
            PrivateDictionary.Entry entry = PrivateDictionary
                    .of("SIEMENS CSA HEADER", Tag.of(0x0029, block << 8 | 0x08))
                    .orElseThrow();
            assertEquals(Vr.CS, entry.vr());
        }
        assertTrue(PrivateDictionary.of("NOBODY", Tag.of(0x0029, 0x1008)).isEmpty());
        DataSetBuilder builder = new DataSetBuilder();
        Tag tag = builder.privateTag(0x0029, "SIEMENS CSA HEADER", 0x08);
        DataSet dataSet = builder.put(tag, Vr.CS, "IMAGE NUM 4").build();
        assertEquals("SIEMENS CSA HEADER", dataSet.privateCreator(tag).orElseThrow());
    }

    @Test
    void transfer_syntaxes_are_known_by_name_even_if_retired() {
        assertEquals("JPEG Lossless, Non-Hierarchical (Process 15)",
                TransferSyntax.of("1.2.840.10008.1.2.4.58").name());
        assertTrue(TransferSyntax.of("1.2.840.10008.1.2.2").isBigEndian());
        assertTrue(TransferSyntax.of("1.2.840.10008.1.2.4.58").retired());
        assertTrue(!TransferSyntax.of("1.2.3").known() && TransferSyntax.of("1.2.3").isExplicitVr());
    }
}
