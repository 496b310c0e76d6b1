package org.lantern.imaging;

import java.util.Locale;

/**
 * Why DICOM data could not be read, decoded or written. A closed family: whoever shows it to a user chooses the words
 * by type. {@link #getMessage()} is technical, for the log; it holds tags, sizes and offsets, never an element's value.
 */
public abstract sealed class ImagingException extends Exception {
    private ImagingException(String technical, Throwable cause) {
        super(technical, cause);
    }

    /** The bytes are not DICOM: neither a Part 10 file nor a data set that can be recognised without its preamble. */
    public static final class NotDicom extends ImagingException {
        public NotDicom(String technical) {
            super(technical, null);
        }
    }

    /** The data end before they are complete. */
    public static final class Truncated extends ImagingException {
        private final long offset;

        /** @param offset position in bytes from the start of the source at which more was expected */
        public Truncated(String technical, long offset) {
            super(technical + " at offset " + offset, null);
            this.offset = offset;
        }

        public long offset() {
            return offset;
        }
    }

    /** A limit of {@link org.lantern.imaging.dicom.io.ParseLimits} would be exceeded. */
    public static final class LimitExceeded extends ImagingException {
        private final String limit;

        /** @param limit name of the limit's record component */
        public LimitExceeded(String limit, long wanted, long allowed) {
            super(limit + ": " + wanted + " exceeds " + allowed, null);
            this.limit = limit;
        }

        public String limit() {
            return limit;
        }
    }

    /** An element's value does not have the form that its VR demands, or its encoding is broken. */
    public static final class Malformed extends ImagingException {
        private final int tag;
        private final long offset;

        /**
         * @param tag the element, (group shl 16) | element, or 0 where the fault lies outside of one
         * @param offset position in bytes from the start of the source
         */
        public Malformed(int tag, long offset, String technical) {
            super(String.format(Locale.ROOT, "(%04x,%04x) at offset %d: %s", tag >>> 16, tag & 0xffff, offset,
                    technical), null);
            this.tag = tag;
            this.offset = offset;
        }

        public int tag() {
            return tag;
        }

        public long offset() {
            return offset;
        }
    }

    /** An element that the task cannot do without is absent. */
    public static final class MissingElement extends ImagingException {
        private final int tag;

        public MissingElement(int tag) {
            super(String.format(Locale.ROOT, "(%04x,%04x) is absent", tag >>> 16, tag & 0xffff), null);
            this.tag = tag;
        }

        public int tag() {
            return tag;
        }
    }

    /** A transfer syntax, photometric interpretation or the like that this version cannot handle. */
    public static final class Unsupported extends ImagingException {
        private final String what;

        /** @param what the thing's name in the standard, such as a transfer syntax UID and its name */
        public Unsupported(String what) {
            super("not supported: " + what, null);
            this.what = what;
        }

        public String what() {
            return what;
        }
    }

    /** The object holds no image. */
    public static final class NoPixelData extends ImagingException {
        public NoPixelData() {
            super("no pixel data", null);
        }
    }

    /** A frame's compressed data are broken or do not agree with the header. */
    public static final class DamagedFrame extends ImagingException {
        private final int frame;

        /** @param frame zero-based */
        public DamagedFrame(int frame, String technical) {
            super("frame " + frame + ": " + technical, null);
            this.frame = frame;
        }

        public int frame() {
            return frame;
        }
    }

    /** An enhancement or a recipe of them that cannot be: unknown name or key, or a value outside its range. */
    public static final class InvalidRecipe extends ImagingException {
        private final String step;
        private final String key;
        private final String expected;

        /**
         * @param step name of the enhancement, as far as it was understood
         * @param key the parameter at fault, or empty if the step itself is
         * @param expected what would have been right: the known names or keys, or the range of the value
         */
        public InvalidRecipe(String step, String key, String expected) {
            super(step + (key.isEmpty() ? "" : ":" + key) + ": expected " + expected, null);
            this.step = step;
            this.key = key;
            this.expected = expected;
        }

        public String step() {
            return step;
        }

        public String key() {
            return key;
        }

        public String expected() {
            return expected;
        }
    }

    /** The medium failed: the file cannot be opened, read or written. */
    public static final class Io extends ImagingException {
        public Io(java.io.IOException cause) {
            super(cause.getClass().getSimpleName(), cause);
        }
    }
}
