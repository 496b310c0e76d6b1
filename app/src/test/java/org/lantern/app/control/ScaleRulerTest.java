package org.lantern.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleRulerTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1.99, 1", "2, 2", "4.9, 2", "5, 5", "9.99, 5", "37, 20", "64, 50", "0.034, 0.02"})
    void the_bar_has_a_round_length_that_fits(double room, double length) {
        assertEquals(length, ScaleRuler.roundLength(room), 1e-12);
    }
}
