package org.lantern.analytics.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cell of the published WHO charts and every row of the growth tables, not only the sampled vectors. */
class WhoTablesTest {
    private static final Path FOLDER = Path.of(System.getProperty("lantern.shared", "absent"), "risk");
    private static final RiskCatalogue CATALOGUE = RiskCatalogue.bundled();
    private static final List<String> SEXES = List.of("male", "female");
    private static final Map<String, Double> CHOLESTEROL = Map.of("<4", 3.5, "4-4.9", 4.5, "5-5.9", 5.5, "6-6.9", 6.5,
            ">=7", 7.5);
    private static final Map<String, Double> BODY_MASS = Map.of("<20", 17.5, "20-24", 22.5, "25-29", 27.5, "30-35",
            32.5,
            ">=35", 37.5);
    private static final Map<String, Double> PRESSURE = Map.of("<120", 110.0, "120-139", 130.0, "140-159", 150.0,
            "160-179", 170.0, ">=180", 190.0);

    @Test
    void every_cell_of_the_cardiovascular_charts_is_met_but_five_that_contradict_their_neighbours() throws Exception {
        assumeTrue(Files.isDirectory(FOLDER), "the charts are not here");
        var model = CATALOGUE.find("who_cvd_2019").orElseThrow();
        var different = new ArrayList<String>();
        int cells = 0;
        for (var line : Files.readAllLines(FOLDER.resolve("who_cvd_2019_charts.csv")).subList(1, 44_101)) {
            String[] cell = line.split(",");
            var inputs = new HashMap<String, InputValue>();
            inputs.put("model", InputValue.of(cell[0]));
            inputs.put("region", InputValue.of(cell[1]));
            inputs.put("sex", InputValue.of(cell[2].equals("M") ? "male" : "female"));
            inputs.put("age", InputValue.of(Integer.parseInt(cell[3].substring(0, 2)) + 2.5));
            inputs.put("smoker", InputValue.of(cell[4].equals("1")));
            if (cell[0].equals("lab")) {
                inputs.put("diabetes", InputValue.of(cell[5].equals("1")));
                inputs.put("tc_mmol", InputValue.of(CHOLESTEROL.get(cell[6])));
            } else {
                inputs.put("bmi", InputValue.of(BODY_MASS.get(cell[7])));
            }
            inputs.put("sbp", InputValue.of(PRESSURE.get(cell[8])));
            double risk = (Double) model.compute(inputs).outputs().get("risk_percent");
            if (Math.abs(risk - Double.parseDouble(cell[9])) > 0.501) {
                different.add(line + " is " + risk);
            }
            cells++;
        }
        assertEquals(44_100, cells);
        assertTrue(different.size() <= 5, different.toString());
    }

    @ParameterizedTest
    @CsvSource({"weianthro,weight_kg,weight_for_age", "lenanthro,lenhei_cm,length_height_for_age",
            "hcanthro,head_cm,head_circumference_for_age"})
    void a_child_at_the_median_has_a_z_score_of_zero_on_every_day(String file, String input, String output)
            throws Exception {
        assumeTrue(Files.isDirectory(FOLDER), "the growth tables are not here");
        var model = CATALOGUE.find("who_growth_2006").orElseThrow();
        var lines = Files.readAllLines(FOLDER.resolve("who_growth").resolve(file + ".csv"));
        for (var line : lines.subList(1, lines.size())) {
            String[] row = line.split(",");
            var inputs = new HashMap<String, InputValue>();
            inputs.put("sex", InputValue.of(SEXES.get(Integer.parseInt(row[0]) - 1)));
            inputs.put("age_days", InputValue.of(Integer.parseInt(row[1])));
            inputs.put(input, InputValue.of(Double.parseDouble(row[3])));
            if (input.equals("lenhei_cm")) {
                inputs.put("measure", InputValue.of(row[5].toLowerCase(java.util.Locale.ROOT)));
            }
            assertEquals(0, (Double) model.compute(inputs).outputs().get(output), line);
            double deviation = Double.parseDouble(row[3])
                    * Math.pow(1 - 2 * Double.parseDouble(row[2]) * Double.parseDouble(row[4]),
                            1 / Double.parseDouble(row[2]));
            inputs.put(input, InputValue.of(deviation));
            assertEquals(-2, (Double) model.compute(inputs).outputs().get(output), 0.005, line);
        }
    }
}
