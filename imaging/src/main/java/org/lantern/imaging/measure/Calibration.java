package org.lantern.imaging.measure;

import java.util.Optional;

import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.geometry.PixelSpacing;

/**
 * How millimetres are obtained from pixels, if they are.
 *
 * @param spacing empty exactly where the source is {@link Source#NONE}
 * @param pixelAspect height of a pixel over its width, for angles; from the spacing where there is one
 * @param note what the file or the reader says about it, such as the fiducial used; may be empty
 */
public record Calibration(Source source, Optional<PixelSpacing> spacing, double pixelAspect, String note) {
    /** Where the millimetres come from. */
    public enum Source {
        /** In the plane of the detector: things in the patient look bigger than they are. */
        DETECTOR,
        /** In the patient, by the geometry of a cross-sectional image. */
        PATIENT,
        /** Corrected for magnification, or calibrated on an object of known size. */
        CALIBRATED,
        /** By the calibration of an ultrasound region. */
        ULTRASOUND_REGION,
        /** There are none. */
        NONE
    }

    /** No millimetres, square pixels. */
    public static final Calibration NONE = none(1);

    public Calibration {
        if (spacing.isPresent() == (source == Source.NONE) || !(pixelAspect > 0 && Double.isFinite(pixelAspect))) {
            throw new IllegalArgumentException("a calibration has a spacing, no calibration has none");
        }
    }

    /** Millimetres by a pixel spacing. */
    public static Calibration of(Source source, PixelSpacing spacing, String note) {
        return new Calibration(source, Optional.of(spacing), spacing.betweenRowsMm() / spacing.betweenColumnsMm(),
                note);
    }

    /** @param pixelAspect height of a pixel over its width */
    public static Calibration none(double pixelAspect) {
        return new Calibration(Source.NONE, Optional.empty(), pixelAspect, "");
    }

    /** By a line that the reader drew on something of known length; pixels keep their shape. */
    public Calibration byKnownLength(PixelPoint from, PixelPoint to, double knownMm, String what) {
        double length = Math.hypot(to.column() - from.column(), (to.row() - from.row()) * pixelAspect);
        if (!(length > 0 && knownMm > 0)) {
            throw new IllegalArgumentException("a calibration line needs a length");
        }
        double width = knownMm / length;
        return of(Source.CALIBRATED, new PixelSpacing(width * pixelAspect, width), what);
    }
}
