package org.lantern.app.feature.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lantern.app.control.ImageToScreen;
import org.lantern.app.control.ViewState;
import org.lantern.imaging.geometry.PatientDirection;

class SideLettersTest {
    private static final PatientDirection LEFT = new PatientDirection(1, 0, 0);
    private static final PatientDirection BACK = new PatientDirection(0, 1, 0);

    private static SideLetters letters(ViewState view) {
        return SideLetters.of(LEFT, BACK, ImageToScreen.of(view, 97, 61, 1.3, 500, 400));
    }

    @Test
    void an_axial_image_has_the_patients_right_at_the_left() {
        assertEquals(new SideLetters("R", "L", "A", "P"), letters(ViewState.FIT));
    }

    @Test
    void the_letters_turn_and_flip_with_the_image() {
        assertEquals(new SideLetters("P", "A", "R", "L"), letters(ViewState.FIT.turned(true)));
        assertEquals(new SideLetters("A", "P", "L", "R"), letters(ViewState.FIT.turned(false)));
        assertEquals(new SideLetters("L", "R", "A", "P"), letters(ViewState.FIT.flipped()));
        assertEquals(new SideLetters("A", "P", "R", "L"), letters(ViewState.FIT.turned(true).flipped()));
    }
}
