package org.lantern.storage.chart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Every kind of number that the chart knows, from the table {@code observation-kinds.tsv}. Immutable. */
public final class ObservationKinds {
    /** Tobacco smoking status; its answers are {@link #SMOKING_ANSWERS}. */
    public static final Code SMOKING = Code.loinc("72166-2", "Tobacco smoking status");
    /** LOINC's answers for {@link #SMOKING} that a clinic needs, from most to least. */
    public static final List<Code> SMOKING_ANSWERS = List.of(Code.loinc("LA18976-3", "Current every day smoker"),
            Code.loinc("LA18977-1", "Current some day smoker"), Code.loinc("LA15920-4", "Former smoker"),
            Code.loinc("LA18978-9", "Never smoker"));

    private final Map<String, ObservationKind> kinds;

    private ObservationKinds(Map<String, ObservationKind> kinds) {
        this.kinds = kinds;
    }

    /** The table that comes with the product. */
    public static ObservationKinds bundled() {
        var units = new LinkedHashMap<String, List<ObservationKind.Unit>>();
        try (var in = new BufferedReader(new InputStreamReader(
                ObservationKinds.class.getResourceAsStream("observation-kinds.tsv"), StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t"))
                    .forEach(cells -> units.computeIfAbsent(cells[0], _ -> new ArrayList<>()).add(unit(cells)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var kinds = new LinkedHashMap<String, ObservationKind>();
        units.forEach((key, list) -> kinds.put(key, new ObservationKind(key, list)));
        return new ObservationKinds(kinds);
    }

    private static ObservationKind.Unit unit(String[] cells) {
        var factor = cells[9].split("/");
        return new ObservationKind.Unit(new Code(cells[1], cells[2], cells[0]), cells[3], new BigDecimal(cells[4]),
                new BigDecimal(cells[5]), number(cells[6]), number(cells[7]), Integer.parseInt(cells[8]),
                new ObservationKind.Factor(new BigDecimal(factor[0]),
                        factor.length == 1 ? BigDecimal.ONE : new BigDecimal(factor[1])));
    }

    private static Optional<BigDecimal> number(String cell) {
        return cell.equals("-") ? Optional.empty() : Optional.of(new BigDecimal(cell));
    }

    /** All of them, in the table's order: vital signs, laboratory, measured on images. */
    public List<ObservationKind> all() {
        return List.copyOf(kinds.values());
    }

    /**
     * The kind with a key.
     *
     * @throws NoSuchElementException if the table has none: a fault in the program
     */
    public ObservationKind get(String key) {
        return find(key).orElseThrow(() -> new NoSuchElementException(key));
    }

    /** The kind with a key, if the table has it. */
    public Optional<ObservationKind> find(String key) {
        return Optional.ofNullable(kinds.get(key));
    }

    /** The kind that a code belongs to, in whichever of its units. */
    public Optional<ObservationKind> of(Code code) {
        return kinds.values().stream()
                .filter(kind -> kind.units().stream().anyMatch(unit -> unit.code().same(code))).findFirst();
    }
}
