package org.lantern.analytics.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputParserTest {
    private static final RiskCatalogue CATALOGUE = RiskCatalogue.bundled();

    private static InputParser parser(String model) {
        return new InputParser(CATALOGUE.find(model).orElseThrow(), "test");
    }

    @Test
    void texts_are_read_as_the_input_demands() throws RiskException {
        var values = parser("score2").assignments(List.of("age=58", "tc_mmol= 200 mg/dL", "smoker=no", "sex=male"));
        assertEquals(new InputValue(new BigDecimal("58"), Optional.empty(), "test"), values.get("age"));
        assertEquals(new InputValue(new BigDecimal("200"), Optional.of("mg/dL"), "test"), values.get("tc_mmol"));
        assertEquals(false, values.get("smoker").value());
        assertEquals("male", values.get("sex").value());
    }

    @Test
    void lists_dates_and_numeric_choices_are_read() throws RiskException {
        assertEquals(List.of("rim", "punctate"), parser("acr_ti_rads_2017").text("foci", "rim, punctate").value());
        assertEquals(List.of("rim"), parser("acr_ti_rads_2017").text("foci", "[\"rim\"]").value());
        assertEquals("2026-03-02", parser("edd").text("lmp", "2026-03-02").value());
        assertEquals("2", parser("heart_score").text("history", "2").value());
        var lesions = (List<?>) parser("agatston").text("lesions", "[{\"area_mm2\": 5, \"peak_hu\": 450}]").value();
        assertEquals(1, lesions.size());
    }

    @Test
    void a_json_document_may_carry_units_and_origins() throws RiskException {
        var values = parser("score2")
                .json("""
                        {"age": 58, "smoker": true, "hdl_mmol": {"value": 50, "unit": "mg/dL", "origin": "chart 2026-03-02"},
                         "sbp": null, "sex": "male", "tc_mmol": "5.2 mmol/L"}""");
        assertEquals(new InputValue(new BigDecimal("50"), Optional.of("mg/dL"), "chart 2026-03-02"),
                values.get("hdl_mmol"));
        assertEquals(Optional.of("mmol/L"), values.get("tc_mmol").unit());
        assertEquals(false, values.containsKey("sbp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"age", "=5", ""})
    void what_is_no_assignment_is_refused(String text) {
        assertThrows(RiskException.Unreadable.class, () -> parser("score2").assignments(List.of(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1]", "{\"age\": 58} x", ""})
    void what_is_no_json_object_is_refused(String text) {
        assertThrows(RiskException.Unreadable.class, () -> parser("score2").json(text));
    }

    @Test
    void values_of_the_wrong_kind_are_refused() {
        assertThrows(RiskException.NotAllowed.class, () -> parser("score2").text("age", "old"));
        assertThrows(RiskException.NotAllowed.class, () -> parser("score2").text("smoker", "sometimes"));
        assertThrows(RiskException.UnknownInput.class, () -> parser("score2").text("shoe_size", "42"));
        assertThrows(RiskException.NotAllowed.class, () -> parser("score2").json("{\"age\": {\"years\": 5}}"));
    }
}
