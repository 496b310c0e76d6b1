package org.lantern.analytics.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static Dataset read(String text) throws IOException {
        return Csv.read(new StringReader(text));
    }

    @Test
    void quotes_line_ends_gaps_and_separators_are_understood() throws IOException {
        var data = read("\ufeffa,\"b, c\",d\r\n1,\"x \"\"y\"\"\r\nz\",NA\r\n\r\n2.5,,?\r\n");
        assertEquals(List.of("a", "b, c", "d"), data.columns());
        assertEquals(List.of(List.of("1", "x \"y\"\r\nz", ""), List.of("2.5", "", "")), data.rows());
        assertTrue(data.numeric(0));
        assertFalse(data.numeric(1));
        assertFalse(data.numeric(2), "nothing but gaps");
        assertEquals(List.of(List.of("1", "2")), read("x;y\n1;2").rows());
        assertEquals(List.of(List.of("1", "2,5")), read("x\ty\n1\t2,5\n").rows());
        assertEquals(List.of("9", "10"), read("x\n10\n9\n10\n").levels(0), "numbers by size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n", "a,b\n1\n", "a,b\n1,2,3\n", "a,a\n1,2\n", "a,\n1,2\n", "a,b\n\"1,2\n",
            "a,b\n\"1\"2,3\n"})
    void what_is_no_table_is_refused(String text) {
        assertThrows(Csv.Malformed.class, () -> read(text));
    }

    @Test
    void the_line_of_a_fault_is_told_and_no_cell() throws IOException {
        var fault = assertThrows(Csv.Malformed.class, () -> read("a,b\n1,\"x\ny\"\nsecret\n"));
        assertEquals(4, fault.line());
        assertFalse(fault.getMessage().contains("secret"));
    }
}
