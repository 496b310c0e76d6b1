package org.lantern.analytics.risk;

import static org.lantern.analytics.risk.ModelReader.checkKeys;
import static org.lantern.analytics.risk.ModelReader.number;
import static org.lantern.analytics.risk.ModelReader.optional;
import static org.lantern.analytics.risk.ModelReader.text;
import static org.lantern.analytics.risk.ModelReader.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lantern.analytics.risk.formula.Expression;
import org.lantern.analytics.risk.formula.ExpressionParser;
import org.lantern.analytics.risk.formula.Formula;
import org.lantern.analytics.risk.formula.Scope;

/** Turns the arithmetic part of a model's file into a {@link Plan}. */
final class PlanCompiler {
    private static final Set<String> BAND_KEYS = Set.of("id", "from", "above", "below", "upTo", "severity", "when");
    private static final Set<String> OUTPUT_KEYS = Set.of("name", "kind", "unit", "decimals", "value", "rules", "scale",
            "when", "sum");

    private final List<RiskInput> inputs;
    private final Scope scope = new Scope();
    private final List<Plan.Table> tables = new ArrayList<>();
    private final Map<String, Map<String, Scope.Symbol>> outcomeConstants = new HashMap<>();

    private final Optional<Formula> givenFormula;

    PlanCompiler(List<RiskInput> inputs, Optional<Formula> givenFormula) {
        this.inputs = inputs;
        this.givenFormula = givenFormula;
        for (var input : inputs) {
            scope.addInput(input.name(), input.allowed());
        }
    }

    Expression expression(String text) {
        return ExpressionParser.parse(text, scope).expression();
    }

    Plan compile(JsonNode file) {
        file.path("constants").forEach(this::addConstants);
        var own = file.has("formula") ? Optional.of(ownFormula(file.get("formula")))
                : Optional.<Plan.OwnFormula>empty();
        var definitions = new ArrayList<Plan.Value>();
        file.path("define").properties().forEach(entry -> {
            var compiled = ExpressionParser.parse(entry.getValue().asText(), scope);
            definitions.add(new Plan.Value(scope.addValue(entry.getKey(), compiled.inputs()), compiled.expression()));
        });
        var sums = new LinkedHashMap<String, Plan.Sum>();
        file.path("sums").forEach(node -> addSums(node, sums));
        var scales = new LinkedHashMap<String, Plan.Scale>();
        var outputs = new ArrayList<Plan.Output>();
        for (var node : file.required("outputs")) {
            outputs.add(output(node, file, sums, scales));
        }
        for (var node : file.path("scales")) {
            scale(text(node, "name"), file, scales);
        }
        return new Plan(scope.slotCount(), tables, own, definitions, List.copyOf(sums.values()), outputs,
                List.copyOf(scales.values()), conditions(file.path("refusals")), conditions(file.path("notices")),
                Optional.ofNullable(file.get("fallback")).map(this::fallBack));
    }

    private void addConstants(JsonNode node) {
        checkKeys(node, Set.of("by", "alias", "sets"));
        var by = new ArrayList<>(texts(node.required("by")));
        if (!by.isEmpty() && by.getFirst().equals("outcome")) {
            by.removeFirst();
            var outcomes = new LinkedHashMap<String, Map<String, JsonNode>>();
            node.required("sets").properties().forEach(set -> {
                String[] outcomeAndKey = set.getKey().split("\\|", 2);
                outcomes.computeIfAbsent(outcomeAndKey[0], _ -> new LinkedHashMap<>())
                        .put(outcomeAndKey.length > 1 ? outcomeAndKey[1] : "", set.getValue());
            });
            outcomes.forEach((outcome, sets) -> addTable(by, node.path("alias"), sets, outcome));
        } else {
            var sets = new LinkedHashMap<String, JsonNode>();
            node.required("sets").properties().forEach(set -> sets.put(set.getKey(), set.getValue()));
            addTable(by, node.path("alias"), sets, "");
        }
    }

