package org.lantern.imaging.pixel;

/** How often each stored value of up to 16 bits occurs. */
public final class StoredCounts {
    private StoredCounts() {}

    /**
     * Counts by {@link StoredBits#index}, as many as stored values are possible.
     *
     * @throws IllegalArgumentException for samples of more than 16 bits allocated
     */
    public static int[] of(Frame frame) {
        StoredBits bits = StoredBits.of(frame.format());
        int[] counts = new int[bits.mask() + 1];
        int columns = frame.format().columns() * frame.format().samplesPerPixel();
        RowBands.run(frame.format().rows(), columns, (from, to) -> {
            int[] part = new int[counts.length];
            switch (frame.samples()) {
                case Samples.Bytes(byte[] values) -> count(values, bits, part, from * columns, to * columns);
                case Samples.Shorts(short[] values) -> count(values, bits, part, from * columns, to * columns);
                default -> throw new IllegalArgumentException("more than 16 bits: " + frame.format());
            }
            synchronized (counts) {
                for (int index = 0; index < counts.length; index++) {
                    counts[index] += part[index];
                }
            }
        });
        return counts;
    }

    // Two tables keep neighbours of the same value from waiting for each other's count.
    private static void count(short[] values, StoredBits bits, int[] counts, int from, int to) {
        int shift = bits.shift();
        int mask = bits.mask();
        int[] other = new int[counts.length];
        int i = from;
        for (; i + 1 < to; i += 2) {
            counts[((values[i] & 0xffff) >>> shift) & mask]++;
            other[((values[i + 1] & 0xffff) >>> shift) & mask]++;
        }
        if (i < to) {
            counts[((values[i] & 0xffff) >>> shift) & mask]++;
        }
        add(other, counts);
    }

    private static void count(byte[] values, StoredBits bits, int[] counts, int from, int to) {
        int shift = bits.shift();
        int mask = bits.mask();
        int[] other = new int[counts.length];
        int i = from;
        for (; i + 1 < to; i += 2) {
            counts[((values[i] & 0xff) >>> shift) & mask]++;
            other[((values[i + 1] & 0xff) >>> shift) & mask]++;
        }
        if (i < to) {
            counts[((values[i] & 0xff) >>> shift) & mask]++;
        }
        add(other, counts);
    }

    private static void add(int[] from, int[] to) {
        for (int index = 0; index < to.length; index++) {
            to[index] += from[index];
        }
    }
}
