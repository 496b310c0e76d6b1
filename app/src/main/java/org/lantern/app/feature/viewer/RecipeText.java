package org.lantern.app.feature.viewer;

import java.util.stream.Collectors;
import org.lantern.imaging.enhance.Enhancement;
import org.lantern.imaging.enhance.EnhancementKind;
import org.lantern.imaging.enhance.Recipe;
import org.lantern.resources.Texts;

/** Enhancements in words. A kind without a text of its own is called by its name in recipes. */
final class RecipeText {
    private RecipeText() {}

    static String of(Recipe recipe, Texts texts) {
        return recipe.steps().stream().map(step -> name(step, texts)).collect(Collectors.joining(" › "));
    }

    static String name(Enhancement step, Texts texts) {
        return name(step.kind(), texts);
    }

    static String name(EnhancementKind kind, Texts texts) {
        var key = "viewer.enhance." + kind.name();
        return texts.has(key) ? texts.get(key) : kind.name();
    }

    static String parameter(String key, Texts texts) {
        var full = "viewer.enhance.parameter." + key;
        return texts.has(full) ? texts.get(full) : key;
    }
}
