package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;

class DicomJsonTest {
    private static byte[] json(DataSet dataSet, DicomJson.Options options) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomJson.write(List.of(dataSet), options, out);
        return out.toByteArray();
    }

    private static DataSet read(String json) throws ImagingException {
        return DicomJsonReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                ParseLimits.CLINICAL);
    }

    @Test
    void what_is_written_is_read_as_the_same_object() throws Exception {
        DataSet image = new DataSetBuilder().putAll(DicomFileTest.image())
                .putBytes(Tag.of(0x0008, 0x0001), Vr.UV, new byte[]{-1, -1, -1, -1, -1, -1, -1, -1})
                .put(Tag.of(0x0018, 0x605a), 1.5).put(Tag.SliceThickness, "+1.", ".5", "-0.0", "007", "").build();
        DataSet again = DicomJsonReader.read(new ByteArrayInputStream(json(image, DicomJson.Options.WHOLE)),
                ParseLimits.CLINICAL);
        assertEquals(List.of("1", "0.5", "-0.0", "7", ""), again.texts(Tag.SliceThickness));
        DataSet left = new DataSetBuilder().putAll(image).remove(Tag.SliceThickness).build();
        DataSet right = new DataSetBuilder().putAll(again).remove(Tag.SliceThickness).build();
        assertArrayEquals(DicomFileTest.write(left, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                DicomFileTest.write(right, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void the_form_is_that_of_the_standard() throws Exception {
        JsonNode json = new ObjectMapper().readTree(json(DicomFileTest.image(), DicomJson.Options.SHORT));
        assertEquals("{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Zhang^Wei\",\"Ideographic\":\"张^伟\"}]}",
                json.get("00100010").toString());
        assertEquals("{\"vr\":\"AT\",\"Value\":[\"00181063\"]}", json.get("00280009").toString());
        assertEquals("{\"vr\":\"IS\",\"Value\":[7]}", json.get("00200013").toString());
        assertEquals("{\"vr\":\"OW\",\"BulkDataURI\":\"length:60000\"}", json.get("7FE00010").toString());
        assertEquals("{}", json.get("00082218").get("Value").get(1).toString());
    }

    @Test
    void a_decimal_string_that_is_no_number_is_written_as_text() throws Exception {
        DataSet odd = new DataSetBuilder().put(Tag.PatientWeight, "1,5").build();
        assertEquals("[\"1,5\"]", new ObjectMapper().readTree(json(odd, DicomJson.Options.SHORT)).get("00101030")
                .get("Value").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"0010\":{}}", "{\"00100010\":{\"vr\":\"XX\"}}", "{\"00100010\":{}}",
            "{\"00280010\":{\"vr\":\"US\",\"Value\":[70000]}}", "{\"00280010\":{\"vr\":\"US\",\"Value\":[1.5]}}",
            "{\"00280010\":{\"vr\":\"US\",\"Value\":[1e999999]}}", "{\"00400275\":{\"vr\":\"SQ\",\"Value\":[1]}}",
            "{\"00280010\":{\"vr\":\"US\",\"Value\":[{}]}}", "{\"7FE00010\":{\"vr\":\"OW\",\"InlineBinary\":\"*\"}}",
            "{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"王\"]}}", "{} {}"})
    void what_is_not_the_model_is_refused(String json) {
        assertThrows(ImagingException.Malformed.class, () -> read(json));
    }

    @Test
    void a_document_without_its_bulk_values_is_refused() throws Exception {
        byte[] json = json(DicomFileTest.image(), DicomJson.Options.SHORT);
        assertThrows(ImagingException.Unsupported.class,
                () -> DicomJsonReader.read(new ByteArrayInputStream(json), ParseLimits.CLINICAL));
    }

    @Test
    void nesting_without_end_is_refused() {
        String deep = "{\"00400275\":{\"vr\":\"SQ\",\"Value\":[".repeat(5000);
        assertThrows(ImagingException.class, () -> read(deep));
    }
}
