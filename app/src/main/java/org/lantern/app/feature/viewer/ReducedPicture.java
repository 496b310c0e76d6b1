package org.lantern.app.feature.viewer;

import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.StoredBits;
import org.lantern.imaging.pixel.VoiLut;

/**
 * A picture as it is drawn: where several pixels of the image lie under one of the screen, their mean stands for them,
 * so that fine patterns do not turn into false ones and a large radiograph is windowed as fast as a slice. The values
 * measured and counted are those of the full image.
 *
 * @param full the frame that this one stands for
 * @param frame as many pixels as are drawn
 * @param everyNth how many columns and rows of the full frame each pixel stands for, from 1
 * @param asked what was asked for; greater than {@code everyNth} where values must not be mixed
 */
record ReducedPicture(Frame full, Frame frame, int everyNth, int asked) {

    /** @param everyNth wanted; frames whose values must not be mixed (colour, padding) stay as they are */
    static ReducedPicture of(Picture picture, int everyNth) {
        var frame = picture.shown();
        boolean mixable = frame.format().photometric().isMonochrome() && picture.presentation().padding().isEmpty();
        if (everyNth == 1 || !mixable) {
            return new ReducedPicture(frame, frame, 1, everyNth);
        }
        return switch (frame.samples()) {
            case Samples.Bytes bytes -> reduced(frame, everyNth, index -> bytes.values()[index] & 0xff);
            case Samples.Shorts shorts -> reduced(frame, everyNth, index -> shorts.values()[index] & 0xffff);
            default -> new ReducedPicture(frame, frame, 1, everyNth);
        };
    }

    /** Whether this was made of a picture's frame for a reduction, whatever its window. */
    boolean isOf(Picture picture, int wanted) {
        return full == picture.shown() && asked == wanted;
    }

    /** A presentation for the reduced frame: the full range remains that of the full frame. */
    Presentation presentation(Presentation wanted) {
        if (frame == full || wanted.voi().isPresent()) {
            return wanted;
        }
        return wanted.withVoi(VoiLut.Window.over(wanted.shown(full)));
    }

    private interface Words {
        int at(int index);
    }

    private static ReducedPicture reduced(Frame full, int everyNth, Words words) {
        var format = full.format();
        var bits = StoredBits.of(format);
        int columns = (format.columns() + everyNth - 1) / everyNth;
        int rows = (format.rows() + everyNth - 1) / everyNth;
        var means = new short[columns * rows];
        for (int row = 0; row < rows; row++) {
            int bottom = Math.min(format.rows(), (row + 1) * everyNth);
            for (int column = 0; column < columns; column++) {
                int right = Math.min(format.columns(), (column + 1) * everyNth);
                long sum = 0;
                for (int y = row * everyNth; y < bottom; y++) {
                    for (int x = column * everyNth; x < right; x++) {
                        sum += bits.value(words.at(y * format.columns() + x));
                    }
                }
                int count = (bottom - row * everyNth) * (right - column * everyNth);
                means[row * columns + column] = (short) Math.floorDiv(2 * sum + count, 2L * count);
            }
        }
        var reduced = new PixelFormat(rows, columns, 1, 16, format.bitsStored(), format.bitsStored() - 1,
                format.signed(), false, format.photometric());
        return new ReducedPicture(full, new Frame(reduced, new Samples.Shorts(means)), everyNth, everyNth);
    }
}
