package org.lantern.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples are those of PS3.5 annexes H to K, and of PS3.3 C.12.1.1.2. */
class CharacterSetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "\\ISO 2022 IR 87 | 59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b28423d1b24422464245e24401b28425e1b2442243f246d24261b2842 | Yamada^Tarou=山田^太郎=やまだ^たろう",
            "ISO 2022 IR 13\\ISO 2022 IR 87 | d4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a3d1b24422464245e24401b284a5e1b2442243f246d24261b284a | ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
            "\\ISO 2022 IR 149 | 486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf | Hong^Gildong=洪^吉洞=홍^길동",
            "ISO_IR 192 | 57616e675e5869616f446f6e673de78e8b5ee5b08fe4b89c3d | Wang^XiaoDong=王^小东=",
            "GB18030 | 57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d | Wang^XiaoDong=王^小东=",
            "GBK | 57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d | Wang^XiaoDong=王^小东=",
            "\\ISO 2022 IR 58 | 5a68616e675e5869616f446f6e673d1b242941d5c55e1b242941d0a1b6ab3d | Zhang^XiaoDong=张^小东=",
            "ISO_IR 100 | 4275635e4ae972f46d65 | Buc^Jérôme", "ISO_IR 144 | bbeeda6365dcd17970d3 | Люкceмбypг",
            "ISO_IR 126 | c4e9efedf5f3e9eff2 | Διονυσιος", "ISO_IR 127 | e2c8c7e6ea5ee4e6d2c7d1 | قباني^لنزار",
            "ISO_IR 138 | f9f8e5ef5ee3e1e5f8e4 | שרון^דבורה"})
    void the_standards_examples_decode(String terms, String hex, String expected) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        CharacterSet set = CharacterSet.of(List.of(terms.split("\\\\", -1)));
        assertEquals(expected, set.decode(bytes, 0, bytes.length));
        assertTrue(set.isKnown());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\\ISO 2022 IR 87 | Yamada^Tarou=山田^太郎=やまだ^たろう",
            "ISO 2022 IR 13\\ISO 2022 IR 87 | ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", "\\ISO 2022 IR 149 | Hong^Gildong=洪^吉洞=홍^길동",
            "\\ISO 2022 IR 58 | Zhang^XiaoDong=张^小东=", "ISO 2022 IR 100\\ISO 2022 IR 144 | Jérôme Люкс",
            "GB18030 | 王^小东\uD840\uDC0B"})
    void what_is_encoded_decodes_to_the_same(String terms, String text) {
        CharacterSet set = CharacterSet.of(List.of(terms.split("\\\\", -1)));
        byte[] bytes = set.encode(text).orElseThrow();
        assertEquals(text, set.decode(bytes, 0, bytes.length));
    }

    @Test
    void carets_and_equals_signs_end_the_effect_of_an_escape_in_names_only() {
        byte[] bytes = HexFormat.of().parseHex("1b242943b1e63d5eb5bf");
        CharacterSet korean = CharacterSet.of(List.of("", "ISO 2022 IR 149"));
        assertEquals("길=^동", korean.decode(bytes, 0, bytes.length, Vr.LO));
        assertEquals("길=^\ufffd\ufffd", korean.decode(bytes, 0, bytes.length, Vr.PN));
        byte[] lines = HexFormat.of().parseHex("1b242943b1e65cb5bf0d0ab1e6");
        assertEquals("길\\동\r\n\ufffd\ufffd", korean.decode(lines, 0, lines.length, Vr.LT));
        assertEquals("길\\\ufffd\ufffd\r\n\ufffd\ufffd", korean.decode(lines, 0, lines.length, Vr.LO));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ISO_IR 6|A", "ISO_IR 100|é", "ISO_IR 101|ł", "ISO_IR 109|ħ", "ISO_IR 110|ķ",
            "ISO_IR 144|Ж", "ISO_IR 127|ق", "ISO_IR 126|Δ", "ISO_IR 138|ש", "ISO_IR 148|ğ", "ISO_IR 203|€",
            "ISO_IR 13|ﾔ", "ISO_IR 166|ก", "ISO_IR 192|😀", "GB18030|㐀", "GBK|龍", "ISO 2022 IR 6|A",
            "ISO 2022 IR 100|é", "ISO 2022 IR 101|ł", "ISO 2022 IR 109|ħ", "ISO 2022 IR 110|ķ", "ISO 2022 IR 144|Ж",
            "ISO 2022 IR 127|ق", "ISO 2022 IR 126|Δ", "ISO 2022 IR 138|ש", "ISO 2022 IR 148|ğ", "ISO 2022 IR 203|€",
            "ISO 2022 IR 13|ﾔ", "ISO 2022 IR 166|ก", "\\ISO 2022 IR 87|漢", "\\ISO 2022 IR 159|丂", "\\ISO 2022 IR 149|洪",
            "\\ISO 2022 IR 58|张"})
    void every_defined_term_is_known_and_keeps_its_characters(String terms, String text) {
        CharacterSet set = CharacterSet.of(List.of(terms.split("\\\\", -1)));
        assertTrue(set.isKnown());
        String name = "A^" + text + "=" + text + text;
        byte[] bytes = set.encode(name).orElseThrow();
        assertEquals(name, set.decode(bytes, 0, bytes.length));
        byte[] padded = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        assertEquals(name + "\0", set.decode(padded, 0, padded.length));
    }

    @Test
    void japanese_is_encoded_with_the_bytes_of_the_standard() {
        CharacterSet set = CharacterSet.of(List.of("", "ISO 2022 IR 87"));
        assertArrayEquals(HexFormat.of().parseHex("1b24423b3345441b28425e1b244242404f3a1b2842"),
                set.encode("山田^太郎").orElseThrow());
    }

    @Test
    void a_character_that_the_set_does_not_have_is_not_encoded() {
        assertTrue(CharacterSet.LATIN_1.encode("王").isEmpty());
        assertTrue(CharacterSet.of(List.of("", "ISO 2022 IR 149")).encode("é").isEmpty());
    }

    @Test
    void bytes_without_meaning_become_the_replacement_character() {
        byte[] bytes = {'A', (byte) 0xe9, 0x1b, '$', 'X'};
        assertEquals("A\ufffd", CharacterSet.DEFAULT.decode(bytes, 0, 2));
        assertEquals("A\ufffd\ufffd$X", CharacterSet.of(List.of("", "ISO 2022 IR 87")).decode(bytes, 0, 5));
        assertEquals("A\ufffd", CharacterSet.UTF_8.decode(bytes, 0, 2));
        assertFalse(CharacterSet.of(List.of("ISO_IR 999")).isKnown());
    }

    @Test
    void misspelt_terms_are_understood() {
        assertTrue(CharacterSet.of(List.of("ISO IR 144")).isKnown());
        assertEquals("Диа", CharacterSet.of(List.of("ISO-IR-144")).decode(HexFormat.of().parseHex("b4d8d0"), 0, 3));
    }
}
