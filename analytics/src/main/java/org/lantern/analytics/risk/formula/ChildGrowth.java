package org.lantern.analytics.risk.formula;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Z-scores of the WHO Child Growth Standards 2006 by the LMS method.
 *
 * <p>Weight-based indicators beyond three standard deviations are measured in the distance between the second and the
 * third (WHO 2006, section on computation for survey use), because the LMS curve bends too much out there. Length is
 * turned into height, or back, by 0.7 cm where the table of that age was made from the other.
 */
public final class ChildGrowth implements Formula {
    private static final int FIRST_DAY_STANDING = 731;
    private static final double LENGTH_OVER_HEIGHT_CM = 0.7;

    private record Lms(double l, double m, double s) {
        double z(double y) {
            return (Math.pow(y / m, l) - 1) / (l * s);
        }

        double at(double z) {
            return m * Math.pow(1 + l * s * z, 1 / l);
        }

        /** The z-score of weight-based indicators. */
        double restrained(double y) {
            double z = z(y);
            if (z > 3) {
                return 3 + (y - at(3)) / (at(3) - at(2));
            }
            return z < -3 ? -3 + (y - at(-3)) / (at(-2) - at(-3)) : z;
        }

        Lms towards(Lms other, double share) {
            return new Lms(l + (other.l - l) * share, m + (other.m - m) * share, s + (other.s - s) * share);
        }
    }

    /** Rows at equal steps from {@code first}. */
    private record Table(double first, double step, Lms[] rows) {
        /** The row of a position, between two rows by linear interpolation; empty outside of the table. */
        Optional<Lms> at(double position) {
            double index = (position - first) / step;
            double nearest = Math.rint(index);
            if (Math.abs(index - nearest) < 1e-6) {
                index = nearest;
            }
            if (index < 0 || index > rows.length - 1) {
                return Optional.empty();
            }
            int below = (int) index;
            return Optional.of(below == index ? rows[below] : rows[below].towards(rows[below + 1], index - below));
        }
    }

    private final Map<String, Table> tables = read();

    @Override
    public Map<String, Double> evaluate(Function<String, Optional<Object>> input) {
        String sex = (String) input.apply("sex").orElseThrow();
        double ageDays = (Double) input.apply("age_days").orElseThrow();
        boolean standing = ageDays >= FIRST_DAY_STANDING;
        var weightKg = number(input, "weight_kg");
        var results = new HashMap<String, Double>();
        number(input, "head_cm").ifPresent(head -> table("head_for_age", sex).at(ageDays)
                .ifPresent(lms -> results.put("head_circumference_for_age", rounded(lms.z(head)))));
        weightKg.ifPresent(weight -> table("weight_for_age", sex).at(ageDays)
                .ifPresent(lms -> results.put("weight_for_age", rounded(lms.restrained(weight)))));
        var measured = number(input, "lenhei_cm");
        if (measured.isEmpty()) {
            return results;
        }
        boolean measuredStanding = input.apply("measure").map("h"::equals).orElse(standing);
        double shift = measuredStanding == standing ? 0 : standing ? -LENGTH_OVER_HEIGHT_CM : LENGTH_OVER_HEIGHT_CM;
        double lengthCm = measured.getAsDouble() + shift;
        table("length_for_age", sex).at(ageDays)
                .ifPresent(lms -> results.put("length_height_for_age", rounded(lms.z(lengthCm))));
        weightKg.ifPresent(weight -> {
            double bmi = weight / (lengthCm * lengthCm / 10_000);
            table("bmi_for_age", sex).at(ageDays)
                    .ifPresent(lms -> results.put("bmi_for_age", rounded(lms.restrained(bmi))));
            table(standing ? "weight_for_height" : "weight_for_length", sex).at(lengthCm)
                    .ifPresent(lms -> results.put("weight_for_length_height", rounded(lms.restrained(weight))));
        });
        return results;
    }

    private Table table(String indicator, String sex) {
        return tables.get(indicator + " " + sex);
    }

    private static OptionalDouble number(Function<String, Optional<Object>> input, String name) {
        return input.apply(name).map(value -> OptionalDouble.of((Double) value)).orElse(OptionalDouble.empty());
    }

    /** The standard states z-scores to two decimals; adding 0 takes the sign from a zero. */
    private static double rounded(double z) {
        return Math.rint(z * 100) / 100 + 0.0;
    }

    /**
     * Reads the tables: for each indicator and sex one line with name, sex, first position, step, and three lines with
     * L, M (both in 1/10000) and S (in 1/100000) as differences from row to row.
     */
    private static Map<String, Table> read() {
        var tables = new HashMap<String, Table>();
        try (var in = new BufferedReader(new InputStreamReader(
                ChildGrowth.class.getResourceAsStream("child_growth_2006.txt"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] head = line.split(" ");
                double[] l = differences(in.readLine(), 10_000);
                double[] m = differences(in.readLine(), 10_000);
                double[] s = differences(in.readLine(), 100_000);
                var rows = new Lms[l.length];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = new Lms(l[i], m[i], s[i]);
                }
                tables.put(head[0] + " " + head[1],
                        new Table(Double.parseDouble(head[2]), Double.parseDouble(head[3]), rows));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables;
    }

    private static double[] differences(String line, double scale) {
        String[] words = line.split(" ");
        var values = new double[words.length];
        long sum = 0;
        for (int i = 0; i < words.length; i++) {
            sum += Long.parseLong(words[i]);
            values[i] = sum / scale;
        }
        return values;
    }
}
