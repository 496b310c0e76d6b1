package org.lantern.storage.importing;

import org.lantern.imaging.ImagingException;

/**
 * A file that was not taken in.
 *
 * @param file as it was given or found; within a ZIP the archive and the entry. For the user who named it, not for a log
 * @param detail technical, without any patient value
 */
public record Rejected(String file, Reason reason, String detail) {
    /** Why. */
    public enum Reason {
        NOT_DICOM,
        /** Ends before it is whole. */
        TRUNCATED,
        DAMAGED,
        /** Exceeds a limit that no real object does. */
        LIMIT,
        UNSUPPORTED,
        /** Has no study, series or instance UID. */
        NO_IDENTITY,
        /** Cannot be opened or read, or is not there. */
        UNREADABLE,
        /** Is a symbolic link that leads out of the folder. */
        LINK_OUTSIDE,
        /** The vault has another object under the same instance UID. */
        OTHER_CONTENT,
        /** The vault has the study, of another patient. */
        OTHER_PATIENT,
        /** The vault has the series, in another study. */
        OTHER_STUDY
    }

    static Rejected of(String file, ImagingException failure) {
        Reason reason = switch (failure) {
            case ImagingException.NotDicom _ -> Reason.NOT_DICOM;
            case ImagingException.Truncated _ -> Reason.TRUNCATED;
            case ImagingException.LimitExceeded _ -> Reason.LIMIT;
            case ImagingException.MissingElement _ -> Reason.NO_IDENTITY;
            case ImagingException.Unsupported _ -> Reason.UNSUPPORTED;
            case ImagingException.Io _ -> Reason.UNREADABLE;
            default -> Reason.DAMAGED;
        };
        return new Rejected(file, reason, failure.getMessage());
    }
}
