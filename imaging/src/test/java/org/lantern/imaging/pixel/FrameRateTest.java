package org.lantern.imaging.pixel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;

class FrameRateTest {
    @Test
    void what_is_recommended_comes_before_what_was_recorded() throws ImagingException {
        var recorded = new DataSetBuilder().put(Tag.FrameTime, 40.0);
        assertEquals(OptionalDouble.of(25), FrameRate.perSecond(recorded.build()));
        assertEquals(OptionalDouble.of(12), FrameRate.perSecond(recorded.put(Tag.CineRate, "12").build()));
        assertEquals(OptionalDouble.of(8),
                FrameRate.perSecond(recorded.put(Tag.RecommendedDisplayFrameRate, "8").build()));
    }

    @Test
    void a_vector_of_times_has_a_mean_and_nothing_has_none() throws ImagingException {
        assertEquals(OptionalDouble.of(20), FrameRate.perSecond(
                new DataSetBuilder().put(Tag.FrameTimeVector, 0.0, 40.0, 60.0).build()));
        assertEquals(OptionalDouble.empty(), FrameRate.perSecond(new DataSetBuilder().put(Tag.FrameTime, 0.0).build()));
    }
}
