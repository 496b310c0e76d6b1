package org.lantern.app.control;

/**
 * How an image lies in its viewport.
 *
 * @param zoom magnification relative to the size that just fits, {@value #MIN_ZOOM}..{@value #MAX_ZOOM}
 * @param panX shift to the right, in screen pixels
 * @param panY shift downwards, in screen pixels
 * @param quarterTurns clockwise turns by 90 degrees, 0..3, made after the mirroring
 * @param mirrored whether left and right are exchanged
 */
public record ViewState(double zoom, double panX, double panY, int quarterTurns, boolean mirrored) {
    public static final double MIN_ZOOM = 0.1;
    public static final double MAX_ZOOM = 40;
    /** The whole image, upright, in the middle. */
    public static final ViewState FIT = new ViewState(1, 0, 0, 0, false);

    public ViewState {
        zoom = Math.clamp(zoom, MIN_ZOOM, MAX_ZOOM);
        quarterTurns = Math.floorMod(quarterTurns, 4);
    }

    /** Magnified by a factor while the point at ({@code x}, {@code y}) from the viewport's centre stays in place. */
    public ViewState zoomedAbout(double factor, double x, double y) {
        double applied = Math.clamp(zoom * factor, MIN_ZOOM, MAX_ZOOM) / zoom;
        return new ViewState(zoom * applied, x - (x - panX) * applied, y - (y - panY) * applied, quarterTurns,
                mirrored);
    }

    public ViewState panned(double dx, double dy) {
        return new ViewState(zoom, panX + dx, panY + dy, quarterTurns, mirrored);
    }

    /** Turned by 90 degrees about the viewport's centre, so that what was in the middle stays there. */
    public ViewState turned(boolean clockwise) {
        return clockwise ? new ViewState(zoom, -panY, panX, quarterTurns + 1, mirrored)
                : new ViewState(zoom, panY, -panX, quarterTurns - 1, mirrored);
    }

    /** Left and right exchanged as they are seen on the screen now. */
    public ViewState flipped() {
        return new ViewState(zoom, -panX, panY, -quarterTurns, !mirrored);
    }

    public ViewState fitted() {
        return new ViewState(1, 0, 0, quarterTurns, mirrored);
    }
}