    /** Adds one table; with an outcome, a constant c is known as c_outcome, and as c inside of that outcome's sum. */
    private void addTable(List<String> by, JsonNode alias, Map<String, JsonNode> sets, String outcome) {
        var columns = new ArrayList<String>();
        sets.values().iterator().next().fieldNames().forEachRemaining(columns::add);
        int[] slots = by.stream().mapToInt(name -> scope.symbol(name).slot()).toArray();
        int[] sizes = new int[slots.length];
        int count = 1;
        for (int i = 0; i < slots.length; i++) {
            sizes[i] = inputs.get(slots[i]).allowed().size();
            count *= sizes[i];
        }
        var used = new HashSet<String>();
        var rows = new double[count][];
        for (int row = 0; row < count; row++) {
            String key = key(row, slots, sizes, alias);
            var set = sets.get(key);
            if (set == null || set.size() != columns.size()) {
                throw new IllegalArgumentException("constants for " + outcome + " " + key + " are missing or differ");
            }
            used.add(key);
            rows[row] = columns.stream().mapToDouble(column -> set.required(column).asDouble()).toArray();
        }
        if (used.size() != sets.size()) {
            throw new IllegalArgumentException("constants that nobody uses: " + sets.keySet());
        }
        tables.add(new Plan.Table(slots, sizes, rows));
        for (int column = 0; column < columns.size(); column++) {
            String name = columns.get(column);
            String global = outcome.isEmpty() ? name : name + "_" + outcome;
            scope.addConstant(global, tables.size() - 1, column, Set.of());
            if (!outcome.isEmpty()) {
                outcomeConstants.computeIfAbsent(outcome, _ -> new HashMap<>()).put(name, scope.symbol(global));
            }
        }
    }

    private String key(int row, int[] slots, int[] sizes, JsonNode alias) {
        var words = new String[slots.length];
        int rest = row;
        for (int i = slots.length - 1; i >= 0; i--) {
            var input = inputs.get(slots[i]);
            String word = input.allowed().get(rest % sizes[i]);
            rest /= sizes[i];
            words[i] = alias.path(input.name()).path(word).asText(word);
        }
        return String.join("|", words);
    }

    private Plan.OwnFormula ownFormula(JsonNode node) {
        checkKeys(node, Set.of("class", "values"));
        String name = Formula.class.getPackageName() + "." + text(node, "class");
        try {
            var formula = givenFormula.isPresent() ? givenFormula.get()
                    : Class.forName(name).asSubclass(Formula.class).getDeclaredConstructor().newInstance();
            var values = texts(node.required("values"));
            int first = scope.slotCount();
            values.forEach(value -> scope.addValue(value, Set.of()));
            return new Plan.OwnFormula(formula, values, first);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no formula " + name, e);
        }
    }

    private void addSums(JsonNode node, Map<String, Plan.Sum> sums) {
        checkKeys(node, Set.of("name", "unit", "for", "terms"));
        if (!node.has("for")) {
            addSum(text(node, "name"), "", node, scope, sums);
            return;
        }
        for (var outcome : texts(node.get("for"))) {
            addSum(text(node, "name") + "_" + outcome, outcome, node,
                    scope.withConstants(outcomeConstants.getOrDefault(outcome, Map.of())), sums);
        }
    }

    private void addSum(String name, String part, JsonNode node, Scope names, Map<String, Plan.Sum> sums) {
        var terms = new ArrayList<Plan.Term>();
        node.required("terms").properties().forEach(term -> {
            var compiled = ExpressionParser.parse(term.getValue().asText(), names);
            terms.add(new Plan.Term(term.getKey(), List.copyOf(compiled.inputs()), compiled.expression()));
        });
        sums.put(name,
                new Plan.Sum(sums.size(), part, text(node, "unit"), scope.addValue(name, Set.of()),
                        List.copyOf(terms)));
    }

