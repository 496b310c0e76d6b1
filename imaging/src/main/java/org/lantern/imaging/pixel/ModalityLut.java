package org.lantern.imaging.pixel;

import java.util.Optional;
import java.util.OptionalDouble;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/**
 * From stored values to the values that mean something (Hounsfield units in CT), PS3.3 C.11.1.
 */
public sealed interface ModalityLut {
    /** Where a file says nothing: stored values are the values. */
    ModalityLut IDENTITY = new Rescale(1, 0, "");

    /** As {@link #of(DataSet, int)} for the first frame. */
    static ModalityLut of(DataSet dataSet) throws ImagingException {
        return of(dataSet, 0);
    }

    /**
     * The table of one frame: its functional group's, a Modality LUT Sequence, or Rescale Slope and Intercept; identity
     * where there is none.
     *
     * @param frame zero-based
     * @throws ImagingException.Malformed for a slope of 0 or a broken table
     * @throws ImagingException.MissingElement for an intercept without slope or the reverse
     */
    static ModalityLut of(DataSet dataSet, int frame) throws ImagingException {
        DataSet place = FunctionalGroups.find(dataSet, frame, Tag.PixelValueTransformationSequence).orElse(dataSet);
        Optional<DataSet> item = place.item(Tag.ModalityLUTSequence);
        if (item.isPresent()) {
            boolean signed = dataSet.integer(Tag.PixelRepresentation).orElse(0) == 1;
            return new Table(LookupTableReader.read(item.get(), Tag.LUTDescriptor, Tag.LUTData, signed),
                    unit(dataSet, item.get().text(Tag.ModalityLUTType)));
        }
        OptionalDouble slope = place.decimal(Tag.RescaleSlope);
        OptionalDouble intercept = place.decimal(Tag.RescaleIntercept);
        if (slope.isEmpty() && intercept.isEmpty()) {
            return IDENTITY;
        }
        if (slope.isEmpty() || intercept.isEmpty()) {
            throw new ImagingException.MissingElement(
                    (slope.isEmpty() ? Tag.RescaleSlope : Tag.RescaleIntercept).code());
        }
        if (slope.getAsDouble() == 0 || !Double.isFinite(slope.getAsDouble() + intercept.getAsDouble())) {
            throw new ImagingException.Malformed(Tag.RescaleSlope.code(), 0, "a slope of 0 or beyond all numbers");
        }
        return new Rescale(slope.getAsDouble(), intercept.getAsDouble(),
                unit(dataSet, place.text(Tag.RescaleType)));
    }

    // "US" is the standard's word for unspecified; CT means Hounsfield units unless it says otherwise (C.8.2.1.1.2).
    private static String unit(DataSet dataSet, Optional<String> type) {
        String modality = dataSet.text(Tag.Modality).orElse("");
        String stated = type.orElse("");
        if (stated.equals("US")) {
            return "";
        }
        return switch (modality) {
            case "CT" -> stated.isEmpty() ? "HU" : stated;
            case "PT" -> stated.isEmpty() ? dataSet.text(Tag.Units).orElse("") : stated;
            default -> stated;
        };
    }

    /** The value in {@link #unit()} of a stored value. */
    double apply(double stored);

    /** Rescale Type or Modality LUT Type, "HU" for CT; empty where none is stated. */
    String unit();

    /** The values that stored values of this range can have. */
    ValueRange apply(ValueRange stored);

    /**
     * The stored values, within {@code possible}, that stand for values of a range; the nearest ones if none does.
     *
     * @param values in {@link #unit()}
     * @param possible stored values to choose from
     */
    ValueRange invert(ValueRange values, ValueRange possible);

    /** How many stored steps make one unit, for thresholds on differences; 1 for a table. */
    double storedPerUnit();

    /**
     * Rescale Slope and Intercept.
     *
     * @param slope finite, not 0
     * @param intercept finite
     */
    record Rescale(double slope, double intercept, String unit) implements ModalityLut {
        public Rescale {
            if (!Double.isFinite(slope) || slope == 0 || !Double.isFinite(intercept)) {
                throw new IllegalArgumentException("not a rescale");
            }
        }

        @Override
        public double apply(double stored) {
            return stored * slope + intercept;
        }

        @Override
        public ValueRange apply(ValueRange stored) {
            return ValueRange.between(apply(stored.lowest()), apply(stored.highest()));
        }

        @Override
        public ValueRange invert(ValueRange values, ValueRange possible) {
            return ValueRange.between(possible.clamp((values.lowest() - intercept) / slope),
                    possible.clamp((values.highest() - intercept) / slope));
        }

        @Override
        public double storedPerUnit() {
            return 1 / Math.abs(slope);
        }
    }

    /** A Modality LUT Sequence item. */
    record Table(LookupTable table, String unit) implements ModalityLut {
        @Override
        public double apply(double stored) {
            return table.at(stored);
        }

        @Override
        public ValueRange apply(ValueRange stored) {
            double lowest = table.at(stored.lowest());
            double highest = lowest;
            double first = Math.max(stored.lowest(), table.inputs().lowest());
            double last = Math.min(stored.highest(), table.inputs().highest());
            for (double input = first; input <= last; input++) {
                lowest = Math.min(lowest, table.at(input));
                highest = Math.max(highest, table.at(input));
            }
            return new ValueRange(Math.min(lowest, table.at(stored.highest())),
                    Math.max(highest, table.at(stored.highest())));
        }

        @Override
        public ValueRange invert(ValueRange values, ValueRange possible) {
            double first = Double.NaN;
            double last = Double.NaN;
            double nearest = table.inputs().lowest();
            double nearestDistance = Double.POSITIVE_INFINITY;
            for (double input = table.inputs().lowest(); input <= table.inputs().highest(); input++) {
                double distance = Math.abs(values.clamp(table.at(input)) - table.at(input));
                if (distance == 0) {
                    first = Double.isNaN(first) ? input : first;
                    last = input;
                }
                if (distance < nearestDistance) {
                    nearest = input;
                    nearestDistance = distance;
                }
            }
            return Double.isNaN(first) ? new ValueRange(possible.clamp(nearest), possible.clamp(nearest))
                    : new ValueRange(possible.clamp(first), possible.clamp(last));
        }

        @Override
        public double storedPerUnit() {
            return 1;
        }
    }
}
