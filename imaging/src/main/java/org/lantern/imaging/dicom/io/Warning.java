package org.lantern.imaging.dicom.io;

import java.util.Locale;

import org.lantern.imaging.dicom.Tag;

/**
 * Something that the standard does not allow but that did not keep the rest from being read.
 *
 * @param tag the element that it concerns
 * @param offset place in the source, in bytes from its start
 */
public record Warning(Kind kind, Tag tag, long offset) {
    /** The faults that are told apart. */
    public enum Kind {
        /** The source ends inside of an element; what comes before it was read. */
        TRUNCATED,
        /** The structure is broken; what comes before it was read. */
        BROKEN_STRUCTURE,
        /** An element or item is longer than what holds it; the rest of that was passed over. */
        OVERLONG,
        /** There is no file meta information, or it lacks the transfer syntax, which was found out from the data. */
        MISSING_META,
        /** The data are not in the transfer syntax that is declared; the true one was found out from the data. */
        WRONG_TRANSFER_SYNTAX,
        /** An element's header does not have the form of its transfer syntax; its meaning was clear nevertheless. */
        ODD_HEADER,
        /** The VR is none of the standard; the value was read as UN. */
        UNKNOWN_VR,
        /** The value's length is odd. */
        ODD_LENGTH,
        /** The element stood before the last one; it was put in its place. */
        NOT_ASCENDING,
        /** The element occurs again; the first one was kept. */
        REPEATED,
        /** A byte before the first element that belongs to none. */
        LEADING_BYTES,
        /** Bytes after the data set that are no elements. */
        TRAILING_BYTES
    }

    /** Kind, tag and offset; never a value. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + tag + " at offset " + offset;
    }
}
