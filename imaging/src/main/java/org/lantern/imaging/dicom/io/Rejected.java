package org.lantern.imaging.dicom.io;

import org.lantern.imaging.ImagingException;

/**
 * A file that holds no object that could be taken.
 *
 * @param detail technical, for the log; never a value of an element
 */
public record Rejected(Location location, Reason reason, String detail) {
    /** Why; whoever shows it chooses the words. */
    public enum Reason {
        /** Not DICOM. */
        NOT_DICOM,
        /** It ends too early. */
        TRUNCATED,
        /** Its structure is broken. */
        MALFORMED,
        /** It asks for more memory, depth or elements than a reader grants. */
        LIMIT_EXCEEDED,
        /** The medium failed, or reading is not permitted. */
        UNREADABLE,
        /** An instance, study or series UID is missing. */
        MISSING_IDENTIFIER,
        /** Something that this version cannot read. */
        UNSUPPORTED,
        /** A link that leads out of the folder. */
        LINK_OUTSIDE,
        /** A directory refers to a file that is not there, or not inside of its folder. */
        MISSING_REFERENCED_FILE
    }

    static Rejected of(Location location, ImagingException e) {
        return new Rejected(location, reasonOf(e), e.getMessage());
    }

    static Reason reasonOf(ImagingException e) {
        return switch (e) {
            case ImagingException.NotDicom _ -> Reason.NOT_DICOM;
            case ImagingException.Truncated _ -> Reason.TRUNCATED;
            case ImagingException.LimitExceeded _ -> Reason.LIMIT_EXCEEDED;
            case ImagingException.Io _ -> Reason.UNREADABLE;
            case ImagingException.MissingElement _ -> Reason.MISSING_IDENTIFIER;
            case ImagingException.Unsupported _ -> Reason.UNSUPPORTED;
            default -> Reason.MALFORMED;
        };
    }
}
