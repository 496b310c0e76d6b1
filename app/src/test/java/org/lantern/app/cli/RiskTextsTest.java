package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lantern.analytics.risk.Band;
import org.lantern.analytics.risk.BandScale;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.analytics.risk.RiskOutput;
import org.lantern.analytics.risk.TextKeys;
import org.lantern.resources.Texts;

/** Everything that a risk model shows to a user has words in every language. */
class RiskTextsTest {
    static Stream<RiskModel> models() {
        return RiskCatalogue.bundled().models().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void every_model_input_choice_and_class_has_a_text_in_both_languages(RiskModel model) {
        for (var language : Texts.LANGUAGES) {
            var texts = Texts.in(language);
            var absent = needed(model).filter(keys -> keys.stream().noneMatch(texts::has)).toList();
            assertEquals(List.of(), absent, language.toString());
        }
    }

    private static Stream<List<String>> needed(RiskModel model) {
        var keys = new ArrayList<List<String>>();
        keys.add(List.of(TextKeys.name(model)));
        keys.add(List.of(TextKeys.population(model)));
        keys.add(List.of(TextKeys.group(model)));
        TextKeys.caveats(model).forEach(key -> keys.add(List.of(key)));
        for (var input : model.inputs()) {
            keys.add(TextKeys.input(model, input.name()));
            input.allowed().forEach(choice -> keys.add(TextKeys.choice(model, input.name(), choice)));
        }
        for (var output : model.outputs()) {
            keys.add(TextKeys.output(model, output.name()));
            if (output.kind() == RiskOutput.Kind.CATEGORY) {
                output.values().forEach(word -> keys.add(TextKeys.band(model, word)));
            }
        }
        model.scales().stream().map(BandScale::bands).flatMap(List::stream).map(Band::id)
                .forEach(id -> keys.add(TextKeys.band(model, id)));
        return keys.stream();
    }
}
