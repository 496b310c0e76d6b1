package org.lantern.analytics.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    private static final RiskCatalogue CATALOGUE = RiskCatalogue.bundled();

    @ParameterizedTest
    @CsvSource({"5.17,mmol/L,mg/dL,cholesterol,199.92", "200,mg/dL,mmol/L,cholesterol,5.172",
            "88.4,µmol/L,mg/dL,creatinine,1",
            "1.2,mg/dL,umol/L,creatinine,106.08", "34.2,μmol/L,mg/dL,bilirubin,2", "20,mg/dL,mmol/L,urea,7.14",
            "40,g/L,g/dL,albumin,4", "70,[in_i],cm,length,177.8", "180,cm,in,length,70.866", "8,mm,cm,length,0.8",
            "154.32,lb,kg,mass,70", "98.6,degF,Cel,temperature,37", "37,°C,degF,temperature,98.6",
            "16,kPa,mm[Hg],pressure,120.01", "30,mg/mmol,mg/g,acr,265.2", "5.5,mmol/L,mg/dL,glucose,99.1",
            "250,K/uL,10*9/L,cells,250"})
    void a_value_is_converted_within_its_quantity(double value, String from, String to, String quantity,
            double expected) {
        assertEquals(expected, Units.convert(value, from, to, quantity).orElseThrow(), 0.006);
    }

    @ParameterizedTest
    @CsvSource({"mmol/L,mg/dL,''", "mg/dL,mm,cholesterol", "kg,cm,length", "furlong,cm,length",
            "mmol/L,mg/dL,creatinine"})
    void what_is_not_of_the_quantity_is_not_converted(String from, String to, String quantity) {
        assertTrue(Units.convert(1, from, to, quantity).isEmpty());
    }

    @Test
    void a_unit_is_converted_only_when_it_is_given_and_the_result_says_so() throws RiskException {
        var model = CATALOGUE.find("ckd_epi_2021").orElseThrow();
        var inputs = new HashMap<String, InputValue>(Map.of("sex", InputValue.of("male"), "age", InputValue.of(60)));
        inputs.put("creatinine_mgdl", InputValue.of(1.2));
        double expected = (Double) model.compute(inputs).outputs().get("egfr");

        inputs.put("creatinine_mgdl", InputValue.of(1.2 * 88.4, "µmol/L"));
        var converted = model.compute(inputs);
        assertEquals(expected, (Double) converted.outputs().get("egfr"), 1e-9);
        assertTrue(converted.notices().contains(new Notice("converted", List.of("creatinine_mgdl"))));

        inputs.put("creatinine_mgdl", InputValue.of(106));
        var refused = assertThrows(RiskException.OutOfRange.class, () -> model.compute(inputs));
        assertEquals("creatinine_mgdl", refused.name());

        inputs.put("creatinine_mgdl", InputValue.of(106, "mmHg"));
        var unknown = assertThrows(RiskException.UnknownUnit.class, () -> model.compute(inputs));
        assertEquals(List.of("mg/dL", "umol/L"), unknown.accepted());
    }

    @Test
    void the_range_is_checked_after_the_conversion() {
        var model = CATALOGUE.find("mayo_spn").orElseThrow();
        Map<String, InputValue> inputs = new HashMap<>();
        for (var input : model.inputs()) {
            inputs.put(input.name(), InputValue.of(input.kind() == RiskInput.Kind.BOOLEAN ? (Object) false : 50));
        }
        inputs.put("diameter_mm", InputValue.of(3.1, "cm"));
        assertThrows(RiskException.OutOfRange.class, () -> model.compute(inputs));
    }
}
