package org.lantern.imaging.pixel;

import java.util.Optional;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/**
 * The colours of a PALETTE COLOR image, PS3.3 C.7.6.3.1.5 and C.7.9. The colours are handed over, not copied.
 *
 * @param firstMapped the stored value of the first colour; values below it have the first colour
 * @param argb opaque 8-bit colours, 1..65536; values beyond the last have the last
 */
public record Palette(int firstMapped, int[] argb) {
    public Palette {
        if (argb.length < 1 || argb.length > 65536) {
            throw new IllegalArgumentException("not a palette");
        }
    }

    /** The palette of a PALETTE COLOR image, plain or segmented; empty if the data set has none. */
    public static Optional<Palette> of(DataSet dataSet) throws ImagingException {
        if (!dataSet.contains(Tag.RedPaletteColorLookupTableDescriptor)) {
            return Optional.empty();
        }
        return Optional.of(PaletteReader.read(dataSet, dataSet.integer(Tag.PixelRepresentation).orElse(0) == 1));
    }

    /** The opaque colour of a stored value. */
    public int color(long stored) {
        return argb[(int) Math.clamp(stored - firstMapped, 0L, argb.length - 1L)];
    }
}
