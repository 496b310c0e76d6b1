package org.lantern.imaging.dicom;

/**
 * How a VR is kept in a data set's index while it may still be open: the ordinal of a {@link Vr}, or one of these codes
 * for an attribute whose VR depends on other attributes. For readers that assemble data sets.
 */
public final class VrCode {
    /** US or SS, as Pixel Representation says. */
    public static final int US_OR_SS = 60;
    /** US or OW; a table in implicit VR is OW (PS3.5 annex A.1). */
    public static final int US_OR_OW = 61;
    /** OB or OW; in implicit VR it is OW (PS3.5 annex A.1). */
    public static final int OB_OR_OW = 62;
    /** Not in the dictionary. A private element may be found by its creator. */
    public static final int UNKNOWN = 63;

    private static final Vr[] VRS = Vr.values();

    private VrCode() {}

    public static int of(Vr vr) {
        return vr.ordinal();
    }

    /** What the dictionary says of a tag; knows group lengths, private creators and repeating groups. */
    public static int ofTag(int tag) {
        return Dictionary.code(tag);
    }

    /** The VR, where the code leaves it open the one that implicit VR has for want of better knowledge. */
    public static Vr vr(int code) {
        return switch (code) {
            case US_OR_SS -> Vr.US;
            case US_OR_OW, OB_OR_OW -> Vr.OW;
            case UNKNOWN -> Vr.UN;
            default -> VRS[code];
        };
    }
}
