package org.lantern.imaging.pixel;

import java.util.Arrays;
import java.util.OptionalDouble;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/** How fast a multi-frame object is to be played, PS3.3 C.7.6.5. */
public final class FrameRate {
    private static final double MS_PER_SECOND = 1000;

    private FrameRate() {}

    /**
     * Frames a second: Recommended Display Frame Rate, else Cine Rate, else what Frame Time or the mean of the Frame Time
     * Vector says; empty if the object says nothing.
     *
     * @throws ImagingException.Malformed if one of them is no number
     */
    public static OptionalDouble perSecond(DataSet dataSet) throws ImagingException {
        for (Tag rate : new Tag[]{Tag.RecommendedDisplayFrameRate, Tag.CineRate}) {
            OptionalDouble stated = dataSet.decimal(rate);
            if (stated.isPresent() && stated.getAsDouble() > 0) {
                return stated;
            }
        }
        OptionalDouble time = dataSet.decimal(Tag.FrameTime);
        if (time.isPresent() && time.getAsDouble() > 0) {
            return OptionalDouble.of(MS_PER_SECOND / time.getAsDouble());
        }
        // The first increment of the vector is that before the first frame, which is always 0.
        OptionalDouble mean = Arrays.stream(dataSet.decimals(Tag.FrameTimeVector)).skip(1).average();
        return mean.isPresent() && mean.getAsDouble() > 0 ? OptionalDouble.of(MS_PER_SECOND / mean.getAsDouble())
                : OptionalDouble.empty();
    }
}
