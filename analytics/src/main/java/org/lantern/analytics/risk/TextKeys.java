package org.lantern.analytics.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys under which the texts about models are found in the {@code risk} bundle. Where several keys are given, the first
 * that exists counts: a model may word an input or class its own way, otherwise the common wording holds.
 *
 * <p>Choices and classes become part of a key with {@code <} written {@code lt_}, {@code >} written {@code gt_} and a
 * space written {@code _}.
 */
public final class TextKeys {
    private TextKeys() {}

    public static String name(RiskModel model) {
        return "risk.model." + model.id() + ".name";
    }

    public static String population(RiskModel model) {
        return "risk.model." + model.id() + ".population";
    }

    /** One key for each of {@link RiskModel#caveats()}. */
    public static List<String> caveats(RiskModel model) {
        var keys = new ArrayList<String>();
        for (int i = 1; i <= model.caveats().size(); i++) {
            keys.add("risk.model." + model.id() + ".caveat." + i);
        }
        return keys;
    }

    public static String group(RiskModel model) {
        return "risk.group." + model.group();
    }

    public static List<String> input(RiskModel model, String input) {
        return either("risk.input.", model, input);
    }

    public static List<String> choice(RiskModel model, String input, String choice) {
        return List.of("risk.choice." + model.id() + "." + input + "." + plain(choice),
                "risk.choice." + input + "." + plain(choice));
    }

    /** A class of results: a band's id, or a word of a {@link RiskOutput.Kind#CATEGORY}. */
    public static List<String> band(RiskModel model, String band) {
        return either("risk.band.", model, plain(band));
    }

    public static List<String> output(RiskModel model, String output) {
        return either("risk.output.", model, output);
    }

    /** A contribution has the wording of its input if it has the input's name, else one of its own. */
    public static List<String> contribution(RiskModel model, Contribution contribution) {
        return model.input(contribution.name()).isPresent() ? input(model, contribution.name())
                : List.of("risk.output.term." + contribution.name());
    }

    /** The unit of contributions: points, log odds, log hazard. */
    public static String contributionUnit(Contribution contribution) {
        return "risk.output.unit." + contribution.unit();
    }

    /** Takes one argument: the localized names of what the notice speaks of, joined. */
    public static String notice(Notice notice) {
        return "risk.output.notice." + notice.code();
    }

    public static String refusal(RiskException.OutsidePopulation refusal) {
        return "risk.output.refusal." + refusal.reason();
    }

    private static List<String> either(String prefix, RiskModel model, String name) {
        return List.of(prefix + model.id() + "." + name, prefix + name);
    }

    private static String plain(String word) {
        return word.replace("<", "lt_").replace(">", "gt_").replace(' ', '_');
    }
}
