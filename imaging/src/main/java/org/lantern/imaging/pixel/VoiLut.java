package org.lantern.imaging.pixel;

import java.util.ArrayList;
import java.util.List;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/**
 * Which values are shown and how: from values behind the modality lookup table to a brightness of 0..1, PS3.3 C.11.2.
 * The brightness is that of the VOI LUT's output range, before any inversion.
 */
public sealed interface VoiLut {
    /** As {@link #allOf(DataSet, int)} for the first frame. */
    static List<VoiLut> allOf(DataSet dataSet) throws ImagingException {
        return allOf(dataSet, 0);
    }

    /**
     * The ways to look at a frame that its object proposes: its windows in their order, then its tables. A window whose
     * width its function gives no meaning to is left out, for there is nothing to be shown with it.
     *
     * @param frame zero-based
     */
    static List<VoiLut> allOf(DataSet dataSet, int frame) throws ImagingException {
        DataSet place = FunctionalGroups.find(dataSet, frame, Tag.FrameVOILUTSequence).orElse(dataSet);
        List<VoiLut> all = new ArrayList<>(windows(place));
        for (DataSet item : place.items(Tag.VOILUTSequence)) {
            boolean signed = ModalityLut.of(dataSet, frame).apply(storable(dataSet)).lowest() < 0;
            all.add(new Table(LookupTableReader.read(item, Tag.LUTDescriptor, Tag.LUTData, signed),
                    item.text(Tag.LUTExplanation).orElse("")));
        }
        return List.copyOf(all);
    }

    private static List<VoiLut> windows(DataSet place) throws ImagingException {
        double[] centers = place.decimals(Tag.WindowCenter);
        double[] widths = place.decimals(Tag.WindowWidth);
        List<String> explanations = place.texts(Tag.WindowCenterWidthExplanation);
        Function function = Function.ofTerm(place.text(Tag.VOILUTFunction).orElse("LINEAR"));
        List<VoiLut> windows = new ArrayList<>();
        for (int i = 0; i < Math.min(centers.length, widths.length); i++) {
            if (Window.isUsable(centers[i], widths[i], function)) {
                windows.add(new Window(centers[i], widths[i], function,
                        i < explanations.size() ? explanations.get(i) : ""));
            }
        }
        return windows;
    }

    private static ValueRange storable(DataSet dataSet) throws ImagingException {
        int bits = Math.clamp(dataSet.integer(Tag.BitsStored).orElse(16), 1, 32);
        boolean signed = dataSet.integer(Tag.PixelRepresentation).orElse(0) == 1;
        double values = Math.scalb(1.0, bits);
        return signed ? new ValueRange(-values / 2, values / 2 - 1) : new ValueRange(0, values - 1);
    }

    /** @return 0..1 */
    double brightness(double modalityValue);

    /** The values between darkest and brightest; in a sigmoid, those within one width. */
    ValueRange shown();

    /** What the file calls it, such as LUNG; empty if it does not say. */
    String explanation();

    /** VOI LUT Function (0028,1056). */
    enum Function {
        LINEAR, LINEAR_EXACT, SIGMOID;

        /** LINEAR if the term is none of the standard's: that is what all viewers have always done. */
        static Function ofTerm(String term) {
            for (Function function : values()) {
                if (function.name().equals(term)) {
                    return function;
                }
            }
            return LINEAR;
        }
    }

    /**
     * A window.
     *
     * @param center finite, in the modality's unit
     * @param width in the modality's unit; at least 1 for LINEAR, more than 0 otherwise
     */
    record Window(double center, double width, Function function, String explanation) implements VoiLut {
        public Window {
            if (!isUsable(center, width, function)) {
                throw new IllegalArgumentException("not a window");
            }
        }

        /** A linear window without a name. */
        public Window(double center, double width) {
            this(center, width, Function.LINEAR, "");
        }

        /** Whether PS3.3 C.11.2.1.2 and C.11.2.1.3 give these numbers a meaning. */
        public static boolean isUsable(double center, double width, Function function) {
            return Double.isFinite(center) && Double.isFinite(width)
                    && (function == Function.LINEAR ? width >= 1 : width > 0);
        }

        /** The window that runs exactly from the lowest to the highest value of a range. */
        public static Window over(ValueRange range) {
            double width = Math.max(range.span(), Double.MIN_NORMAL);
            return new Window(range.lowest() + range.span() / 2, width, Function.LINEAR_EXACT, "");
        }

        @Override
        public double brightness(double value) {
            return switch (function) {
                case LINEAR -> linear(value);
                case LINEAR_EXACT -> Math.clamp((value - center) / width + 0.5, 0, 1);
                case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
            };
        }

        // C.11.2.1.2.1; with a width of 1 the second test leaves nothing for the division.
        private double linear(double value) {
            double middle = center - 0.5;
            double half = (width - 1) / 2;
            if (value <= middle - half) {
                return 0;
            }
            return value > middle + half ? 1 : (value - middle) / (width - 1) + 0.5;
        }

        @Override
        public ValueRange shown() {
            double half = function == Function.LINEAR ? (width - 1) / 2 : width / 2;
            double middle = function == Function.LINEAR ? center - 0.5 : center;
            return new ValueRange(middle - half, middle + half);
        }
    }

    /** A VOI LUT Sequence item. */
    record Table(LookupTable table, String explanation) implements VoiLut {
        @Override
        public double brightness(double value) {
            return table.at(value) / (double) ((1 << table.bits()) - 1);
        }

        @Override
        public ValueRange shown() {
            return table.inputs();
        }
    }
}
