package org.lantern.imaging.codec;

import org.lantern.imaging.ImagingException;

/**
 * What finding the packets of one frame may cost. A few bytes can ask for any number of progression changes, layers,
 * places and empty code-blocks; no single one of them is out of range, but together they keep a decoder busy for days.
 */
final class J2kWork {
    /** A second or two. An image of 20,000 by 20,000 pixels with 20 layers takes a thirtieth of it. */
    private static final long MOST_STEPS = 1L << 26;

    private long steps;

    /** Counts places, precincts or code-blocks that are about to be visited. */
    void take(long count) throws ImagingException.LimitExceeded {
        steps += count;
        if (steps > MOST_STEPS) {
            throw new ImagingException.LimitExceeded("jpeg2000Steps", steps, MOST_STEPS);
        }
    }
}
