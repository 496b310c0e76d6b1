package org.lantern.imaging.dicom;

import java.util.Locale;

/**
 * A value that the standard does not allow. It is kept as it is.
 *
 * @param vr that it was judged by
 * @param offset place of the value in the source that it was read from
 */
public record ValueFault(Tag tag, Vr vr, long offset, Rule rule) {
    /** The rules of PS3.5 table 6.2-1 and PS3.6 that are told apart. */
    public enum Rule {
        /** Longer than its VR allows. */
        TOO_LONG,
        /** A character that its VR does not have, or bytes that mean nothing in the character set. */
        REPERTOIRE,
        /** Not in the form of its VR: a date, time, number, age, UID, name. */
        FORM,
        /** In the form, and yet no date of the calendar, time of the day, or number in range. */
        RANGE,
        /** More or fewer values than the attribute has. */
        MULTIPLICITY,
        /** The length is no multiple of the width of a number. */
        WIDTH,
        /** Another VR than the attribute has. */
        WRONG_VR
    }

    /** Rule, tag, VR and offset; never the value. */
    @Override
    public String toString() {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + tag + " " + vr + " at offset " + offset;
    }
}
