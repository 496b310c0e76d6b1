package org.lantern.app.feature.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lantern.imaging.enhance.EnhancementKind;
import org.lantern.imaging.pixel.ValueRange;

class RecipeModelTest {
    private static final ValueRange SHOWN = new ValueRange(-160, 240);

    @Test
    void a_step_keeps_working_on_the_values_shown_when_it_was_added() throws Exception {
        var recipe = new RecipeModel();
        recipe.add(EnhancementKind.named("clahe"), SHOWN);
        assertEquals("clahe:tiles=8,clip=2,min=-160,max=240", recipe.activeProperty().get().toString());
    }

    @Test
    void steps_are_switched_tuned_bypassed_and_removed() throws Exception {
        var recipe = new RecipeModel();
        recipe.add(EnhancementKind.named("equalize"), SHOWN);
        recipe.add(EnhancementKind.named("clahe"), SHOWN);
        recipe.set(1, "clip", 3.5);
        recipe.setOn(0, false);
        assertEquals("clahe:tiles=8,clip=3.5,min=-160,max=240", recipe.activeProperty().get().toString());
        recipe.set(1, "tiles", 99);
        assertEquals(8, recipe.steps().get(1).enhancement().values().get("tiles"));
        recipe.bypassedProperty().set(true);
        assertTrue(recipe.activeProperty().get().isEmpty());
        recipe.bypassedProperty().set(false);
        recipe.remove(1);
        assertTrue(recipe.activeProperty().get().isEmpty());
        assertEquals(1, recipe.steps().size());
    }
}
