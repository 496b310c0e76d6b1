package org.lantern.imaging.pixel;

/**
 * A table from integers to integers with its ends extended, PS3.3 C.11.1.1. The entries are handed over, not copied:
 * nobody writes to them after construction.
 *
 * @param firstMapped the input that the first entry stands for; inputs below it give the first entry
 * @param bits number of bits of an entry, 1..16; the entries' full scale is {@code 2^bits - 1}
 * @param entries 1..65536 unsigned values; inputs beyond the last give the last
 */
public record LookupTable(int firstMapped, int bits, int[] entries) {
    public LookupTable {
        if (entries.length < 1 || entries.length > 65536 || bits < 1 || bits > 16) {
            throw new IllegalArgumentException("not a lookup table");
        }
    }

    /** The entry for an input; a fraction is rounded to the nearest input. */
    public int at(double input) {
        double position = Math.rint(input) - firstMapped;
        if (position <= 0) {
            return entries[0];
        }
        return entries[(int) Math.min(position, entries.length - 1)];
    }

    /** The inputs that have an entry of their own. */
    public ValueRange inputs() {
        return new ValueRange(firstMapped, (double) firstMapped + entries.length - 1);
    }

    /** The lowest and the highest entry. */
    public ValueRange outputs() {
        int lowest = entries[0];
        int highest = entries[0];
        for (int entry : entries) {
            lowest = Math.min(lowest, entry);
            highest = Math.max(highest, entry);
        }
        return new ValueRange(lowest, highest);
    }
}
