package org.lantern.app.feature.viewer;

import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.enhance.EnhancementKind;
import org.lantern.imaging.enhance.Recipe;
import org.lantern.imaging.pixel.ValueRange;

/** The enhancements of one viewport: a list whose steps can be switched, tuned and taken away again. */
final class RecipeModel {
    private static final String OFF = "-";

    private final ObservableList<RecipeStep> steps = FXCollections.observableArrayList();
    private final ObservableList<RecipeStep> stepsView = FXCollections.unmodifiableObservableList(steps);
    private final BooleanProperty bypassed = new SimpleBooleanProperty(this, "bypassed");
    private final ReadOnlyObjectWrapper<Recipe> active = new ReadOnlyObjectWrapper<>(this, "active", Recipe.NONE);

    RecipeModel() {
        bypassed.addListener(_ -> update());
    }

    /** The steps in the order in which they are applied. */
    ObservableList<RecipeStep> steps() {
        return stepsView;
    }

    /** Whether the image is shown as it was before, for comparison. */
    BooleanProperty bypassedProperty() {
        return bypassed;
    }

    /** What is applied to the image now. */
    ReadOnlyObjectProperty<Recipe> activeProperty() {
        return active.getReadOnlyProperty();
    }

    /**
     * Adds a step with its usual numbers at the end.
     *
     * @param shown the values between black and white now; the step keeps working on these when the window moves
     */
    void add(EnhancementKind kind, ValueRange shown) {
        bypassed.set(false);
        steps.add(new RecipeStep(kind.usual().frozen(shown), true));
        update();
    }

    void remove(int index) {
        steps.remove(index);
        update();
    }

    void clear() {
        steps.clear();
        bypassed.set(false);
        update();
    }

    void setOn(int index, boolean on) {
        steps.set(index, new RecipeStep(steps.get(index).enhancement(), on));
        update();
    }

    /** Changes a number of a step; one that is not allowed changes nothing. */
    void set(int index, String key, double value) {
        var step = steps.get(index);
        var values = new HashMap<>(step.enhancement().values());
        values.put(key, value);
        try {
            steps.set(index, new RecipeStep(step.enhancement().kind().with(values), step.on()));
            update();
        } catch (ImagingException.InvalidRecipe _) {
            // The slider stands between two allowed values; the step keeps its last one.
            return;
        }
    }

    /** The place of the first step of a kind. */
    OptionalInt indexOf(String kind) {
        return IntStream.range(0, steps.size()).filter(i -> steps.get(i).enhancement().kind().name().equals(kind))
                .findFirst();
    }

    /** The steps as text, for the vault; one that is switched off has a minus before it. */
    String text() {
        return steps.stream().map(step -> (step.on() ? "" : OFF) + step.enhancement().spec())
                .collect(Collectors.joining(";"));
    }

    /** Takes over what {@link #text} wrote; a step that this version does not know is left out. */
    void restore(String text) {
        steps.clear();
        bypassed.set(false);
        for (var part : text.split(";")) {
            boolean off = part.startsWith(OFF);
            try {
                Recipe.parse(off ? part.substring(OFF.length()) : part).steps()
                        .forEach(step -> steps.add(new RecipeStep(step, !off)));
            } catch (ImagingException.InvalidRecipe _) {
                // Written by a newer version, or by hand.
                continue;
            }
        }
        update();
    }

    private void update() {
        var on = bypassed.get() ? List.<RecipeStep>of() : steps.stream().filter(RecipeStep::on).toList();
        active.set(new Recipe(on.stream().map(RecipeStep::enhancement).toList()));
    }
}
