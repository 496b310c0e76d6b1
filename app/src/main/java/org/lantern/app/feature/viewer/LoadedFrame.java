package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.Optional;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.geometry.ImagePlane;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.Samples;
import org.lantern.imaging.pixel.VoiLut;

/**
 * One decoded picture with what its file says about it.
 *
 * @param header the object's attributes without its pixels
 * @param presentation how it is shown before the reader changes anything
 * @param vois windows and tables of the file, in its order
 * @param plane where it lies in the patient, if the file says
 * @param calibration how pixels become millimetres, or that they do not
 * @param lossy whether the pixels were ever compressed with loss
 */
record LoadedFrame(FrameRef ref, DataSet header, Frame frame, Presentation presentation, List<VoiLut> vois,
        Optional<ImagePlane> plane, ImageCalibration calibration, boolean lossy) {
    LoadedFrame {
        vois = List.copyOf(vois);
    }

    /** Height of a pixel divided by its width. */
    double rowAspect() {
        return calibration.whole().pixelAspect();
    }

    boolean isMonochrome() {
        return frame.format().photometric().isMonochrome();
    }

    /** Memory that the pixels take. */
    long bytes() {
        return bytes(frame);
    }

    static long bytes(Frame frame) {
        return switch (frame.samples()) {
            case Samples.Bytes values -> values.length();
            case Samples.Shorts values -> values.length() * 2L;
            case Samples.Ints values -> values.length() * 4L;
            case Samples.Floats values -> values.length() * 4L;
            case Samples.Doubles values -> values.length() * 8L;
        };
    }
}
