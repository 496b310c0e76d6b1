package org.lantern.imaging.enhance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Enhancements in the order in which they are applied. A value: it is stored, labelled and compared by its text, such as
 * {@code median:size=3;clahe:tiles=8,clip=2}.
 */
public record Recipe(List<Enhancement> steps) {
    /** No enhancement. */
    public static final Recipe NONE = new Recipe(List.of());

    private static final BooleanSupplier NEVER = () -> false;

    public Recipe {
        steps = List.copyOf(steps);
    }

    /**
     * Reads {@code name}, {@code name:key=value,key=value}, or several of these with semicolons between. Blank text is
     * {@link #NONE}.
     *
     * @throws ImagingException.InvalidRecipe naming the step, the key and its range
     */
    public static Recipe parse(String text) throws ImagingException.InvalidRecipe {
        List<Enhancement> steps = new ArrayList<>();
        for (String step : text.split(";")) {
            if (!step.isBlank()) {
                steps.add(step(step.strip()));
            }
        }
        return new Recipe(steps);
    }

    private static Enhancement step(String text) throws ImagingException.InvalidRecipe {
        int colon = text.indexOf(':');
        EnhancementKind kind = EnhancementKind.named(colon < 0 ? text : text.substring(0, colon).strip());
        Map<String, Double> values = new LinkedHashMap<>();
        if (colon >= 0) {
            for (String pair : text.substring(colon + 1).split(",")) {
                int equals = pair.indexOf('=');
                String key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
                if (equals < 0) {
                    throw new ImagingException.InvalidRecipe(kind.name(), key, "key=value");
                }
                if (values.put(key, number(kind, key, pair.substring(equals + 1).strip())) != null) {
                    throw new ImagingException.InvalidRecipe(kind.name(), key, "each key once");
                }
            }
        }
        return kind.with(values);
    }

    private static double number(EnhancementKind kind, String key, String text) throws ImagingException.InvalidRecipe {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below, with the range.
        }
        for (Parameter parameter : kind.parameters()) {
            if (parameter.key().equals(key)) {
                throw new ImagingException.InvalidRecipe(kind.name(), key, "a number, " + parameter.range());
            }
        }
        throw new ImagingException.InvalidRecipe(kind.name(), key, "a number");
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** This recipe and one step more. */
    public Recipe then(Enhancement step) {
        List<Enhancement> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Recipe(longer);
    }

    /** The same steps, with the bounds of those that have none set to the values shown now. */
    public Recipe frozen(ValueRange shown) {
        return new Recipe(steps.stream().map(step -> step.frozen(shown)).toList());
    }

    /** Applies all steps to a frame as it is presented; see the other {@code apply}. */
    public Frame apply(Frame frame, Presentation presentation) throws ImagingException {
        return isEmpty() ? frame : apply(frame, presentation.modality(), presentation.shown(frame), NEVER);
    }

    /**
     * Applies all steps.
     *
     * @param shown the values between black and white on the screen, in the modality's unit
     * @param cancelled asked between steps and, by those that take long, within
     * @return a frame of the same format; the given frame itself if there are no steps
     * @throws ImagingException.Unsupported for PALETTE COLOR
     * @throws CancellationException if it was cancelled
     */
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        Frame enhanced = frame;
        for (Enhancement step : steps) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            enhanced = step.apply(enhanced, modality, shown, cancelled);
        }
        return enhanced;
    }

    @Override
    public String toString() {
        return steps.stream().map(Enhancement::spec).collect(Collectors.joining(";"));
    }
}
