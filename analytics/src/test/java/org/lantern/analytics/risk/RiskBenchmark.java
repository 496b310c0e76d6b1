package org.lantern.analytics.risk;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many whole answers each model gives in one second of one core: checks, units, formula, contributions, class. Run it
 * as the module's README says; arguments name the models, none means all.
 */
public final class RiskBenchmark {
    private static final double WARM_UP_SECONDS = 0.5;
    private static final double SECONDS = 0.5;

    private RiskBenchmark() {}

    public static void main(String[] arguments) throws RiskException {
        long started = System.nanoTime();
        var catalogue = RiskCatalogue.bundled();
        System.out.printf(Locale.ROOT, "catalogue read in %.0f ms%n", (System.nanoTime() - started) / 1e6);
        var rates = new ArrayList<Double>();
        var models = catalogue.models().stream()
                .filter(model -> arguments.length == 0 || List.of(arguments).contains(model.id())).toList();
        for (var model : models) {
            rate(model, RiskModelTest.patient(model), WARM_UP_SECONDS);
        }
        for (var model : models) {
            Map<String, InputValue> patient = RiskModelTest.patient(model);
            rate(model, patient, WARM_UP_SECONDS);
            double rate = rate(model, patient, SECONDS);
            rates.add(rate);
            System.out.printf(Locale.ROOT, "%-24s %,12.0f /s  %6.2f us%n", model.id(), rate, 1e6 / rate);
        }
        List<Double> sorted = rates.stream().sorted().toList();
        double everyModelOnce = rates.stream().mapToDouble(rate -> 1 / rate).sum();
        System.out.printf(Locale.ROOT, "slowest %,.0f /s, median %,.0f /s, all models in turn %,.0f /s%n",
                sorted.getFirst(), sorted.get(sorted.size() / 2), rates.size() / everyModelOnce);
    }

    private static double rate(RiskModel model, Map<String, InputValue> patient, double seconds) throws RiskException {
        long count = 0;
        long outputs = 0;
        long started = cpuNanos();
        long end = started + (long) (seconds * 1e9);
        while (cpuNanos() < end) {
            for (int i = 0; i < 500; i++) {
                outputs += model.compute(patient).outputs().size();
            }
            count += 500;
        }
        if (outputs < count) {
            throw new IllegalStateException("a result without outputs");
        }
        return count / ((cpuNanos() - started) / 1e9);
    }

    /** Time that this thread has had a core to itself, so that other work on the machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
