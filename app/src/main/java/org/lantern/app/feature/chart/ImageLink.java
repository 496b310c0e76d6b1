package org.lantern.app.feature.chart;

/**
 * Where something was measured.
 *
 * @param sopInstanceUid the image
 * @param frame zero-based
 */
public record ImageLink(String sopInstanceUid, int frame) {
    /** Shows the image; whoever builds the window knows how. */
    @FunctionalInterface
    public interface Opener {
        void open(ImageLink link);
    }
}
