package org.lantern.imaging.pixel;

import java.util.Arrays;
import java.util.Optional;

/** Photometric Interpretation (0028,0004), PS3.3 C.7.6.3.1.2. */
public enum Photometric {
    MONOCHROME1, MONOCHROME2, PALETTE_COLOR, RGB, YBR_FULL, YBR_FULL_422, YBR_PARTIAL_422, YBR_PARTIAL_420, YBR_ICT,
    YBR_RCT, HSV, ARGB, CMYK;

    /** The value as it stands in the attribute. */
    public String term() {
        return this == PALETTE_COLOR ? "PALETTE COLOR" : name();
    }

    public boolean isMonochrome() {
        return this == MONOCHROME1 || this == MONOCHROME2;
    }

    public static Optional<Photometric> ofTerm(String term) {
        return Arrays.stream(values()).filter(p -> p.term().equals(term)).findFirst();
    }
}
