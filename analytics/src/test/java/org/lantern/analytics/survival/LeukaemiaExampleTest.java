package org.lantern.analytics.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weeks of remission of 42 children (Freireich 1963), the example of the method's own papers and textbooks. */
class LeukaemiaExampleTest {
    private static final double Z = 1.959963984540054;
    /** Weeks on 6-mercaptopurine; negative where the child was still in remission. */
    private static final int[] TREATED = {6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32,
            -32, -34, -35};
    private static final int[] PLACEBO = {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23};

    private static FollowUp followUp(int[] weeks) {
        var events = new boolean[weeks.length];
        for (int i = 0; i < weeks.length; i++) {
            events[i] = weeks[i] > 0;
        }
        return new FollowUp(Arrays.stream(weeks).mapToDouble(Math::abs).toArray(), events);
    }

    private static int[] all() {
        int[] all = Arrays.copyOf(TREATED, TREATED.length + PLACEBO.length);
        System.arraycopy(PLACEBO, 0, all, TREATED.length, PLACEBO.length);
        return all;
    }

    private static int[] groups() {
        var groups = new int[TREATED.length + PLACEBO.length];
        Arrays.fill(groups, TREATED.length, groups.length, 1);
        return groups;
    }

    @ParameterizedTest
    @CsvSource({"6,0.857,0.0764", "7,0.807,0.0869", "10,0.753,0.0963", "13,0.690,0.1068", "16,0.627,0.1141",
            "22,0.538,0.1282", "23,0.448,0.1346", "35,0.448,0.1346"})
    void the_curve_of_the_treated_is_the_published_one(double week, double survival, double error) {
        var step = KaplanMeier.estimate(followUp(TREATED), KaplanMeier.Interval.LOG, Z).at(week).orElseThrow();
        assertEquals(survival, step.survival(), 0.0006);
        assertEquals(error, step.standardError().orElseThrow(), 0.0001);
    }

    @Test
    void the_median_is_read_from_the_curve_and_the_end_of_everybody_has_no_error() {
        assertEquals(23, KaplanMeier.estimate(followUp(TREATED), KaplanMeier.Interval.LOG, Z).quantile(0.5).value()
                .orElseThrow());
        var placebo = KaplanMeier.estimate(followUp(PLACEBO), KaplanMeier.Interval.LOG, Z);
        assertEquals(8, placebo.quantile(0.5).value().orElseThrow());
        assertTrue(placebo.steps().getLast().standardError().isEmpty());
        assertTrue(placebo.at(0.5).isEmpty());
    }

    @Test
    void the_log_rank_test_gives_the_published_statistic() {
        var test = LogRank.test(followUp(all()), groups(), 2, 0);
        assertEquals(16.79, test.chiSquared(), 0.005);
        assertEquals(9, test.observed()[0]);
        assertEquals(19.25, test.expected()[0], 0.005);
    }

    @ParameterizedTest
    @CsvSource({"BRESLOW,1.5092,0.4096", "EFRON,1.5721,0.4124", "EXACT,1.6282,0.4331"})
    void the_three_ways_with_ties_give_the_published_coefficients(CoxModel.Ties ties, double coefficient,
            double error) {
        var covariates = Arrays.stream(groups()).mapToObj(group -> new double[]{group}).toArray(double[][]::new);
        var model = CoxModel.fit(followUp(all()), covariates, ties);
        assertEquals(coefficient, model.coefficients()[0], 0.00006);
        assertEquals(error, model.standardError(0), 0.00006);
    }

    @Test
    void the_hazard_does_not_depend_on_where_a_covariate_has_its_zero() {
        var at = Arrays.stream(groups()).mapToObj(group -> new double[]{group}).toArray(double[][]::new);
        var shifted = Arrays.stream(groups()).mapToObj(group -> new double[]{group + 1000}).toArray(double[][]::new);
        var model = CoxModel.fit(followUp(all()), at, CoxModel.Ties.EFRON);
        var moved = CoxModel.fit(followUp(all()), shifted, CoxModel.Ties.EFRON);
        assertEquals(model.survival(new double[]{1}, 0, 10), moved.survival(new double[]{1001}, 0, 10), 1e-12);
    }

    @Test
    void columns_that_say_the_same_and_columns_that_separate_are_refused() {
        var twice = Arrays.stream(groups()).mapToObj(group -> new double[]{group, 2 * group}).toArray(double[][]::new);
        assertThrows(ArithmeticException.class, () -> CoxModel.fit(followUp(all()), twice, CoxModel.Ties.EFRON));
        var future = Arrays.stream(all()).mapToObj(weeks -> new double[]{Math.abs(weeks) > 8 ? 1 : 0})
                .toArray(double[][]::new);
        assertThrows(ArithmeticException.class, () -> CoxModel.fit(followUp(all()), future, CoxModel.Ties.EFRON));
    }

    @Test
    void follow_up_that_is_none_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new FollowUp(new double[]{-1}, new boolean[]{true}));
        assertThrows(IllegalArgumentException.class, () -> new FollowUp(new double[]{Double.NaN}, new boolean[]{true}));
        assertThrows(IllegalArgumentException.class, () -> new FollowUp(new double[]{1, 2}, new boolean[]{true}));
    }
}
