package org.lantern.imaging.enhance;

import java.util.Arrays;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.RowBands;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.StoredBits;

/** What of a colour frame an enhancement works on. A monochrome frame is worked on as it is. */
enum Components {
    /** The luminance changes, the colour differences stay. */
    LUMINANCE,
    /** Each component by itself. */
    EACH,
    /** The luminance takes the place of the colours. */
    GREY;

    @FunctionalInterface
    interface PlaneWork {
        /** @param plane a frame of one sample per pixel */
        Frame apply(Frame plane) throws ImagingException;
    }

    Frame apply(Frame frame, PlaneWork work) throws ImagingException {
        PixelFormat format = frame.format();
        return switch (format.photometric()) {
            case MONOCHROME1, MONOCHROME2 -> work.apply(frame);
            case RGB, YBR_RCT, YBR_ICT, YBR_FULL, YBR_FULL_422, YBR_PARTIAL_422, YBR_PARTIAL_420 -> {
                if (format.samplesPerPixel() != 3 || format.floating() || format.bitsAllocated() > 16) {
                    throw new ImagingException.Unsupported("enhancement of " + format);
                }
                yield color(frame, work);
            }
            default -> throw new ImagingException.Unsupported(
                    "enhancement of photometric interpretation " + format.photometric().term());
        };
    }

    private Frame color(Frame frame, PlaneWork work) throws ImagingException {
        int[][] planes = split(frame);
        boolean rgb = switch (frame.format().photometric()) {
            case RGB, YBR_RCT, YBR_ICT -> true;
            default -> false;
        };
        int limit = StoredBits.of(frame.format()).mask();
        switch (this) {
            case EACH -> {
                for (int c = 0; c < 3; c++) {
                    planes[c] = work(frame.format(), planes[c], work);
                }
            }
            case LUMINANCE -> {
                int[] before = rgb ? luminance(planes) : planes[0];
                int[] after = work(frame.format(), before, work);
                if (rgb) {
                    for (int[] plane : planes) {
                        for (int i = 0; i < plane.length; i++) {
                            plane[i] = Math.clamp(plane[i] + after[i] - before[i], 0, limit);
                        }
                    }
                } else {
                    planes[0] = after;
                }
            }
            case GREY -> {
                int[] after = work(frame.format(), rgb ? luminance(planes) : planes[0], work);
                for (int c = 0; c < 3; c++) {
                    if (rgb || c == 0) {
                        planes[c] = after;
                    } else {
                        Arrays.fill(planes[c], (limit + 1) / 2);
                    }
                }
            }
        }
        return merge(frame.format(), planes);
    }

    private static int[] work(PixelFormat format, int[] plane, PlaneWork work) throws ImagingException {
        PixelFormat single = new PixelFormat(format.rows(), format.columns(), 1, format.bitsAllocated(),
                format.bitsStored(), format.highBit(), false, false, Photometric.MONOCHROME2);
        return split(work.apply(merge(single, plane)))[0];
    }

    private static int[] luminance(int[][] planes) {
        int[] luminance = new int[planes[0].length];
        for (int i = 0; i < luminance.length; i++) {
            luminance[i] = (299 * planes[0][i] + 587 * planes[1][i] + 114 * planes[2][i] + 500) / 1000;
        }
        return luminance;
    }

    private static int[][] split(Frame frame) {
        PixelFormat format = frame.format();
        StoredBits bits = StoredBits.of(format);
        int samples = format.samplesPerPixel();
        int[][] planes = new int[samples][format.rows() * format.columns()];
        RowBands.run(format.rows(), format.columns(), (from, to) -> {
            for (int i = from * format.columns(); i < to * format.columns(); i++) {
                for (int c = 0; c < samples; c++) {
                    planes[c][i] = switch (frame.samples()) {
                        case Samples.Bytes(byte[] values) -> bits.index(values[i * samples + c] & 0xff);
                        case Samples.Shorts(short[] values) -> bits.index(values[i * samples + c] & 0xffff);
                        default -> throw new IllegalArgumentException("more than 16 bits: " + format);
                    };
                }
            }
        });
        return planes;
    }

    private static Frame merge(PixelFormat format, int[]... planes) {
        StoredBits bits = StoredBits.of(format);
        int samples = planes.length;
        int length = planes[0].length * samples;
        if (format.bitsAllocated() <= 8) {
            byte[] merged = new byte[length];
            for (int i = 0; i < length; i++) {
                merged[i] = (byte) bits.word(planes[i % samples][i / samples]);
            }
            return new Frame(format, new Samples.Bytes(merged));
        }
        short[] merged = new short[length];
        for (int i = 0; i < length; i++) {
            merged[i] = (short) bits.word(planes[i % samples][i / samples]);
        }
        return new Frame(format, new Samples.Shorts(merged));
    }
}
