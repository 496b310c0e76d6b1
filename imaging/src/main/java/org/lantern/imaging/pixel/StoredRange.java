package org.lantern.imaging.pixel;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Finds the lowest and highest stored value of a frame. */
final class StoredRange {
    private StoredRange() {}

    /** Stored values, not yet through the modality lookup table. Empty if every sample is padding or not finite. */
    static Optional<ValueRange> scan(Frame frame, Optional<PixelPadding> padding) {
        AtomicReference<ValueRange> found = new AtomicReference<>();
        int columns = frame.format().columns() * frame.format().samplesPerPixel();
        RowBands.run(frame.format().rows(), columns, (from, to) -> {
            ValueRange part = padding.isEmpty() ? plain(frame, from * columns, to * columns)
                    : withoutPadding(frame, padding.get(), from * columns, to * columns);
            if (part != null) {
                found.accumulateAndGet(part, StoredRange::union);
            }
        });
        return Optional.ofNullable(found.get());
    }

    private static ValueRange union(ValueRange a, ValueRange b) {
        return a == null ? b
                : new ValueRange(Math.min(a.lowest(), b.lowest()), Math.max(a.highest(), b.highest()));
    }

    private static ValueRange plain(Frame frame, int from, int to) {
        return switch (frame.samples()) {
            case Samples.Bytes(byte[] values) -> bytes(values, StoredBits.of(frame.format()), from, to);
            case Samples.Shorts(short[] values) -> shorts(values, StoredBits.of(frame.format()), from, to);
            default -> any(StoredValues.of(frame), from, to);
        };
    }

    // The sign is handled by flipping its bit, so that the order of the flipped words is the order of the values.
    private static ValueRange shorts(short[] values, StoredBits bits, int from, int to) {
        int shift = bits.shift();
        int mask = bits.mask();
        int flip = bits.signBit();
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (int i = from; i < to; i++) {
            int flipped = (((values[i] & 0xffff) >>> shift) & mask) ^ flip;
            lowest = Math.min(lowest, flipped);
            highest = Math.max(highest, flipped);
        }
        return new ValueRange(lowest - flip, highest - flip);
    }

    private static ValueRange bytes(byte[] values, StoredBits bits, int from, int to) {
        int shift = bits.shift();
        int mask = bits.mask();
        int flip = bits.signBit();
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (int i = from; i < to; i++) {
            int flipped = (((values[i] & 0xff) >>> shift) & mask) ^ flip;
            lowest = Math.min(lowest, flipped);
            highest = Math.max(highest, flipped);
        }
        return new ValueRange(lowest - flip, highest - flip);
    }

    private static ValueRange any(StoredValues values, int from, int to) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double value = values.at(i);
            if (Double.isFinite(value)) {
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
        }
        return lowest <= highest ? new ValueRange(lowest, highest) : null;
    }

    private static ValueRange withoutPadding(Frame frame, PixelPadding padding, int from, int to) {
        StoredValues values = StoredValues.of(frame);
        return any(sample -> {
            double value = values.at(sample);
            return padding.contains(value) ? Double.NaN : value;
        }, from, to);
    }
}
