package org.lantern.imaging.dicom.io;

/**
 * What a reader does at most for one object, so that hostile bytes cost little. What exceeds a limit is refused with
 * {@link org.lantern.imaging.ImagingException.LimitExceeded}. In any case a value is never longer than the rest of its
 * source.
 *
 * @param depth sequences inside each other; real objects have fewer than 10, and each level takes stack
 * @param elements data elements and items in the whole object; a large enhanced multi-frame object has some 100,000
 * @param valueBytes length of one value that is held in memory; values that may stay in the source are not limited
 * @param bulkBytes binary values longer than this stay in the source until they are asked for
 * @param inflateRatio inflated bytes per deflated byte; headers and images seldom pass 20
 * @param inflateBytes length of the inflated data set
 */
public record ParseLimits(int depth, int elements, int valueBytes, int bulkBytes, int inflateRatio, long inflateBytes) {
    /** For files from anywhere: the figures that the product promises. */
    public static final ParseLimits CLINICAL = new ParseLimits(64, 1_000_000, 64 << 20, 32 << 10, 200, 512L << 20);

    public ParseLimits {
        if (depth < 0 || depth > 256 || elements < 1 || valueBytes < 1 || bulkBytes < 64 || inflateRatio < 1
                || inflateBytes < 1 || inflateBytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("limits out of range");
        }
    }
}
