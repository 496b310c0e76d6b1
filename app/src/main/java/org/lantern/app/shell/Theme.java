package org.lantern.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** How the window looks: dark for reading rooms, light for the clinic. */
public enum Theme {
    DARK, LIGHT;

    /** The base theme's style sheet, for {@code Application.setUserAgentStylesheet}. */
    public String base() {
        return (this == DARK ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet();
    }

    /** The name of our own colours' style sheet in {@code org/lantern/resources/theme}. */
    public String colours() {
        return this == DARK ? "dark.css" : "light.css";
    }

    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }
}
