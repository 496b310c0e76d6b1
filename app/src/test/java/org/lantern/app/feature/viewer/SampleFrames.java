package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.Optional;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.measure.Calibration;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.Samples;

/** Frames for tests: a ramp of 16-bit values. */
final class SampleFrames {
    private SampleFrames() {}

    static LoadedFrame of(FrameRef ref, int columns, int rows) {
        var values = new short[columns * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (i % columns * 10 + ref.frame());
        }
        var frame = new Frame(new PixelFormat(rows, columns, 1, 16, 16, 15, false, false, Photometric.MONOCHROME2),
                new Samples.Shorts(values));
        return new LoadedFrame(ref, DataSet.EMPTY, frame,
                new Presentation(ModalityLut.IDENTITY, Optional.empty(), false, false, Optional.empty(),
                        Optional.empty()),
                List.of(), Optional.empty(), new ImageCalibration(Calibration.none(1), List.of()), false);
    }
}
