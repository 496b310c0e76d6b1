package org.lantern.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueCheckTest {
    /** As bytes, because the builder would not let every fault pass. */
    private static DataSet of(Tag tag, Vr vr, String value) {
        return new DataSetBuilder().putBytes(tag, vr, value.getBytes(StandardCharsets.ISO_8859_1)).build();
    }

    private static String rule(DataSet dataSet) {
        List<ValueFault> faults = ValueCheck.faults(dataSet);
        assertTrue(faults.size() < 2, faults.toString());
        return faults.isEmpty() ? "" : faults.getFirst().rule().name();
    }

    /** Pairs of what is right and what breaks one rule of PS3.5 table 6.2-1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"StudyDate|DA|20240229|-", "StudyDate|DA|20230229|RANGE",
            "StudyDate|DA|2023.02.28|FORM", "StudyDate|DA|2023|FORM", "StudyTime|TM|1200|-",
            "StudyTime|TM|235960.123456|-", "StudyTime|TM|2400|RANGE", "StudyTime|TM|12:00|FORM",
            "StudyTime|TM|12.5|FORM", "AcquisitionDateTime|DT|2024|-",
            "AcquisitionDateTime|DT|20240229115959.5+1400|-", "AcquisitionDateTime|DT|20240229115959.5+1500|RANGE",
            "AcquisitionDateTime|DT|20230229|RANGE", "AcquisitionDateTime|DT|2024022925|RANGE",
            "AcquisitionDateTime|DT|2024-02-29|FORM", "PatientAge|AS|012Y|-", "PatientAge|AS|12Y|FORM",
            "PatientAge|AS|0123|FORM", "Modality|CS|MR_2 A|-", "Modality|CS|mr|REPERTOIRE",
            "Modality|CS|ABCDEFGHIJKLMNOPQ|TOO_LONG", "SliceThickness|DS|-1.5e-3|-", "SliceThickness|DS|1,5|FORM",
            "SliceThickness|DS|1.2345678901234567|TOO_LONG", "SliceThickness|DS|NaN|FORM", "InstanceNumber|IS|-7|-",
            "InstanceNumber|IS|7.0|FORM", "InstanceNumber|IS|2147483648|RANGE",
            "InstanceNumber|IS|1234567890123|TOO_LONG",
            "SOPInstanceUID|UI|1.2.0.3|-", "SOPInstanceUID|UI|1.02.3|FORM", "SOPInstanceUID|UI|1.2.|FORM",
            "RetrieveURL|UR|https://host/a?b=c|-", "RetrieveURL|UR|a b|FORM", "PatientName|PN|A^B^C^D^E=F=G|-",
            "PatientName|PN|A^B^C^D^E^F|FORM", "PatientName|PN|A=B=C=D|FORM", "PatientID|LO|any thing|-",
            "PatientID|LO|a\u0007b|REPERTOIRE", "AccessionNumber|SH|12345678901234567|TOO_LONG",
            "PatientComments|LT|a\tb|-", "PatientComments|LT|a\u0007b|REPERTOIRE", "PatientID|LO|\u00e4|REPERTOIRE",
            "ImagePositionPatient|DS|1\\2\\3|-", "ImagePositionPatient|DS|1\\2|MULTIPLICITY",
            "ImageType|CS|A|MULTIPLICITY", "ImageType|CS|A\\B\\C|-", "PatientID|SH|7|WRONG_VR"})
    void each_rule_is_kept_and_broken(String keyword, Vr vr, String value, String expected) {
        Tag tag = Dictionary.byKeyword(keyword).orElseThrow().tag();
        assertEquals(expected == null ? "" : expected, rule(of(tag, vr, value)));
    }

    @Test
    void numbers_have_their_width_and_count() {
        assertEquals("", rule(new DataSetBuilder().put(Tag.Rows, 4).build()));
        assertEquals("WIDTH", rule(new DataSetBuilder().putBytes(Tag.of(0x0018, 0x602c), Vr.FD, new byte[4]).build()));
        assertEquals("MULTIPLICITY", rule(new DataSetBuilder().put(Tag.Rows, 4, 5).build()));
        assertEquals("", rule(new DataSetBuilder().put(Tag.PatientID, new String[0]).build()));
    }

    @Test
    void multiplicities_are_those_of_the_standard() {
        assertTrue(ValueCheck.fits(1, "1-n") && ValueCheck.fits(9, "1-n") && !ValueCheck.fits(0, "1-n"));
        assertTrue(ValueCheck.fits(4, "2-2n") && !ValueCheck.fits(3, "2-2n") && !ValueCheck.fits(0, "2-2n"));
        assertTrue(ValueCheck.fits(5, "4-5") && !ValueCheck.fits(6, "4-5") && ValueCheck.fits(6, "3-3n"));
        for (Dictionary.Entry entry : Dictionary.entries()) {
            assertFalse(entry.vm().isEmpty(), entry.keyword());
        }
    }

    @Test
    void a_fault_inside_of_an_item_is_found_and_no_value_is_told() {
        DataSet item = of(Tag.StudyDate, Vr.DA, "20261332");
        List<ValueFault> faults = ValueCheck
                .faults(new DataSetBuilder().putSequence(Tag.ReferencedStudySequence, item, item).build());
        assertEquals(2, faults.size());
        assertEquals(Tag.StudyDate, faults.getFirst().tag());
        assertFalse(faults.toString().contains("20261332"));
    }
}
