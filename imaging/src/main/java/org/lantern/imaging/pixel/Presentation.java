package org.lantern.imaging.pixel;

import java.util.Optional;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/**
 * How a frame's stored values become brightness or colour: the grey-scale chain of PS3.3 C.11 and PS3.4 N.2 but for
 * enhancements, which make a new frame before this chain starts.
 *
 * @param voi empty for the full range of the frame's values
 * @param inverse whether the file wants low values bright: Presentation LUT Shape INVERSE or, without a shape,
 *            MONOCHROME1
 * @param inverted whether the reader asked for the negative
 * @param palette the colours, for PALETTE COLOR
 * @param padding the stored values to be left black
 */
public record Presentation(ModalityLut modality, Optional<VoiLut> voi, boolean inverse, boolean inverted,
        Optional<Palette> palette, Optional<PixelPadding> padding) {

    /** As {@link #of(DataSet, int)} for the first frame. */
    public static Presentation of(DataSet dataSet) throws ImagingException {
        return of(dataSet, 0);
    }

    /**
     * How the file wants a frame to be shown: with its first VOI, or the full range if it has none.
     *
     * @param frame zero-based
     */
    public static Presentation of(DataSet dataSet, int frame) throws ImagingException {
        boolean palette = dataSet.text(Tag.PhotometricInterpretation).filter("PALETTE COLOR"::equals).isPresent();
        return new Presentation(ModalityLut.of(dataSet, frame), VoiLut.allOf(dataSet, frame).stream().findFirst(),
                isInverse(dataSet), false, palette ? Palette.of(dataSet) : Optional.empty(),
                PixelPadding.of(dataSet));
    }

    private static boolean isInverse(DataSet dataSet) {
        return dataSet.text(Tag.PresentationLUTShape).map("INVERSE"::equals).orElseGet(
                () -> dataSet.text(Tag.PhotometricInterpretation).filter("MONOCHROME1"::equals).isPresent());
    }

    public Presentation withVoi(VoiLut chosen) {
        return new Presentation(modality, Optional.of(chosen), inverse, inverted, palette, padding);
    }

    public Presentation withFullRange() {
        return new Presentation(modality, Optional.empty(), inverse, inverted, palette, padding);
    }

    public Presentation withInverted(boolean negative) {
        return new Presentation(modality, voi, inverse, negative, palette, padding);
    }

    public Presentation withoutPadding() {
        return new Presentation(modality, voi, inverse, inverted, palette, Optional.empty());
    }

    /**
     * The values between black and white when this frame is shown: the window's, or all that occur. Enhancements
     * without bounds of their own work on these. For colour, all values that a sample can have.
     */
    public ValueRange shown(Frame frame) {
        if (!frame.format().photometric().isMonochrome()) {
            return new ValueRange(0, StoredBits.of(frame.format()).highest());
        }
        return voi.map(VoiLut::shown).or(() -> ValueRange.of(frame, modality, padding))
                .orElse(new ValueRange(0, 0));
    }
}
