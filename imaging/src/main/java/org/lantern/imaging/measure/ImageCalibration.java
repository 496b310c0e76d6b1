package org.lantern.imaging.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.geometry.PixelSpacing;
import org.lantern.imaging.pixel.FunctionalGroups;

/**
 * The calibration of a whole image or, in ultrasound, of its regions, as the object states it.
 *
 * @param whole holds everywhere if there are no regions, and nowhere else
 * @param regions of an ultrasound image, PS3.3 C.8.5.5
 */
public record ImageCalibration(Calibration whole, List<Region2d> regions) {
    private static final Set<String> PROJECTIONS = Set.of("CR", "DX", "MG", "XA", "RF", "RG", "IO", "PX");
    private static final int TWO_DIMENSIONAL = 1;
    private static final int CENTIMETRES = 3;

    public ImageCalibration {
        regions = List.copyOf(regions);
    }

    /** A rectangle of an ultrasound image and what holds in it; its edges belong to it. */
    public record Region2d(int left, int top, int right, int bottom, Calibration calibration) {
        boolean contains(PixelPoint point) {
            return point.column() >= left && point.column() <= right && point.row() >= top && point.row() <= bottom;
        }
    }

    /** What holds for a measurement through these points: nothing, if they lie in no or in different regions. */
    public Calibration at(PixelPoint... points) {
        if (regions.isEmpty()) {
            return whole;
        }
        for (Region2d region : regions) {
            if (List.of(points).stream().allMatch(region::contains)) {
                return region.calibration;
            }
        }
        return Calibration.none(whole.pixelAspect());
    }

    /**
     * Reads the calibration of a frame. In projection radiography Imager Pixel Spacing is that of the detector; a Pixel
     * Spacing beside it that differs is calibrated (PS3.3 10.7.1.3), and a magnification factor brings the detector's
     * spacing into the patient.
     *
     * @param frame zero-based
     * @throws ImagingException.Malformed for a spacing that is not two positive numbers
     */
    public static ImageCalibration of(DataSet dataSet, int frame) throws ImagingException {
        Calibration whole = whole(dataSet, frame);
        List<Region2d> regions = new ArrayList<>();
        for (DataSet item : dataSet.items(Tag.SequenceOfUltrasoundRegions)) {
            region(item, whole.pixelAspect()).ifPresent(regions::add);
        }
        return new ImageCalibration(whole, regions);
    }

    private static Calibration whole(DataSet dataSet, int frame) throws ImagingException {
        DataSet measures = FunctionalGroups.find(dataSet, frame, Tag.PixelMeasuresSequence).orElse(dataSet);
        Optional<PixelSpacing> pixel = spacing(measures, Tag.PixelSpacing);
        Optional<PixelSpacing> imager = spacing(dataSet,
                dataSet.contains(Tag.ImagerPixelSpacing) ? Tag.ImagerPixelSpacing : Tag.NominalScannedPixelSpacing);
        if (pixel.isPresent()) {
            return stated(dataSet, pixel.get(), imager);
        }
        if (imager.isEmpty()) {
            return Calibration.none(aspect(dataSet));
        }
        OptionalDouble magnification = dataSet.decimal(Tag.EstimatedRadiographicMagnificationFactor);
        if (magnification.isPresent() && magnification.getAsDouble() > 0) {
            double factor = magnification.getAsDouble();
            return Calibration.of(Calibration.Source.CALIBRATED, new PixelSpacing(
                    imager.get().betweenRowsMm() / factor, imager.get().betweenColumnsMm() / factor),
                    String.format(Locale.ROOT, "magnification %s", factor));
        }
        return Calibration.of(Calibration.Source.DETECTOR, imager.get(), "");
    }

    private static Calibration stated(DataSet dataSet, PixelSpacing pixel, Optional<PixelSpacing> imager) {
        String type = dataSet.text(Tag.PixelSpacingCalibrationType).orElse("");
        String note = dataSet.text(Tag.PixelSpacingCalibrationDescription).orElse(type);
        boolean differs = imager.isPresent() && !imager.get().equals(pixel);
        if (!type.isEmpty() || differs) {
            return Calibration.of(Calibration.Source.CALIBRATED, pixel, note);
        }
        boolean projection = imager.isPresent() || PROJECTIONS.contains(dataSet.text(Tag.Modality).orElse(""));
        return Calibration.of(projection ? Calibration.Source.DETECTOR : Calibration.Source.PATIENT, pixel, "");
    }

    private static Optional<PixelSpacing> spacing(DataSet dataSet, Tag tag) throws ImagingException {
        double[] values = dataSet.decimals(tag);
        if (values.length == 0) {
            return Optional.empty();
        }
        if (values.length != 2 || !(values[0] > 0 && values[1] > 0)) {
            throw new ImagingException.Malformed(tag.code(), 0, "not two positive numbers");
        }
        return Optional.of(new PixelSpacing(values[0], values[1]));
    }

    private static double aspect(DataSet dataSet) throws ImagingException {
        double[] ratio = dataSet.decimals(Tag.PixelAspectRatio);
        return ratio.length == 2 && ratio[0] > 0 && ratio[1] > 0 ? ratio[0] / ratio[1] : 1;
    }

    private static Optional<Region2d> region(DataSet item, double aspect) throws ImagingException {
        OptionalInt left = item.integer(Tag.RegionLocationMinX0);
        OptionalInt top = item.integer(Tag.RegionLocationMinY0);
        OptionalInt right = item.integer(Tag.RegionLocationMaxX1);
        OptionalInt bottom = item.integer(Tag.RegionLocationMaxY1);
        if (left.isEmpty() || top.isEmpty() || right.isEmpty() || bottom.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Region2d(left.getAsInt(), top.getAsInt(), right.getAsInt(), bottom.getAsInt(),
                calibration(item, aspect)));
    }

    // Only a two-dimensional region whose both axes are lengths has millimetres; a spectrum or M-mode has none.
    private static Calibration calibration(DataSet item, double aspect) throws ImagingException {
        OptionalDouble across = item.decimal(Tag.PhysicalDeltaX);
        OptionalDouble down = item.decimal(Tag.PhysicalDeltaY);
        boolean lengths = item.integer(Tag.RegionSpatialFormat).orElse(0) == TWO_DIMENSIONAL
                && item.integer(Tag.PhysicalUnitsXDirection).orElse(0) == CENTIMETRES
                && item.integer(Tag.PhysicalUnitsYDirection).orElse(0) == CENTIMETRES;
        if (!lengths || across.isEmpty() || down.isEmpty() || across.getAsDouble() == 0 || down.getAsDouble() == 0) {
            return Calibration.none(aspect);
        }
        return Calibration.of(Calibration.Source.ULTRASOUND_REGION,
                new PixelSpacing(Math.abs(down.getAsDouble()) * 10, Math.abs(across.getAsDouble()) * 10), "");
    }
}
