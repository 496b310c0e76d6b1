package org.lantern.app.feature.risk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where inputs are found in a chart: the table {@code input-sources.tsv}, which explains its lines. */
final class InputSources {
    private final Map<String, Rule> byInput = new LinkedHashMap<>();
    private final Map<String, Measured> measured = new LinkedHashMap<>();
    private final List<Limit> limits = new ArrayList<>();

    /** How one input is found. */
    sealed interface Rule {
        /** @param absentMeansNo whether a patient without such a problem does not have it */
        record ByProblem(boolean activeOnly, List<String> icd10, boolean absentMeansNo) implements Rule {}

        record ByMedication(List<String> atc, boolean absentMeansNo) implements Rule {}

        /** @param values the input's value for each answer's code */
        record ByAnswer(String loinc, Map<String, String> values) implements Rule {}
    }

    /**
     * Kinds of observations measured on images.
     *
     * @param taken the newest of these is filled in
     * @param offered these can be chosen
     */
    record Measured(List<String> taken, List<String> offered) {
        private static final Measured NONE = new Measured(List.of(), List.of());
    }

    private record Limit(String group, String code, Duration age) {
        boolean matches(String otherGroup, String otherCode) {
            return (group.equals("*") || group.equals(otherGroup)) && (code.equals("*") || code.equals(otherCode));
        }
    }

    private InputSources() {}

    /** The table that comes with the product. */
    static InputSources bundled() {
        var sources = new InputSources();
        try (var in = new BufferedReader(new InputStreamReader(
                InputSources.class.getResourceAsStream("input-sources.tsv"), StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).forEach(sources::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private void add(String[] cells) {
        switch (cells[0]) {
            case "problem" -> byInput.put(cells[1],
                    new Rule.ByProblem(cells[2].equals("active"), list(cells[3]), cells[4].equals("no")));
            case "medication" -> byInput.put(cells[1], new Rule.ByMedication(list(cells[2]), cells[3].equals("no")));
            case "answer" -> byInput.put(cells[1], new Rule.ByAnswer(cells[2], Stream.of(cells[3].split(","))
                    .map(pair -> pair.split("=")).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]))));
            case "measured" -> measured.put(cells[1],
                    new Measured(cells[2].equals("-") ? List.of() : list(cells[2]), list(cells[3])));
            case "limit" -> limits.add(new Limit(cells[1], cells[2], Duration.ofDays(Long.parseLong(cells[3]))));
            default -> throw new IllegalArgumentException("input-sources.tsv: " + cells[0]);
        }
    }

    private static List<String> list(String cell) {
        return List.of(cell.split(","));
    }

    /** How an input that the model's file gives no code for is found. */
    Optional<Rule> rule(String input) {
        return Optional.ofNullable(byInput.get(input));
    }

    /** Every input that has a rule. */
    List<String> inputs() {
        return List.copyOf(byInput.keySet());
    }

    /**
     * What an input can be read from that is measured on images.
     *
     * @param source the input's source in the model's file, or empty text
     */
    Measured measured(String input, String source) {
        return source.startsWith("measure.")
                ? measured.getOrDefault(input, measured.getOrDefault(source, Measured.NONE))
                : Measured.NONE;
    }

    /**
     * How old an observation may be.
     *
     * @param code a LOINC code, or {@code measured}
     */
    Duration limit(String group, String code) {
        return limits.stream().filter(limit -> limit.matches(group, code)).reduce((_, last) -> last).orElseThrow()
                .age();
    }
}
