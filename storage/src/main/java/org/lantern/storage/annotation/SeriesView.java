package org.lantern.storage.annotation;

import java.util.Objects;

/**
 * How a series was left: what the next reader sees when it is opened again.
 *
 * @param seriesUid Series Instance UID
 * @param shownAs which values lie between black and white, in the viewer's words; empty text: as the file says
 * @param recipe the enhancements in the recipe language, a step that is switched off with {@code -} before it; or empty
 * @param inverted whether it is shown as a negative
 */
public record SeriesView(String seriesUid, String shownAs, String recipe, boolean inverted) {
    public SeriesView {
        Objects.requireNonNull(seriesUid);
        Objects.requireNonNull(shownAs);
        Objects.requireNonNull(recipe);
    }
}
