package org.lantern.imaging.enhance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.ValueRange;

class RecipeTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "equalize", "equalize:min=-160,max=240", "clahe:tiles=8,clip=2", "gamma:value=0.8",
            "clahe:tiles=4,clip=1.5,min=-1000,max=400.5;gamma:value=2"})
    void text_of_a_recipe_reads_back_as_the_same_recipe(String text) throws Exception {
        Recipe recipe = Recipe.parse(text);
        assertEquals(text, recipe.toString());
        assertEquals(recipe, Recipe.parse(recipe.toString()));
    }

    @Test
    void every_kind_with_its_usual_values_reads_back() throws Exception {
        for (EnhancementKind kind : EnhancementKind.all()) {
            Recipe recipe = new Recipe(List.of(kind.usual()));
            assertEquals(recipe, Recipe.parse(recipe.toString()), kind.name());
        }
    }

    @Test
    void forms_that_people_type_are_understood() throws Exception {
        assertEquals(Recipe.parse("clahe"), Recipe.parse(" clahe : tiles = 8 , clip = 2.0 "));
        assertEquals(Recipe.NONE, Recipe.parse(" ; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sharpen              | sharpen |       | equalize
            clahe:tile=8         | clahe   | tile  | tiles, clip
            clahe:tiles=0        | clahe   | tiles | 1..16
            clahe:tiles=2.5      | clahe   | tiles | 1..16
            clahe:clip=NaN       | clahe   | clip  | 0.1..100
            clahe:clip=x         | clahe   | clip  | 0.1..100
            clahe:clip           | clahe   | clip  | key=value
            clahe:clip=2,clip=3  | clahe   | clip  | once
            gamma:value=0.01     | gamma   | value | 0.1..10
            equalize:min=1       | equalize | max  | together
            equalize:min=2,max=1 | equalize | max  | not below
            """)
    void a_bad_recipe_names_the_step_the_key_and_what_is_allowed(String text, String step, String key,
            String expected) {
        ImagingException.InvalidRecipe failure = assertThrows(ImagingException.InvalidRecipe.class,
                () -> Recipe.parse(text));
        assertEquals(step, failure.step());
        assertEquals(key == null ? "" : key, failure.key());
        assertTrue(failure.expected().contains(expected), failure.expected());
    }

    @Test
    void without_bounds_a_step_works_on_the_values_shown_and_freezing_keeps_them() throws Exception {
        Frame frame = Fixtures.shorts(60, 84, 12, false, 4000, 1);
        ModalityLut hu = new ModalityLut.Rescale(0.5, -1000, "HU");
        ValueRange shown = new ValueRange(-800, 200);
        Recipe open = Recipe.parse("clahe:tiles=3,clip=3");
        Recipe frozen = open.frozen(shown);
        assertEquals("clahe:tiles=3,clip=3,min=-800,max=200", frozen.toString());
        double[] expected = Fixtures.values(open.apply(frame, hu, shown, () -> false));
        assertArrayEquals(expected,
                Fixtures.values(frozen.apply(frame, hu, new ValueRange(0, 1), () -> false)));
        assertEquals(frozen, frozen.frozen(new ValueRange(0, 1)));
        for (double stored : expected) {
            assertTrue(stored >= 400 && stored <= 2400);
        }
    }

    @Test
    void the_source_frame_stays_as_it_was() throws Exception {
        Frame frame = Fixtures.shorts(60, 84, 12, true, 3000, 2);
        double[] before = Fixtures.values(frame);
        for (EnhancementKind kind : EnhancementKind.all()) {
            Frame enhanced = kind.usual().apply(frame, ModalityLut.IDENTITY, new ValueRange(-1000, 900), () -> false);
            assertArrayEquals(before, Fixtures.values(frame), kind.name());
            assertNotEquals(frame, enhanced, kind.name());
            assertEquals(frame.format(), enhanced.format(), kind.name());
        }
    }

    @Test
    void no_steps_give_the_frame_itself_and_a_cancelled_run_gives_none() throws Exception {
        Frame frame = Fixtures.bytes(20, 31, 3);
        ValueRange shown = new ValueRange(0, 255);
        assertSame(frame, Recipe.NONE.apply(frame, ModalityLut.IDENTITY, shown, () -> true));
        Recipe recipe = Recipe.parse("equalize");
        assertThrows(CancellationException.class,
                () -> recipe.apply(frame, ModalityLut.IDENTITY, shown, () -> true));
    }
}
