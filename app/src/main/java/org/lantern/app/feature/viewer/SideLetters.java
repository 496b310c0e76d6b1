package org.lantern.app.feature.viewer;

import java.util.Optional;
import org.lantern.app.control.ImageToScreen;
import org.lantern.imaging.geometry.PatientDirection;

/** The letters of the patient's directions at the four sides of a viewport, however the image is turned. */
record SideLetters(String left, String right, String top, String bottom) {
    /** Empty where the file does not say how the image lies in the patient. */
    static Optional<SideLetters> of(LoadedFrame frame, ImageToScreen map) {
        return frame.plane().map(plane -> of(plane.alongRow(), plane.alongColumn(), map));
    }

    /**
     * @param alongRow the patient's direction in which columns count up
     * @param alongColumn the patient's direction in which rows count up
     */
    static SideLetters of(PatientDirection alongRow, PatientDirection alongColumn, ImageToScreen map) {
        boolean upright = Math.abs(map.xx()) > Math.abs(map.xy());
        var right = upright ? signed(alongRow, map.xx()) : signed(alongColumn, map.xy());
        var bottom = upright ? signed(alongColumn, map.yy()) : signed(alongRow, map.yx());
        return new SideLetters(right.opposite().letters(), right.letters(), bottom.opposite().letters(),
                bottom.letters());
    }

    private static PatientDirection signed(PatientDirection direction, double sign) {
        return sign < 0 ? direction.opposite() : direction;
    }
}
