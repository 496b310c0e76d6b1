package org.lantern.imaging.codec;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/**
 * The samples of a frame as a lossless encoder takes them. Where a word holds more than the stored bits (overlays in unused
 * bits, a high bit further up) all its bits are samples, so that nothing is lost.
 *
 * @param values colour by pixel; sign-extended if {@code signed}, else the words as they are
 * @param precision bits that all values fit into, counting the sign
 */
record WholeSamples(int[] values, int precision, boolean signed) {
    private static final int MAX_BITS = 16;

    /**
     * @param signs whether the codec knows signed samples; otherwise words of signed images are coded whole, because
     *     decoders disagree on whether to extend the sign of narrower ones
     * @throws ImagingException.Unsupported for samples that are not 8 or 16 bits wide, naming the codec
     */
    static WholeSamples of(Frame frame, boolean signs, String codec) throws ImagingException {
        PixelFormat format = frame.format();
        int allocated = format.bitsAllocated();
        if (format.floating() || allocated < 8 || allocated > MAX_BITS) {
            throw new ImagingException.Unsupported(codec + " of " + (format.floating() ? "floating point pixels"
                    : allocated + " bits allocated"));
        }
        boolean signed = signs && format.signed();
        int[] values = new int[frame.samples().length()];
        int lowest = 0;
        int highest = 0;
        for (int i = 0; i < values.length; i++) {
            int value = switch (frame.samples()) {
                case Samples.Bytes(byte[] bytes) -> signed ? bytes[i] : bytes[i] & 0xff;
                case Samples.Shorts(short[] shorts) -> signed ? shorts[i] : shorts[i] & 0xffff;
                case Samples.Ints _,Samples.Floats _,Samples.Doubles _ -> throw new IllegalArgumentException();
            };
            values[i] = value;
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        int stored = format.bitsStored();
        boolean fits = signed
                ? lowest >= -1 << stored - 1 && highest < 1 << stored - 1
                : !format.signed() && highest < 1 << stored;
        return new WholeSamples(values, fits ? stored : allocated, signed);
    }
}
