package org.lantern.imaging.pixel;

import java.util.Arrays;
import java.util.Optional;

import org.lantern.imaging.ImagingException;

/**
 * Draws frames: stored values to opaque 8-bit ARGB, one {@code int} a pixel, row by row from the top left.
 *
 * <p>Keeps its tables and the value range of the last frame between calls, so that dragging a window over a frame costs
 * one table and one pass over the pixels. For one thread at a time; big images are shared among the processors.
 */
public final class ImageRenderer {
    static final int OPAQUE = 0xff00_0000;
    private static final int GREY = 0x0001_0101;

    private int[] colors = new int[0];
    private Frame measured;
    private Optional<PixelPadding> measuredPadding = Optional.empty();
    private Optional<ValueRange> storedRange = Optional.empty();

    /**
     * Draws one frame.
     *
     * @param argb receives the pixels, columns × rows of them from index 0; may be longer
     * @throws ImagingException.Unsupported for a photometric interpretation that cannot be drawn
     * @throws ImagingException.MissingElement for PALETTE COLOR without palette
     */
    public void render(Frame frame, Presentation presentation, int[] argb) throws ImagingException {
        PixelFormat format = frame.format();
        if (argb.length < (long) format.rows() * format.columns()) {
            throw new IllegalArgumentException("target too small for " + format);
        }
        switch (format.photometric()) {
            case MONOCHROME1, MONOCHROME2 -> monochrome(frame, presentation, argb);
            case PALETTE_COLOR -> palette(frame, presentation, argb);
            default -> {
                ColorConversion.toArgb(frame, argb);
                if (presentation.inverted()) {
                    negate(format, argb);
                }
            }
        }
    }

    private void monochrome(Frame frame, Presentation presentation, int[] argb) {
        Optional<ValueRange> range = storedRange(frame, presentation.padding());
        if (range.isEmpty()) {
            Arrays.fill(argb, 0, frame.format().rows() * frame.format().columns(), OPAQUE);
            return;
        }
        VoiLut voi = presentation.voi()
                .orElseGet(() -> VoiLut.Window.over(presentation.modality().apply(range.get())));
        boolean negative = presentation.inverse() != presentation.inverted();
        switch (frame.samples()) {
            case Samples.Bytes(byte[] values) -> {
                StoredBits bits = greyTable(frame, presentation, voi, negative, range.get());
                RowBands.run(frame.format().rows(), frame.format().columns(), (from, to) -> bytes(values, bits, argb,
                        from * frame.format().columns(), to * frame.format().columns()));
            }
            case Samples.Shorts(short[] values) -> {
                StoredBits bits = greyTable(frame, presentation, voi, negative, range.get());
                RowBands.run(frame.format().rows(), frame.format().columns(), (from, to) -> shorts(values, bits, argb,
                        from * frame.format().columns(), to * frame.format().columns()));
            }
            default -> oneByOne(frame, presentation, voi, negative, argb);
        }
    }

    private Optional<ValueRange> storedRange(Frame frame, Optional<PixelPadding> padding) {
        if (measured != frame || !measuredPadding.equals(padding)) {
            storedRange = StoredRange.scan(frame, padding);
            measuredPadding = padding;
            measured = frame;
        }
        return storedRange;
    }

    // The table is indexed by the stored bits as they are; only the entries for values that occur are filled.
    private StoredBits greyTable(Frame frame, Presentation presentation, VoiLut voi, boolean negative,
            ValueRange range) {
        StoredBits bits = table(frame.format());
        presentation.padding().ifPresent(padding -> {
            long first = Math.max(padding.lowest(), bits.lowest());
            for (long value = first; value <= Math.min(padding.highest(), bits.highest()); value++) {
                colors[(int) value & bits.mask()] = OPAQUE;
            }
        });
        for (int value = (int) range.lowest(); value <= (int) range.highest(); value++) {
            boolean black = presentation.padding().isPresent() && presentation.padding().get().contains(value);
            colors[value & bits.mask()] = black ? OPAQUE
                    : grey(voi.brightness(presentation.modality().apply(value)), negative);
        }
        return bits;
    }

    private StoredBits table(PixelFormat format) {
        StoredBits bits = StoredBits.of(format);
        if (colors.length <= bits.mask()) {
            colors = new int[bits.mask() + 1];
        }
        return bits;
    }

    private static int grey(double brightness, boolean negative) {
        int level = (int) ((negative ? 1 - brightness : brightness) * 255 + 0.5);
        return OPAQUE | level * GREY;
    }

    private void bytes(byte[] values, StoredBits bits, int[] argb, int from, int to) {
        int[] table = colors;
        int shift = bits.shift();
        int mask = bits.mask();
        for (int i = from; i < to; i++) {
            argb[i] = table[((values[i] & 0xff) >>> shift) & mask];
        }
    }

    private void shorts(short[] values, StoredBits bits, int[] argb, int from, int to) {
        int[] table = colors;
        int shift = bits.shift();
        int mask = bits.mask();
        for (int i = from; i < to; i++) {
            argb[i] = table[((values[i] & 0xffff) >>> shift) & mask];
        }
    }

    private static void oneByOne(Frame frame, Presentation presentation, VoiLut voi, boolean negative, int[] argb) {
        StoredValues values = StoredValues.of(frame);
        int columns = frame.format().columns();
        RowBands.run(frame.format().rows(), columns, (from, to) -> {
            for (int i = from * columns; i < to * columns; i++) {
                double stored = values.at(i);
                boolean black = !Double.isFinite(stored)
                        || presentation.padding().isPresent() && presentation.padding().get().contains(stored);
                argb[i] = black ? OPAQUE
                        : grey(voi.brightness(presentation.modality().apply(stored)), negative);
            }
        });
    }

    private void palette(Frame frame, Presentation presentation, int[] argb) throws ImagingException {
        Palette palette = presentation.palette().orElseThrow(() -> new ImagingException.MissingElement(0x0028_1101));
        StoredBits bits = table(frame.format());
        int negative = presentation.inverted() ? 0x00ff_ffff : 0;
        for (long value = bits.lowest(); value <= bits.highest(); value++) {
            colors[(int) value & bits.mask()] = palette.color(value) ^ negative;
        }
        int columns = frame.format().columns();
        switch (frame.samples()) {
            case Samples.Bytes(byte[] values) -> RowBands.run(frame.format().rows(), columns,
                    (from, to) -> bytes(values, bits, argb, from * columns, to * columns));
            case Samples.Shorts(short[] values) -> RowBands.run(frame.format().rows(), columns,
                    (from, to) -> shorts(values, bits, argb, from * columns, to * columns));
            default -> throw new ImagingException.Unsupported(
                    "PALETTE COLOR with " + frame.format().bitsAllocated() + " bits allocated");
        }
    }

    private static void negate(PixelFormat format, int[] argb) {
        for (int i = 0; i < format.rows() * format.columns(); i++) {
            argb[i] ^= 0x00ff_ffff;
        }
    }
}
