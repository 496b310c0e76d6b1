package org.lantern.analytics.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.analytics.risk.formula.Formula;

/** A learned model in the form of the catalogue, so that it is used, shown and stored as the published ones are. */
public final class LearnedRisk {
    /** The group of learned models. */
    public static final String GROUP = "learned";

    private LearnedRisk() {}

    /**
     * The model of the catalogue. Numbers outside of what training held are refused; a missing value is replaced as in
     * training, and the result says so.
     */
    public static RiskModel model(LearnedModel learned) {
        var card = learned.card();
        var mapper = new ObjectMapper();
        var file = mapper.createObjectNode();
        file.put("id", card.id()).put("version", card.version() + ".0.0").put("verified", false)
                .put("name", card.name()).put("group", GROUP)
                .put("source", card.kind() + ", " + card.data().file() + ", " + card.data().rows() + " rows, "
                        + card.data().events() + " events, AUC "
                        + String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", card.quality().meanAuc(),
                                card.quality().aucLower(), card.quality().aucUpper())
                        + ", Brier " + String.format(Locale.ROOT, "%.3f", card.quality().brier()))
                .put("year", card.created().atZone(java.time.ZoneOffset.UTC).getYear())
                .put("population", "Subjects like those of the table that it was learned from: " + card.data().file())
                .put("licence", "own data");
        var caveats = file.putArray("caveats");
        caveats.add("Learned from one table and validated on that table only.");
        if (!card.limits().isBlank()) {
            caveats.add(card.limits());
        }
        var names = inputNames(learned.preparation());
        var inputs = file.putArray("inputs");
        var notices = file.putArray("notices");
        var terms = mapper.createObjectNode();
        terms.put("constant", "part_constant");
        var values = mapper.createArrayNode().add("probability").add("part_constant");
        for (int i = 0; i < names.size(); i++) {
            addInput(inputs, names.get(i), learned.preparation().fields().get(i));
            notices.addObject().put("code", "imputed").put("when", "not given(" + names.get(i) + ")")
                    .putArray("names").add(names.get(i));
            terms.put(names.get(i), "part_" + names.get(i));
            values.add("part_" + names.get(i));
        }
        file.putObject("formula").put("class", "Learned").set("values", values);
        var sum = file.putArray("sums").addObject().put("name", "prediction").put("unit",
                learned.classifier().scale() == Classifier.Scale.LOG_ODDS ? "log-odds" : "probability");
        sum.set("terms", terms);
        file.putArray("outputs").addObject().put("name", "outcome_percent").put("kind", "number").put("unit", "%")
                .put("decimals", 1).put("value", "100 * probability");
        return RiskModel.of(file.toString(), new Prediction(learned, names));
    }

    private static void addInput(ArrayNode inputs, String name, Preparation.Field field) {
        var input = inputs.addObject().put("name", name).put("optional", true);
        if (field.numeric()) {
            input.put("kind", "number").put("min", field.lowest()).put("max", field.highest());
        } else {
            var allowed = input.put("kind", "choice").putArray("allowed");
            field.levels().forEach(allowed::add);
        }
        var plain = name.toLowerCase(Locale.ROOT);
        if (field.numeric() && plain.equals("age")) {
            input.put("source", "patient.age-years");
        } else if (plain.equals("sex") && new HashSet<>(field.levels()).equals(java.util.Set.of("male", "female"))) {
            input.put("source", "patient.sex");
        }
    }

    /** Names of columns as the expression language wants them; all different. */
    static List<String> inputNames(Preparation preparation) {
        var names = new ArrayList<String>();
        for (var field : preparation.fields()) {
            var name = field.name().strip().replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
            name = name.isEmpty() || Character.isDigit(name.charAt(0)) ? "x" + name : name;
            name = RESERVED.contains(name) ? name + "_value" : name;
            var unique = name;
            for (int i = 2; names.contains(unique); i++) {
                unique = name + "_" + i;
            }
            names.add(unique);
        }
        return names;
    }

    /** Words of the expression language, and names that the file itself uses. */
    private static final java.util.Set<String> RESERVED = java.util.Set.of("and", "or", "not", "if", "given", "has",
            "true", "false", "probability", "constant", "prediction", "outcome_percent");

    /** The classifier behind the catalogue's interface. */
    private record Prediction(LearnedModel learned, List<String> names) implements Formula {
        @Override
        public Map<String, Double> evaluate(Function<String, Optional<Object>> input) {
            var cells = new ArrayList<String>();
            for (var name : names) {
                cells.add(input.apply(name).map(Object::toString).orElse(""));
            }
            var values = new HashMap<String, Double>();
            values.put("probability", learned.probability(cells));
            double[] parts = learned.contributions(cells);
            for (int i = 0; i < names.size(); i++) {
                values.put("part_" + names.get(i), parts[i]);
            }
            values.put("part_constant", parts[parts.length - 1]);
            return values;
        }
    }
}
