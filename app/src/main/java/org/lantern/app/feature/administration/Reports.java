package org.lantern.app.feature.administration;

import java.util.function.Consumer;

/**
 * What the pages tell the window.
 *
 * @param failed something went wrong
 * @param say takes a message for the status bar, in the user's language
 */
public record Reports(Consumer<Throwable> failed, Consumer<String> say) {}
