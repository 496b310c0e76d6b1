package org.lantern.analytics.learning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGeneratorFactory;

/**
 * Time to grow a forest of 200 trees on 100,000 rows, and scikit-learn's time on the same rows in the same run with as
 * many threads. Needs python3 with scikit-learn; run it as the module's README says.
 */
public final class ForestBenchmark {
    private static final int ROWS = 100_000;
    private static final int COLUMNS = 20;
    private static final int TREES = 200;

    private static final String PEER = """
            import sys, time, numpy
            from sklearn.ensemble import RandomForestClassifier
            from sklearn.metrics import roc_auc_score
            data = numpy.loadtxt(sys.argv[1], delimiter=',')
            x, y = data[:, :-1], data[:, -1]
            half = len(y) // 2
            forest = RandomForestClassifier(n_estimators=int(sys.argv[2]), n_jobs=int(sys.argv[3]), random_state=1)
            start = time.perf_counter()
            forest.fit(x[:half], y[:half])
            print(time.perf_counter() - start, roc_auc_score(y[half:], forest.predict_proba(x[half:])[:, 1]))
            """;

    private ForestBenchmark() {}

    /** Half of twice the rows is learned, the other half tells whether the forest is as good. */
    public static void main(String[] arguments) throws Exception {
        int trees = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TREES;
        int threads = Runtime.getRuntime().availableProcessors();
        var table = table(2 * ROWS);
        var train = table.subset(java.util.stream.IntStream.range(0, ROWS).toArray());
        new RandomForest(4, 1).fit(train, seed(2));
        long started = System.nanoTime();
        var forest = new RandomForest(trees, 1).fit(train, seed(1));
        double seconds = (System.nanoTime() - started) / 1e9;
        var predicted = new double[ROWS];
        var outcomes = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            predicted[i] = forest.probability(table.rows()[ROWS + i]);
            outcomes[i] = table.outcomes()[ROWS + i];
        }
        System.out.printf(Locale.ROOT, "here          %d trees, %d rows, %d threads: %.1f s, AUC %.4f%n", trees, ROWS,
                threads, seconds, Evaluation.auc(predicted, outcomes));
        var file = Files.createTempFile("forest", ".csv");
        try {
            write(table, file);
            var peer = new ProcessBuilder("/usr/bin/python3", "-c", PEER, file.toString(), String.valueOf(trees),
                    String.valueOf(threads)).redirectErrorStream(true).start();
            var answer = new String(peer.getInputStream().readAllBytes()).strip();
            peer.waitFor();
            String[] parts = answer.split(" ");
            double theirs = Double.parseDouble(parts[0]);
            System.out.printf(Locale.ROOT, "scikit-learn  %d trees, %d rows, %d threads: %.1f s, AUC %.4f%n", trees,
                    ROWS, threads, theirs, Double.parseDouble(parts[1]));
            System.out.printf(Locale.ROOT, "ratio %.2f%n", seconds / theirs);
        } finally {
            Files.delete(file);
        }
    }

    private static java.util.random.RandomGenerator seed(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Ten continuous columns, five coarse ones, five of zeros and ones; four of them matter. */
    private static Table table(int size) {
        var random = seed(5);
        var rows = new double[size][COLUMNS];
        var outcomes = new boolean[size];
        for (int i = 0; i < size; i++) {
            for (int column = 0; column < COLUMNS; column++) {
                double value = random.nextGaussian();
                rows[i][column] = column < 10 ? value : column < 15 ? Math.rint(3 * value) : value > 0.3 ? 1 : 0;
            }
            double logOdds = rows[i][0] - 0.8 * rows[i][1] * rows[i][2] + rows[i][10] / 6 + 0.7 * rows[i][15] - 1;
            outcomes[i] = random.nextDouble() < Sigmoid.of(logOdds);
        }
        var names = new ArrayList<String>();
        for (int column = 0; column < COLUMNS; column++) {
            names.add("x" + column);
        }
        return new Table(List.copyOf(names), rows, outcomes);
    }

    private static void write(Table table, Path file) throws java.io.IOException {
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < table.size(); i++) {
                for (double value : table.rows()[i]) {
                    out.write(value + ",");
                }
                out.write(table.outcomes()[i] ? "1\n" : "0\n");
            }
        }
    }
}
