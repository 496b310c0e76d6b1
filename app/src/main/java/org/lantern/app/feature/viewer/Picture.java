package org.lantern.app.feature.viewer;

import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Presentation;

/**
 * What a viewport shows at one moment: everything it takes to draw it again.
 *
 * @param source the image as stored
 * @param index zero-based position in the stack
 * @param shown the source's frame, or what the recipe made of it
 * @param presentation how it becomes brightness
 * @param recipe the enhancements in effect, as text for the label; empty if none
 */
record Picture(LoadedFrame source, int index, Frame shown, Presentation presentation, String recipe) {
    boolean enhanced() {
        return !recipe.isEmpty();
    }

    Picture with(Presentation other) {
        return new Picture(source, index, shown, other, recipe);
    }
}
