package org.lantern.imaging.hostile;

import java.util.Arrays;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.geometry.ImagePlane;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ImageRenderer;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.VoiLut;

/**
 * Attacks on what decodes and draws frames. An input is a whole file, or three bytes that describe an image and a
 * compressed stream, which is then put into a file that agrees with the size that the stream claims: so changes reach
 * the decoder and are not refused for a wrong size alone.
 */
final class Frames {
    /** How a stream is wrapped, and how many samples a byte of it can stand for at most. */
    enum Kind {
        NATIVE("1.2.840.10008.1.2.1", 8), DEFLATED("1.2.840.10008.1.2.8.1", 1032 * 8), RLE("1.2.840.10008.1.2.5",
                64),
        JPEG("1.2.840.10008.1.2.4.50", 1 << 14), JPEG_LS("1.2.840.10008.1.2.4.80",
                1 << 18),
        JPEG_2000("1.2.840.10008.1.2.4.90",
                1 << 18),
        HTJ2K("1.2.840.10008.1.2.4.201", 1 << 18);

        private final TransferSyntax syntax;
        private final long samplesPerByte;

        Kind(String uid, long samplesPerByte) {
            this.syntax = TransferSyntax.of(uid);
            this.samplesPerByte = samplesPerByte;
        }

        TransferSyntax syntax() {
            return syntax;
        }
    }

    private static final int PREFIX = 128;
    private static final long BASE_BYTES = 8 << 20;
    /** Beyond this a decoder may rightly be busy for seconds with a stream of a few bytes. */
    private static final long MOST_SAMPLES = 1 << 22;

    private Frames() {}

    static void decode(byte[] bytes, Kind kind) throws Exception {
        byte[] whole = isFile(bytes) || bytes.length < 3 ? bytes : wrapped(bytes, kind);
        try (DicomFile file = Reading.open(whole); FrameReader reader = FrameReader.open(file)) {
            long samples = reader.format().sampleCount();
            long plausible = Math.min(samples, kind.samplesPerByte * whole.length);
            int frames = reader.frameCount();
            for (int frame : new int[]{0, 1, frames - 1}) {
                if (frame < frames && frame >= 0 && plausible <= MOST_SAMPLES) {
                    Spending.within(BASE_BYTES + 64L * whole.length + 48 * plausible, () -> read(reader, frame));
                }
            }
        } catch (ImagingException _) {
            // refused, as it should be
        }
    }

    private static void read(FrameReader reader, int number) {
        try {
            Frame frame = reader.read(number);
            if (frame.samples().length() != reader.format().sampleCount()) {
                throw new AssertionError("a frame of " + frame.samples().length() + " samples");
            }
        } catch (ImagingException.DamagedFrame e) {
            if (e.getMessage().contains("decoder met")) {
                throw new AssertionError(e);
            }
        } catch (ImagingException _) {
            // refused, as it should be
        }
    }

    private static boolean isFile(byte[] bytes) {
        return bytes.length > PREFIX + 4 && bytes[PREFIX] == 'D' && bytes[PREFIX + 1] == 'I'
                && bytes[PREFIX + 2] == 'C' && bytes[PREFIX + 3] == 'M';
    }

    /** Bits of the first byte: 0 three samples, 1 and 2 bits allocated, 3 two frames, 4 two fragments, 5 signed. */
    private static byte[] wrapped(byte[] bytes, Kind kind) throws ImagingException {
        int samples = (bytes[0] & 1) == 0 ? 1 : 3;
        int allocated = new int[]{8, 16, 32, 1}[bytes[0] >> 1 & 3];
        int frames = (bytes[0] & 8) == 0 ? 1 : 2;
        int rows = 1 + (bytes[1] & 0xff);
        int columns = 1 + (bytes[2] & 0xff);
        byte[] stream = Arrays.copyOfRange(bytes, 3, bytes.length);
        int[] claimed = claimed(stream, kind);
        if (claimed.length > 0) {
            rows = claimed[0];
            columns = claimed[1];
            samples = claimed[2];
        }
        DataSetBuilder image = Seeds.image(rows, columns, samples, allocated, (bytes[0] & 32) == 0 ? 0 : 1)
                .put(Tag.NumberOfFrames, Integer.toString(frames));
        if (kind == Kind.NATIVE) {
            return Seeds.written(image.putBytes(Tag.PixelData, Vr.OW, stream).build(), kind.syntax);
        }
        int cut = (bytes[0] & 16) == 0 ? stream.length : stream.length / 2;
        return frames > 1 ? Seeds.encapsulated(image, kind.syntax, stream, stream)
                : Seeds.encapsulated(image, kind.syntax, Arrays.copyOf(stream, cut),
                        Arrays.copyOfRange(stream, cut, stream.length));
    }

    /** Rows, columns and components that a JPEG or JPEG 2000 stream says it has, if they are for an image at all. */
    private static int[] claimed(byte[] stream, Kind kind) {
        boolean jpeg = kind == Kind.JPEG || kind == Kind.JPEG_LS;
        boolean jpeg2000 = kind == Kind.JPEG_2000 || kind == Kind.HTJ2K;
        for (int i = 0; i + 40 < stream.length; i++) {
            int next = stream[i + 1] & 0xff;
            boolean header = stream[i] == -1 && (jpeg && (next >= 0xc0 && next < 0xc4 || next == 0xf7)
                    || jpeg2000 && next == 0x51);
            if (header) {
                int[] size = jpeg
                        ? new int[]{u16(stream, i + 5), u16(stream, i + 7), stream[i + 9] & 0xff}
                        : new int[]{i32(stream, i + 10) - i32(stream, i + 18), i32(stream, i + 6) - i32(stream, i + 14),
                                u16(stream, i + 38)};
                boolean usable = size[0] > 0 && size[0] <= 65535 && size[1] > 0 && size[1] <= 65535 && size[2] > 0
                        && size[2] <= 4;
                return usable ? size : new int[0];
            }
        }
        return new int[0];
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static int i32(byte[] bytes, int at) {
        return u16(bytes, at) << 16 | u16(bytes, at + 2);
    }

    /** Everything between the decoded frame and the screen: tables, windows, palettes, planes and scales. */
    static void picture(byte[] bytes) throws Exception {
        try (DicomFile file = Reading.open(bytes); FrameReader reader = FrameReader.open(file)) {
            PixelFormat format = reader.format();
            int last = reader.frameCount() - 1;
            if (format.sampleCount() > 1 << 18) {
                return;
            }
            Spending.within(BASE_BYTES + 400L * bytes.length + 300 * format.sampleCount(), () -> {
                for (int number : new int[]{0, last}) {
                    attempt(() -> ImagePlane.of(file.dataSet(), number));
                    attempt(() -> ImageCalibration.of(file.dataSet(), number));
                    attempt(() -> VoiLut.allOf(file.dataSet(), number));
                    attempt(() -> {
                        Presentation presentation = Presentation.of(file.dataSet(), number);
                        Frame frame = reader.read(number);
                        int[] argb = new int[format.rows() * format.columns()];
                        new ImageRenderer().render(frame, presentation, argb);
                        new ImageRenderer().render(frame, presentation.withFullRange().withInverted(true), argb);
                        return presentation.shown(frame);
                    });
                }
            });
        } catch (ImagingException _) {
            // refused, as it should be
        }
    }

    private interface Attempt {
        Object run() throws ImagingException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (ImagingException _) {
            // what cannot be shown
        }
    }
}
