package org.lantern.imaging.dicom.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/** Finds where an image, or a frame of an enhanced one, lies and what tells it from others at the same place. */
final class ImagePlace {
    /** What tells images of the same place apart, the first that does so wins. */
    private static final List<Tag> KINDS = List.of(Tag.ImageType, Tag.EchoNumbers, Tag.EchoTime, Tag.InversionTime,
            Tag.DiffusionBValue, Tag.DiffusionGradientOrientation, Tag.TemporalPositionIdentifier,
            Tag.AcquisitionNumber, Tag.TriggerTime);
    /** Creators and elements of the b-value before it had an attribute of the standard. */
    private static final String[] B_VALUE_CREATORS = {"SIEMENS MR HEADER", "Philips Imaging DD 001", "GEMS_PARM_01"};
    private static final int[] B_VALUES = {0x0019000c, 0x20010003, 0x00430039};
    private static final Tag[] TIMES = {Tag.TriggerTime, Tag.AcquisitionDateTime, Tag.AcquisitionTime, Tag.ContentTime};
    private static final Tag[] FRAME_GROUPS = {Tag.of(0x0020, 0x9111), Tag.of(0x0018, 0x9114), Tag.of(0x0018, 0x9117),
            Tag.of(0x0018, 0x9118), Tag.of(0x0018, 0x9226), Tag.of(0x0018, 0x9329)};
    private static final Tag STACK = Tag.of(0x0020, 0x9056);
    /** Frame type, effective echo time, inversion times, b-value, direction, temporal position, trigger delay. */
    private static final Tag[] FRAME_KINDS = {Tag.of(0x0008, 0x9007), Tag.of(0x0018, 0x9082), Tag.of(0x0018, 0x9079),
            Tag.of(0x0018, 0x9087), Tag.of(0x0018, 0x9075), Tag.of(0x0020, 0x9128), Tag.of(0x0020, 0x9153)};
    private static final int MOST_FRAMES = 100_000;

    private ImagePlace() {}

    /** Nothing for what has no plane in patient space, or a broken one. */
    static Optional<ScanResult.Place> of(DataSet dataSet) {
        List<String> kinds = new ArrayList<>();
        for (Tag tag : KINDS) {
            String value = String.join("\\", dataSet.texts(tag));
            kinds.add(tag.equals(Tag.DiffusionBValue) && value.isEmpty() ? privateBValue(dataSet) : value);
        }
        String time = "";
        for (Tag tag : TIMES) {
            time = time.isEmpty() ? dataSet.text(tag).orElse("") : time;
        }
        return place(dataSet, dataSet, dataSet, dataSet, kinds, time);
    }

    private static String privateBValue(DataSet dataSet) {
        for (int i = 0; i < B_VALUES.length; i++) {
            int group = B_VALUES[i] >>> 16;
            for (int block = 0x10; block < 0x18; block++) {
                if (dataSet.text(Tag.of(group, block)).filter(B_VALUE_CREATORS[i]::equals).isPresent()) {
                    return dataSet.text(Tag.of(group, block << 8 | B_VALUES[i] & 0xff)).orElse("");
                }
            }
        }
        return "";
    }

    /** The places of the frames of an enhanced multi-frame image, in their order; empty for every other object. */
    static List<ScanResult.Place> ofFrames(DataSet dataSet) {
        List<DataSet> frames = dataSet.items(Tag.PerFrameFunctionalGroupsSequence);
        Optional<DataSet> shared = dataSet.item(Tag.SharedFunctionalGroupsSequence);
        if (frames.isEmpty() || frames.size() > MOST_FRAMES) {
            return List.of();
        }
        List<ScanResult.Place> places = new ArrayList<>();
        for (DataSet frame : frames) {
            Optional<ScanResult.Place> place = place(dataSet, macro(frame, shared, Tag.PlanePositionSequence),
                    macro(frame, shared, Tag.PlaneOrientationSequence), macro(frame, shared, Tag.PixelMeasuresSequence),
                    frameKinds(frame, shared), "");
            if (place.isEmpty()) {
                return List.of();
            }
            places.add(place.get());
        }
        return places;
    }

    private static DataSet macro(DataSet frame, Optional<DataSet> shared, Tag sequence) {
        return frame.item(sequence).or(() -> shared.flatMap(s -> s.item(sequence))).orElse(DataSet.EMPTY);
    }

    private static List<String> frameKinds(DataSet frame, Optional<DataSet> shared) {
        List<String> kinds = new ArrayList<>();
        for (Tag tag : FRAME_KINDS) {
            String value = "";
            for (Tag group : FRAME_GROUPS) {
                DataSet macro = macro(frame, shared, group);
                value = value.isEmpty() ? String.join("\\", macro.texts(tag)) : value;
                for (DataSet inner : macro.items(Tag.of(0x0018, 0x9076))) {
                    value = value.isEmpty() ? String.join("\\", inner.texts(Tag.of(0x0018, 0x9089))) : value;
                }
            }
            kinds.add(value);
        }
        kinds.addFirst(macro(frame, shared, FRAME_GROUPS[0]).text(STACK).orElse(""));
        return kinds;
    }

    private static Optional<ScanResult.Place> place(DataSet image, DataSet plane, DataSet orientation,
            DataSet measures, List<String> kinds, String time) {
        try {
            double[] position = plane.decimals(Tag.ImagePositionPatient);
            double[] o = orientation.decimals(Tag.ImageOrientationPatient);
            if (position.length != 3 || o.length != 6) {
                return Optional.empty();
            }
            double[] normal = {o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]};
            double length = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
            if (!(length > 0.9 && length < 1.1)) {
                return Optional.empty();
            }
            double along = (position[0] * normal[0] + position[1] * normal[1] + position[2] * normal[2]) / length;
            if (!Double.isFinite(along)) {
                return Optional.empty();
            }
            StringBuilder geometry = new StringBuilder();
            for (double cosine : o) {
                geometry.append(Math.round(cosine * 1000)).append(' ');
            }
            geometry.append(image.text(Tag.Rows).orElse("")).append('x').append(image.text(Tag.Columns).orElse(""));
            for (double spacing : measures.decimals(Tag.PixelSpacing)) {
                geometry.append(String.format(Locale.ROOT, " %.4f", spacing));
            }
            return Optional.of(new ScanResult.Place(geometry.toString(), List.copyOf(kinds), time, along));
        } catch (ImagingException _) {
            return Optional.empty();
        }
    }
}
