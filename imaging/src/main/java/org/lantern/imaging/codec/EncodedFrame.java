package org.lantern.imaging.codec;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.PixelFormat;

/**
 * The compressed bytes of one frame with what the data set says about it.
 *
 * @param frame zero-based, for messages
 * @param format the shape that the decoded frame must have
 * @param data all fragments of the frame, joined; decoders do not change it
 */
record EncodedFrame(int frame, PixelFormat format, byte[] data) {

    ImagingException.DamagedFrame damaged(String technical) {
        return new ImagingException.DamagedFrame(frame, technical);
    }

    /** Number of pixels; the reader has checked that a frame's samples fit into an array. */
    int pixelCount() {
        return format.rows() * format.columns();
    }

    /** Refuses a stream whose own header disagrees with the data set: which of the two is right cannot be known. */
    void requireShape(long rows, long columns, int components) throws ImagingException {
        if (rows != format.rows() || columns != format.columns() || components != format.samplesPerPixel()) {
            throw damaged("stream holds " + columns + "x" + rows + "x" + components + ", the data set says "
                    + format.columns() + "x" + format.rows() + "x" + format.samplesPerPixel());
        }
    }

    /** Refuses samples that are wider than the words that the data set allocates for them. */
    void requirePrecision(int bits) throws ImagingException {
        if (bits > format.bitsAllocated()) {
            throw damaged(bits + " bits per sample do not fit into " + format.bitsAllocated() + " bits allocated");
        }
    }
}
