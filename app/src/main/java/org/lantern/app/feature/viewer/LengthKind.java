package org.lantern.app.feature.viewer;

import java.util.Locale;

/** What a length is a length of, when it is accepted into the chart. */
enum LengthKind {
    LENGTH, LUNG_NODULE_DIAMETER;

    /** The key by which the chart knows this kind of observation. */
    String chartKey() {
        return name().toLowerCase(Locale.ROOT);
    }

    String textKey() {
        return "viewer.measurements.kind." + chartKey();
    }
}
