package org.lantern.imaging.codec;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Samples;

/** Chooses the process of ITU-T T.81 by what the stream is, not by the transfer syntax, which is at times wrong. */
final class JpegDecoder {
    private static final int LOSSLESS = 3;

    private JpegDecoder() {}

    static Samples decode(EncodedFrame frame) throws ImagingException {
        JpegStream stream = new JpegStream(frame);
        if (stream.process == LOSSLESS) {
            return JpegLosslessDecoder.decode(stream);
        }
        return JpegDctDecoder.decode(stream);
    }
}
