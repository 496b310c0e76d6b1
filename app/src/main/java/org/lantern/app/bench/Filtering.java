package org.lantern.app.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.enhance.Recipe;
import org.lantern.storage.StorageException;

/** Applies each of the usual enhancements to one grey image. */
record Filtering() implements QuickBenchmark {
    private static final List<String> RECIPES = List.of("equalize", "clahe:tiles=8,clip=2", "gaussian:sigma=2",
            "median:size=3", "unsharp:radius=2,amount=1", "sobel");

    @Override
    public String name() {
        return "filter";
    }

    @Override
    public void run(Specimens specimens, Timing timing, Consumer<Figure> measured)
            throws ImagingException, StorageException, IOException {
        var found = Shown.firstOf(specimens);
        if (found.isEmpty()) {
            return;
        }
        var shown = found.get();
        for (var text : RECIPES) {
            var recipe = Recipe.parse(text);
            measured.accept(timing.measure(name(), text, shown.megapixels(), "Mpixel",
                    () -> recipe.apply(shown.frame(), shown.presentation())));
        }
    }
}
