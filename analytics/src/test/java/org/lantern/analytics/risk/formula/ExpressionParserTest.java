package org.lantern.analytics.risk.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {
    private static final Scope SCOPE = new Scope();
    static {
        SCOPE.addInput("age", List.of());
        SCOPE.addInput("sex", List.of("female", "male"));
        SCOPE.addInput("absent", List.of());
        SCOPE.addInput("years", List.of("10", "30"));
        SCOPE.addInput("foci", List.of("none", "rim", "punctate"));
    }

    private static double value(String text) {
        double[] slots = {60, 1, Double.NaN, 1, 0b110};
        return ExpressionParser.parse(text, SCOPE).expression().value(new Frame(slots, new double[0][]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 + 2 * 3                      | 7
            -2 ^ 2                         | -4
            2 ^ -1                         | 0.5
            (age - 55) / 10                | 0.5
            7 - 2 - 1                      | 4
            8 / 2 / 2                      | 2
            1e-3 * 1000                    | 1
            if(sex = 'male', 1, 2)         | 1
            sex != 'male'                  | 0
            years                          | 30
            years = 30 and age > 59        | 1
            not (age < 60)                 | 1
            steps(age, 0, 60, 1, 75, 2)    | 1
            steps(59.9, 0, 60, 1, 75, 2)   | 0
            steps(75, 0, 60, 1, 75, 2)     | 2
            round(2.5)                     | 3
            round(-2.5)                    | -2
            min(age, 3) + max(1, 2)        | 5
            given(absent)                  | 0
            given(age)                     | 1
            has(foci, 'rim')               | 1
            has(foci, 'none')              | 0
            age > 70 and absent > 1        | 0
            age > 50 or absent > 1         | 1
            """)
    void expressions_have_their_usual_meaning(String text, double expected) {
        assertEquals(expected, value(text), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent + 1", "absent < 3", "if(absent > 1, 1, 2)", "age > 50 and absent > 1",
            "age > 70 or absent > 1", "steps(absent, 0, 1, 2)", "not (absent = 1)"})
    void what_rests_on_an_unknown_value_is_unknown(String text) {
        assertTrue(Double.isNaN(value(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 +", "unknown", "sex = 'other'", "age = 'male'", "steps(age, 0, 2, 1, 1, 2)", "ln(1, 2)",
            "cosine(1)", "(1", "1 2", "'male'", "steps(age, 0, sex, 1)", ""})
    void what_is_no_expression_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ExpressionParser.parse(text, SCOPE));
    }

    @Test
    void an_expression_knows_the_inputs_that_it_rests_on() {
        assertEquals(Set.of("age", "sex"), ExpressionParser.parse("if(sex = 'male', age, 0)", SCOPE).inputs());
    }

    @Test
    void the_two_links_and_the_recalibration_agree_with_their_definition() {
        assertEquals(1 / (1 + Math.exp(-0.7)), value("logistic(0.7)"), 1e-15);
        assertEquals(1 - Math.pow(0.95, Math.exp(0.3)), value("survival(0.95, 0.3)"), 1e-15);
        double risk = 0.07;
        assertEquals(1 - Math.exp(-Math.exp(-0.2 + 0.9 * Math.log(-Math.log(1 - risk)))),
                value("rescale(0.07, -0.2, 0.9)"),
                1e-15);
    }
}
