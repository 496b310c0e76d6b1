package org.lantern.app.feature.viewer;

import org.lantern.imaging.enhance.Enhancement;

/**
 * A line of the recipe panel.
 *
 * @param on whether it takes part; switched off it keeps its numbers
 */
record RecipeStep(Enhancement enhancement, boolean on) {}