    private Plan.Output output(JsonNode node, JsonNode file, Map<String, Plan.Sum> sums,
            Map<String, Plan.Scale> scales) {
        checkKeys(node, OUTPUT_KEYS);
        var kind = RiskOutput.Kind.valueOf(text(node, "kind").toUpperCase(java.util.Locale.ROOT));
        var scale = optional(node, "scale").map(name -> scale(name, file, scales));
        var value = optional(node, "value").map(this::expression);
        var rules = new ArrayList<Plan.Rule>();
        node.path("rules").forEach(rule -> rules
                .add(new Plan.Rule(expression(rule.get(0).asText()), rule.get(1).asText())));
        var words = scale.map(graded -> graded.declaration().bands().stream().map(Band::id).distinct().toList())
                .orElse(rules.stream().map(Plan.Rule::word).distinct().toList());
        String name = text(node, "name");
        int slot = value.isPresent() ? slotOf(name) : -1;
        return new Plan.Output(
                new RiskOutput(name, kind, optional(node, "unit"), node.path("decimals").asInt(0), words), slot,
                optional(node, "when").map(this::expression), value, List.copyOf(rules), scale,
                sums(node.path("sum"), sums));
    }

    /** The sums behind an output: those that it names, else the first there is. */
    private static List<Plan.Sum> sums(JsonNode names, Map<String, Plan.Sum> sums) {
        if (names.isMissingNode()) {
            return sums.values().stream().limit(1).toList();
        }
        var found = new ArrayList<Plan.Sum>();
        for (var name : names.isArray() ? texts(names) : List.of(names.asText())) {
            if (!sums.containsKey(name)) {
                throw new IllegalArgumentException("no sum " + name);
            }
            found.add(sums.get(name));
        }
        return List.copyOf(found);
    }

    /** An output may have the name of the sum or formula value that it passes on; one named as an input hides it not. */
    private int slotOf(String name) {
        if (inputs.stream().anyMatch(input -> input.name().equals(name))) {
            return scope.addValue("output " + name, Set.of());
        }
        return scope.knows(name) ? scope.symbol(name).slot() : scope.addValue(name, Set.of());
    }

    private Plan.Scale scale(String name, JsonNode file, Map<String, Plan.Scale> scales) {
        if (scales.containsKey(name)) {
            return scales.get(name);
        }
        for (var node : file.path("scales")) {
            if (text(node, "name").equals(name)) {
                checkKeys(node, Set.of("name", "of", "bands"));
                var bands = new ArrayList<Plan.GradedBand>();
                node.required("bands").forEach(band -> bands.add(band(band)));
                var declaration = new BandScale(name, text(node, "of"),
                        bands.stream().map(Plan.GradedBand::band).toList());
                var scale = new Plan.Scale(declaration, scope.symbol(declaration.of()).slot(), List.copyOf(bands));
                scales.put(name, scale);
                return scale;
            }
        }
        throw new IllegalArgumentException("no scale " + name);
    }

    private Plan.GradedBand band(JsonNode node) {
        checkKeys(node, BAND_KEYS);
        boolean above = node.has("above");
        boolean upTo = node.has("upTo");
        var band = new Band(text(node, "id"), number(node, above ? "above" : "from"), above,
                number(node, upTo ? "upTo" : "below"), upTo, node.required("severity").asInt(),
                node.path("when").asText(""));
        return new Plan.GradedBand(band, node.has("when") ? expression(text(node, "when")) : null);
    }

    private List<Plan.Condition> conditions(JsonNode array) {
        var conditions = new ArrayList<Plan.Condition>();
        for (var node : array) {
            checkKeys(node, Set.of("code", "when", "names"));
            var compiled = ExpressionParser.parse(text(node, "when"), scope);
            var names = node.has("names") ? texts(node.get("names")) : List.copyOf(compiled.inputs());
            conditions.add(new Plan.Condition(text(node, "code"), names, compiled.expression()));
        }
        return List.copyOf(conditions);
    }

    private Plan.FallBack fallBack(JsonNode node) {
        checkKeys(node, Set.of("input", "from", "to"));
        var symbol = scope.symbol(text(node, "input"));
        return new Plan.FallBack(symbol.slot(), symbol.choices().indexOf(text(node, "from")),
                symbol.choices().indexOf(text(node, "to")));
    }
}
